using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Reports;

/// <summary>What each rule of V2 buys: V2 against itself without the rule, on the same weather.</summary>
internal sealed class AblationSection : IReportSection
{
    /// <summary>The maps that can be shown, the first that the sweep has: one is enough for as many panels as there are rules.</summary>
    private static readonly string[] _maps = [MapPlan.OutageByWriteRate, MapPlan.Plane, MapPlan.OutageByRetention, MapPlan.OutageByLoad];

    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("ablations", "What each rule of V2 buys");
        var pairs = ComparedPair.Ablations(findings);
        if (pairs.Count == 0)
        {
            const string Lack = "In this sweep V2 does not run beside itself without one of its rules; configs/ablations-failover.json has it where primaries are lost";
            return section with { Missing = new MissingData(Lack, "configs/ablations.json") };
        }

        // Versions that change no scenario's fate would have maps of nothing.
        var mapped = pairs.Where(pair => new ChangeCounts(pair.Counts.FatesOf) is { Better: > 0 } or { Worse: > 0 }).ToList();
        var questions = PairTables.QuestionFigure(findings, pairs, "ablation-questions", $"What {pairs[0].Second.Label}'s rules make of scenarios");
        var times = PairTables.TimeFigure(findings, pairs, "ablation-times", $"What {pairs[0].Second.Label}'s rules save and cost in time");
        var map = mapped.Count == 0 ? null : _maps.Select(findings.MapOf).FirstOrDefault(map => map is not null && MapFigures.HasTrials(map, findings.Summary));
        return section with
        {
            Paragraphs =
            [
                "Each of these versions is V2 with one rule taken back to V1.5's and all others kept. What the rule buys is what V2 has over it on the same scenarios: more of what is good and less of what is not, "
                    + "or, where it costs, the other way round. A rule that shows no difference here has nothing to do in these scenarios: lineage-first promotion, say, where no primary is lost.",
                "Shares are over all scenarios, by the scenarios that answer differently under the two, with Tango's interval and McNemar's exact test; their differences are in percentage points, pp. "
                    + "Times are means over the scenarios that have them under both versions; how many have one "
                    + "under one of the two alone stands beside. Rebuilds by decision are neither good nor bad by themselves: they replace accidents, which is good, and catch-ups, which is not. "
                    + "A rule without which no scenario has another fate has no map.",
                .. questions.Count == 0 ? [PairTables.NoFigure("shares")] : Array.Empty<string>(),
                .. times.Count == 0 ? [PairTables.NoFigure("times")] : Array.Empty<string>(),
            ],
            Figures =
            [
                .. questions,
                .. times,
                .. map is null ? Array.Empty<ReportFigure>() : [PairTables.MapsOf(findings, mapped, map, "ablation-differences")],
            ],
            Tables =
            [
                PairTables.Questions(findings, pairs, "ablations", "What each rule buys, question by question"),
                PairTables.Times(pairs, "ablation-times", "What each rule buys in time: V2 less V2 without the rule"),
                PairTables.Answers(pairs, "ablation-answers"),
            ],
        };
    }

    /// <summary>
    /// Which rule matters most, for the opening: the one without which the largest share of scenarios comes to another fate, and where primaries are lost the one without which most that V2 keeps safe are not. The intervals are of all rules
    /// together, so that they hold of the one that is picked. Nothing where V2 runs beside no version without a rule.
    /// </summary>
    public IEnumerable<string> Opening(SweepFindings findings)
    {
        var pairs = ComparedPair.Ablations(findings);
        if (pairs.Count == 0)
        {
            return [];
        }

        var rules = pairs.Select(pair => (pair.First.Label, Changes: new ChangeCounts(pair.Counts.FatesOf))).OrderByDescending(rule => ChangedOf(rule.Changes)).ToList();
        var (label, most) = rules[0];
        string Share(long count) => NumberText.Percent((double)count / findings.Scenarios);

        // Each rule has one interval for fates and, where it is told of safety, one for that.
        var intervals = pairs.Count * (findings.Summary.TellsSafety ? 2 : 1);
        Interval IntervalOf(long count) => Proportion.Of(count, findings.Scenarios, 1 - ((1 - Interval.DefaultConfidence) / intervals));
        if (ChangedOf(most) == 0)
        {
            return [$"Whichever of these rules of V2 is taken back, no scenario comes to another fate{Safety(findings, pairs, IntervalOf)}."];
        }

        var which = pairs.Count == 1 ? $"Without the rule that {label} lacks"
            : $"Of the rules of V2 that are taken back here the one that {label} lacks matters most{Rivals([.. rules.Select(rule => (rule.Label, ChangedOf(rule.Changes)))], IntervalOf)}: without it";
        return
        [
            $"{which} {Told(ChangedOf(most))} of the scenarios come to another fate, {Share(most.Better)} to a worse and {Share(most.Worse)} to a better one"
                + $"{Safety(findings, pairs, IntervalOf)}, with 95 % confidence{(intervals == 1 ? "" : " for all of it together")}.",
        ];

        string Told(long count) => $"{Share(count)} ({NumberText.Percents(IntervalOf(count))})";
    }

    /// <summary>Whose count may as well be the largest as that of the first, the largest that was seen.</summary>
    private static string Rivals(List<(string Label, long Count)> rules, Func<long, Interval> intervalOf)
    {
        List<string> rivals = [.. rules.Skip(1).Where(rule => intervalOf(rule.Count).High >= intervalOf(rules[0].Count).Low).Select(rule => rule.Label)];
        return rivals.Count == 0 ? "" : $", though it may as well be that of {DisplayText.Listed(rivals)}";
    }

    private static long ChangedOf(ChangeCounts changes) => changes.Better + changes.Worse;

    /// <summary>Without which rule most scenarios are unsafe that are safe under V2; nothing of a sweep in which entries cannot be lost.</summary>
    private static string Safety(SweepFindings findings, IReadOnlyList<ComparedPair> pairs, Func<long, Interval> intervalOf)
    {
        if (!findings.Summary.TellsSafety)
        {
            return "";
        }

        var rules = pairs.Select(pair => (pair.First.Label, Count: pair.Counts.SafeOf(first: false, second: true))).OrderByDescending(rule => rule.Count).ToList();
        var (label, count) = rules[0];
        var lose = $"{NumberText.Percent((double)count / findings.Scenarios)} ({NumberText.Percents(intervalOf(count))}) lose or leak entries that are safe under V2";
        return count == 0 ? "; none loses or leaks entries that is safe under V2"
            : pairs.Count == 1 ? $"; {lose}"
            : $"; for safety it is that of {label}{Rivals(rules, intervalOf)}: without it {lose}";
    }
}
