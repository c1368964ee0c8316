using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>What the naive simulator makes of a scenario: the outcome, every cause on the trial's record and what else happened in words, or why the scenario does not fit the grid.</summary>
internal sealed record NaiveResult(Outcome? Outcome, IReadOnlySet<Cause> Causes, IReadOnlySet<string> Words, string? OffGrid);

/// <summary>
/// The second simulator: written from docs/model.md and not from the engine, as slow and as plain as the page reads. It steps on a grid of dt = 2^-k seconds and
/// refuses scenarios in which anything would happen between two grid points.
/// </summary>
internal static class NaiveSimulator
{
    /// <summary>Runs one trial; every event goes to the trace, if there is one.</summary>
    public static NaiveResult Run(in ScenarioParameters p, IReadOnlyList<Fault> timeline, ProtocolVersion version, double dtS, TextWriter? trace = null)
    {
        try
        {
            var grid = new Grid(dtS);
            var trial = new NaiveTrial(new GridParameters(in p, version, grid), timeline, grid, trace);
            return new NaiveResult(trial.Run(), trial.Causes, trial.Words, null);
        }
        catch (OffGridException offGrid)
        {
            return new NaiveResult(null, new HashSet<Cause>(), new HashSet<string>(), offGrid.Message);
        }
    }
}
