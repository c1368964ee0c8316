using WalSweep.Analysis.Timeline;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using Xunit;

namespace WalSweep.Tests.Timeline;

/// <summary>A picture names facts and verdicts that policies have: one that is renamed would drop out of it without a word.</summary>
public sealed class TimelineWordsTests
{
    /// <summary>Every verdict of every policy, with all the facts it is given on.</summary>
    private static IReadOnlyList<PolicyDecision> Decisions =>
    [
        .. Enum.GetValues<LaggingTreatment>().Select(treatment => PolicyFacts.Of(1, new ContactView(true), treatment)),
        .. Enum.GetValues<ReplayStep>().Select(Convergence),
        .. ((bool[])[true, false]).Select(yes => PolicyFacts.Of(1, new GapView(), new GapVerdict(yes, Cause.NotRetained))),
        .. ((bool[])[true, false]).Select(yes => PolicyFacts.Of(1, new RebuildView(), new RebuildVerdict(yes, Cause.ReservationRefused))),
        .. Enum.GetValues<RejoinRoute>().Select(route => PolicyFacts.Of(1, new RestartView(), route)),
        .. ((int[])[-1, 0]).Select(chosen => PolicyFacts.Of(0, [default(CandidateReport) with { Node = 1 }], new PromotionView(), chosen)),
    ];

    private static PolicyDecision Convergence(ReplayStep step)
    {
        var limits = new ScenarioParameters();
        var view = new ReplayView(in limits)
        {
            AfterRebuild = false,
            EarlierSessions = 0,
            Rounds = 0,
            FruitlessRounds = 0,
            RemainderEntries = 0,
            BarrierEntries = 64,
            NextRoundEntries = 0,
            ReplayedEntries = 0,
            ElapsedS = 0,
            AdmittedRatePerS = 500,
            ReplayRatePerS = 1000,
        };
        return PolicyFacts.Of(1, in view, new ConvergenceVerdict(step, Cause.NoProgress));
    }

    [Fact]
    public void Facts_that_are_told_are_facts_that_policies_see()
    {
        var seen = Decisions.SelectMany(decision => decision.Facts).Select(fact => fact.Name).ToHashSet();
        Assert.All(TimelineWords.FactNames, name => Assert.Contains(name, seen));
        var reported = Decisions.SelectMany(decision => decision.Reports).SelectMany(report => report).Select(fact => fact.Name).ToHashSet();
        Assert.All(TimelineWords.ReportFactNames, name => Assert.Contains(name, reported));
    }

    /// <summary>Whoever is promoted is named, and has no words that are always the same.</summary>
    [Fact]
    public void Every_verdict_has_words_and_no_words_are_left_over()
    {
        var given = Decisions.Select(decision => (decision.Hook, decision.Verdict)).Where(one => one.Verdict != "node_1").ToHashSet();
        Assert.Equal(given.Order(), TimelineWords.Verdicts.Order());
    }
}
