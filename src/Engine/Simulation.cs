namespace WalSweep.Engine;

/// <summary>The way into the simulator.</summary>
public static class Simulation
{
    /// <summary>The model of docs/model.md as simulated here; goes up when the same scenario gives another outcome.</summary>
    public const int ModelVersion = 3;

    /// <summary>Runs a scenario under a protocol version.</summary>
    /// <param name="version">The protocol.</param>
    /// <param name="scenario">A scenario that keeps the rules of <see cref="Scenario.Validate"/>.</param>
    /// <param name="state">The worker's buffer; any content, reused from trial to trial.</param>
    /// <returns>The outcome, in the buffer. Allocates nothing.</returns>
    /// <exception cref="ModelViolationException">A bug: the simulator broke its own rules.</exception>
    public static ref readonly Outcome Run(ProtocolVersion version, in Scenario scenario, ref TrialState state)
    {
        version.Run(in scenario, ref state);
        return ref state.Outcome;
    }

    /// <summary>Runs a scenario under a protocol version and has it watched.</summary>
    /// <inheritdoc cref="Run(ProtocolVersion, in Scenario, ref TrialState)"/>
    public static ref readonly Outcome Run<TObserver>(ProtocolVersion version, in Scenario scenario, ref TrialState state, scoped ref TObserver observer)
        where TObserver : struct, ITrialObserver
    {
        version.Run(in scenario, ref state, ref observer);
        return ref state.Outcome;
    }

    /// <summary>Runs a single scenario without a buffer at hand.</summary>
    /// <inheritdoc cref="Run(ProtocolVersion, in Scenario, ref TrialState)"/>
    public static Outcome Run(ProtocolVersion version, in Scenario scenario)
    {
        var state = new TrialState();
        return Run(version, in scenario, ref state);
    }
}
