using WalSweep.Engine;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>Notes what happens to replica 1 and when, for as many trials as it is given.</summary>
internal readonly struct Watch() : ITrialObserver
{
    /// <summary>Its changes of state.</summary>
    public List<(double TimeS, ReplicaState From, ReplicaState To)> Changes { get; } = [];

    /// <summary>Its events.</summary>
    public List<(double TimeS, EventKind Kind)> Events { get; } = [];

    /// <summary>The state it is in after each loss of its link; a replica in step is still so, for nobody has missed it yet.</summary>
    public List<ReplicaState> StatesWhenCut { get; } = [];

    public static bool IsWatching => true;

    /// <summary>Forgets the trial before.</summary>
    public void Reset()
    {
        Changes.Clear();
        Events.Clear();
        StatesWhenCut.Clear();
    }

    /// <summary>When it first went over into a state.</summary>
    public double FirstEntered(ReplicaState state) => Changes.First(change => change.To == state).TimeS;

    /// <summary>When something first happened.</summary>
    public double First(EventKind kind) => Events.First(happened => happened.Kind == kind).TimeS;

    public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause)
    {
        if (node == 1)
        {
            Changes.Add((state.NowS, from, to));
        }
    }

    public void OnDecision(in TrialState state, int node, Cause cause)
    {
    }

    public void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment)
    {
    }

    public void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict)
    {
    }

    public void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict)
    {
    }

    public void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict)
    {
    }

    public void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route)
    {
    }

    public void OnTruncation(in TrialState state, int node, double droppedEntries)
    {
    }

    public void OnEnd(in TrialState state)
    {
    }

    public void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
    {
    }

    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
        if (node != 1)
        {
            return;
        }

        Events.Add((state.NowS, kind));
        if (kind == EventKind.Fault && fault.Kind == FaultKind.LinkDown)
        {
            StatesWhenCut.Add(state.ReplicaOf(1).State);
        }
    }
}
