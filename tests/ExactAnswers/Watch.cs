using WalSweep.Engine;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>Notes what happens to replica 1 and when, for as many trials as it is given.</summary>
internal sealed class Watch : TrialWatcher
{
    /// <summary>Its changes of state.</summary>
    public List<(double TimeS, ReplicaState From, ReplicaState To)> Changes { get; } = [];

    /// <summary>Its events.</summary>
    public List<(double TimeS, EventKind Kind)> Events { get; } = [];

    /// <summary>The state it is in after each loss of its link; a replica in step is still so, for nobody has missed it yet.</summary>
    public List<ReplicaState> StatesWhenCut { get; } = [];

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

    protected override void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause)
    {
        if (node == 1)
        {
            Changes.Add((state.NowS, from, to));
        }
    }

    protected override void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
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
