using System.Diagnostics.CodeAnalysis;

namespace WalSweep.Engine;

/// <summary>
/// All that changes during a trial. Owned by a worker and reused from trial to trial; <see cref="Simulator{TProtocol, TObserver}"/> resets what it uses. Times in seconds, positions in entries.
/// </summary>
public struct TrialState
{
    internal HeadHistory Head;
    internal Replicas Replicas;
    internal Outcome Outcome;
    internal BestRecovery Best;

    internal int NextFault;
    internal bool ControlPlaneDown;
    internal double ControlPlaneSinceS;

    // The head and the commit.
    internal double OfferedPerS;
    internal bool Blocked;
    internal bool Committing;
    internal double CommittedLsn;

    // The WAL.
    internal double AlwaysKept;
    internal double TailFloor;
    internal double PeakEntries;
    internal double PinnedEntryS;
    internal int Pins;
    internal bool Full;
    internal int FullHolder;
    internal double VolumeAtS;
    internal EventKind VolumeKind;

    // How many replicas are in which condition.
    internal int InSync;
    internal int LiveInSync;
    internal int Live;
    internal int FailedReplicas;
    internal int Replaying;
    internal int Copying;

    // The record of the trial.
    internal ulong CausesSeen;
    internal int FirstReplica;
    internal bool FirstIsOver;
    internal bool FirstCaughtUp;
    internal bool FirstRebuilt;
    internal bool FirstHasRebuildCause;
    internal Cause FirstRebuildCause;
    internal bool NeedlessIfRebuilt;

    /// <summary>The time of the last event, in seconds.</summary>
    public double NowS { get; internal set; }

    /// <summary>The head's position now.</summary>
    public double HeadEntries { get; internal set; }

    /// <summary>The replica with a node number, 1..R.</summary>
    [UnscopedRef]
    public readonly ref readonly Replica ReplicaOf(int node) => ref Replicas[node - 1];
}
