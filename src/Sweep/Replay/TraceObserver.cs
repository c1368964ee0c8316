using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>Hands on every event of a trial as soon as it has been dealt with, together with what it brought about.</summary>
/// <remarks>Allocates freely: it is for one trial at a time.</remarks>
internal readonly struct TraceObserver(Action<TraceEvent> sink) : ITrialObserver
{
    private readonly List<TraceStep> _steps = [];

    /// <inheritdoc/>
    public static bool IsWatching => true;

    /// <inheritdoc/>
    public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) => _steps.Add(new TraceTransition(node, from, to, cause));

    /// <inheritdoc/>
    public void OnDecision(in TrialState state, int node, Cause cause) => _steps.Add(new TraceFinding(node, cause));

    /// <inheritdoc/>
    public void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment) => _steps.Add(PolicyFacts.Of(node, view, treatment));

    /// <inheritdoc/>
    public void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict) => _steps.Add(PolicyFacts.Of(node, in view, verdict));

    /// <inheritdoc/>
    public void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict) => _steps.Add(PolicyFacts.Of(node, in view, verdict));

    /// <inheritdoc/>
    public void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict) => _steps.Add(PolicyFacts.Of(node, in view, verdict));

    /// <inheritdoc/>
    public void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route) => _steps.Add(PolicyFacts.Of(node, view, route));

    /// <inheritdoc/>
    public void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen) => _steps.Add(PolicyFacts.Of(reports, in view, chosen));

    /// <inheritdoc/>
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
        sink(new TraceEvent(kind, node, fault, [.. _steps], TraceState.Of(in state)));
        _steps.Clear();
    }
}
