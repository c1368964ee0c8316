using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>Hands on every event of a trial as soon as it has been dealt with, together with what it brought about.</summary>
/// <remarks>Allocates freely: it is for one trial at a time.</remarks>
/// <param name="sink">Takes the events.</param>
/// <param name="atEnd">Takes the state in which the trial ended; nothing if nobody asks.</param>
internal struct TraceObserver(Action<TraceEvent> sink, Action<TraceState>? atEnd = null) : ITrialObserver
{
    private readonly List<TraceStep> _steps = [];
    private TraceState? _before;

    /// <inheritdoc/>
    public static bool IsWatching => true;

    /// <inheritdoc/>
    public readonly void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) => _steps.Add(new TraceTransition(node, from, to, cause));

    /// <inheritdoc/>
    public readonly void OnDecision(in TrialState state, int node, Cause cause) => _steps.Add(new TraceFinding(node, cause));

    /// <inheritdoc/>
    public readonly void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment) => _steps.Add(PolicyFacts.Of(node, view, treatment));

    /// <inheritdoc/>
    public readonly void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict) => _steps.Add(PolicyFacts.Of(node, in view, verdict));

    /// <inheritdoc/>
    public readonly void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict) => _steps.Add(PolicyFacts.Of(node, in view, verdict));

    /// <inheritdoc/>
    public readonly void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict) => _steps.Add(PolicyFacts.Of(node, in view, verdict));

    /// <inheritdoc/>
    public readonly void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route) => _steps.Add(PolicyFacts.Of(node, view, route));

    /// <inheritdoc/>
    public readonly void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen) => _steps.Add(PolicyFacts.Of(state.PrimaryNode, reports, in view, chosen));

    /// <inheritdoc/>
    public readonly void OnTruncation(in TrialState state, int node, double droppedEntries) => _steps.Add(new TraceTruncation(node, droppedEntries));

    /// <inheritdoc/>
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
        var after = TraceState.Of(in state);
        sink(new TraceEvent(kind, node, fault, [.. _steps], after) { TellsLogsOf = LogsToTell(_before, after) });
        _steps.Clear();
        _before = after;
    }

    /// <inheritdoc/>
    public readonly void OnEnd(in TrialState state) => atEnd?.Invoke(TraceState.Of(in state));

    /// <summary>As long as there is one term, all logs are stretches of the same, and positions say everything.</summary>
    private static IReadOnlyList<int> LogsToTell(TraceState? before, TraceState after) =>
        [.. after.Nodes.Where(node => after.Primary.Term > 0 && (before?.Primary.Term != after.Primary.Term || !node.Log.OnlyGrewFrom(before.Nodes[node.Node].Log))).Select(node => node.Node)];
}
