using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Naive;

/// <summary>Both simulators against the trials worked out by hand.</summary>
public sealed class GoldenTrialTests
{
    private static readonly Dictionary<string, GoldenTrial> _trials = GoldenCatchups.All.Concat(GoldenRebuilds.All).Concat(GoldenFailovers.All).ToDictionary(trial => trial.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. _trials.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void NaiveSimulatorAgreesWithTheHand(string name)
    {
        var trial = _trials[name];
        var naive = trial.Scenario.RunNaively(trial.Version);
        Assert.True(naive.OffGrid is null, naive.OffGrid);
        Check(trial, naive.Outcome!.Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EngineAgreesWithTheHand(string name)
    {
        var trial = _trials[name];
        Check(trial, NaiveAgreementTests.RunEngine(trial.Scenario, trial.Version));
    }

    private static void Check(GoldenTrial trial, in Outcome outcome) =>
        Assert.True(NaiveAgreementTests.AreEqual(trial.Expected, outcome), NaiveAgreementTests.Explain(trial.Scenario, trial.Version, ("by hand", trial.Expected), ("simulated", outcome)));
}
