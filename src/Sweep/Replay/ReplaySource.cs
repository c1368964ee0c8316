using System.Text.Json;
using WalSweep.Engine;
using WalSweep.Sweep.Rows;

namespace WalSweep.Sweep.Replay;

/// <summary>
/// One scenario that can be run again to be looked at, event by event, with the simulator's own rules checked after every event. Its rows come to be exactly as in a run: filled, written and read.
/// </summary>
public abstract class ReplaySource
{
    private protected ReplaySource(in ScenarioParameters parameters, Fault[] timeline) => (Parameters, Timeline) = (parameters, timeline);

    /// <summary>What it is called: the index of a sweep's scenario, or the name of a scripted one.</summary>
    public abstract string Name { get; }

    /// <summary>What happens in it, in a line; may be any text.</summary>
    public abstract string Title { get; }

    /// <summary>What a heading calls it where nothing else says what it is.</summary>
    public abstract string Heading { get; }

    /// <summary>The versions it can be run under.</summary>
    public abstract IReadOnlyList<ProtocolVersion> Protocols { get; }

    /// <summary>The versions it is shown under unless somebody asks for others.</summary>
    public abstract IReadOnlyList<ProtocolVersion> DefaultVersions { get; }

    /// <summary>Its numbers.</summary>
    public ScenarioParameters Parameters { get; }

    /// <summary>Its faults.</summary>
    public IReadOnlyList<Fault> Timeline { get; }

    /// <summary>The line above what is told of it.</summary>
    /// <param name="versions">The versions it is told under, in words.</param>
    public abstract string Introduction(string versions);

    /// <summary>The columns of its row that say something of it.</summary>
    /// <param name="row">Its row under one version.</param>
    public abstract IReadOnlyList<RowColumn> ColumnsOf(TrialRow row);

    /// <summary>The row of one protocol.</summary>
    /// <param name="protocol">One of <see cref="Protocols"/>.</param>
    /// <exception cref="Exception">The simulator broke one of its rules: a bug, named so that it can be seen again.</exception>
    public abstract TrialRow Row(ProtocolVersion protocol);

    /// <summary>Runs the trial of one protocol and hands on every event as it happens.</summary>
    /// <param name="protocol">One of <see cref="Protocols"/>.</param>
    /// <param name="sink">Takes the events.</param>
    /// <returns>The state in which the trial ended.</returns>
    /// <exception cref="Exception">The simulator broke one of its rules: a bug, named so that it can be seen again. The last event handed on is the one that broke it.</exception>
    public TraceState Trace(ProtocolVersion protocol, Action<TraceEvent> sink)
    {
        var invariants = new InvariantObserver();
        invariants.Reset();
        return Trace(protocol, sink, invariants);
    }

    /// <summary>Runs the trial of one protocol to its end and keeps every event.</summary>
    /// <inheritdoc cref="Trace(ProtocolVersion, Action{TraceEvent})"/>
    public TrialTrace Record(ProtocolVersion protocol)
    {
        var events = new List<TraceEvent>();
        var end = Trace(protocol, events.Add);
        return new(protocol, events, end);
    }

    /// <summary>For tests: with another check of the rules.</summary>
    internal TraceState Trace<TCheck>(ProtocolVersion protocol, Action<TraceEvent> sink, TCheck check)
        where TCheck : struct, ITrialObserver
    {
        TraceState? end = null;
        var observers = new ObserverPair<TraceObserver, TCheck>(new TraceObserver(sink, state => end = state), check);
        var parameters = Parameters;
        var scenario = new Scenario(in parameters, [.. Timeline]);
        var state = new TrialState();
        try
        {
            Simulation.Run(protocol, in scenario, ref state, ref observers);
            return end!;
        }
        catch (ModelViolationException violation)
        {
            throw Failure(protocol, violation);
        }
    }

    /// <summary>Writes the key that says which scenario of which kind it is.</summary>
    internal abstract void WriteIdentity(Utf8JsonWriter json);

    /// <summary>Names a trial in which the simulator broke one of its rules.</summary>
    private protected abstract Exception Failure(ProtocolVersion protocol, ModelViolationException violation);
}

/// <summary>A trial from its first event to its end.</summary>
/// <param name="Protocol">The version it ran under.</param>
/// <param name="Events">Its events, in order.</param>
/// <param name="End">The state in which it ended, which may be later than the last event.</param>
public sealed record TrialTrace(ProtocolVersion Protocol, IReadOnlyList<TraceEvent> Events, TraceState End);
