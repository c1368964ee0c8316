using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>
/// The second simulator: written from docs/model.md and not from the engine, as slow and as plain as the page reads. It steps on a grid of dt = 2^-k seconds and
/// refuses scenarios in which anything would happen between two grid points.
/// </summary>
internal static class NaiveSimulator
{
    /// <summary>The outcome of one trial; every event goes to the trace, if there is one.</summary>
    /// <exception cref="OffGridException">The scenario does not fit the grid.</exception>
    public static Outcome Run(in ScenarioParameters p, IReadOnlyList<Fault> timeline, ProtocolVersion version, double dtS, TextWriter? trace = null)
    {
        var grid = new Grid(dtS);
        return new NaiveTrial(new GridParameters(in p, version, grid), timeline, grid, trace).Run();
    }

    /// <summary>The outcome, or why the scenario does not fit the grid.</summary>
    public static (Outcome? Outcome, string? OffGrid) TryRun(in ScenarioParameters p, IReadOnlyList<Fault> timeline, ProtocolVersion version, double dtS)
    {
        try
        {
            return (Run(in p, timeline, version, dtS), null);
        }
        catch (OffGridException offGrid)
        {
            return (null, offGrid.Message);
        }
    }
}
