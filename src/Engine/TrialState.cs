using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WalSweep.Engine;

/// <summary>
/// All that a trial needs besides its timeline: the scenario's numbers, and what changes. Owned by a worker and reused from trial to trial; <see cref="Simulator{TProtocol, TObserver}"/> resets what it uses. Times in seconds, positions in entries.
/// </summary>
public partial struct TrialState
{
    /// <summary>Replicas of the volume.</summary>
    public int ReplicaCount { get; internal set; }

    /// <summary>The time of the last event, in seconds.</summary>
    public double NowS { get; internal set; }

    /// <summary>The head's position now.</summary>
    public double HeadEntries { get; internal set; }

    // What must be looked at again after the event in hand: bit i node i, bit 6 the volume, bit 7 the commit.
    internal int Dirty;

    internal int NextFault;
    internal double NextFaultS;
    internal DueTimes DueTimes;
    internal bool ControlPlaneDown;
    internal double ControlPlaneSinceS;

    // The primary, its lease and its term. Which nodes go on writing as primaries although they have been replaced: bit i is node i.
    internal int Primary;

    // Replicas are looked for from this node on: while node 0 is the primary, as in most trials to the end, beyond it. How many nodes that makes.
    internal int FirstNode;
    internal int NodesFromFirst;

    // Whether there has been anything that only failover brings: a lease lost, a second term.
    internal bool ContactMatters;

    // What is due next for the primary: it stands in for the volume's own event where it comes first.
    internal double PrimaryAtS;
    internal int PrimaryRank;
    internal bool Serves;
    internal bool Fenced;
    internal bool NobodyEligible;
    internal double UnservedSinceS;
    internal double LostSinceS;
    internal double HeardSinceS;
    internal double AskFromS;
    internal double ClientsPerS;
    internal int TermCount;
    internal int Epoch;
    internal int StaleNodes;
    internal double StaleFraction;

    // Payloads outside the WAL, and the base at hand.
    internal double PayloadMarkLsn;
    internal bool BaseNewer;

    // The head and the commit. The motion the head is in is a copy of the last one of its history, because everything asks for it.
    internal Motion HeadMotion;
    internal double OfferedPerS;
    internal bool Blocked;
    internal bool Committing;
    internal double CommittedLsn;

    // The WAL.
    internal double AlwaysKept;
    internal double TailFloor;
    internal double PeakEntries;
    internal double PinnedEntryS;
    internal double PinnedUntilS;

    // For whom WAL is kept: bit i is replica i.
    internal int PinnedNodes;
    internal bool Full;
    internal int FullHolder;
    internal double VolumeAtS;
    internal int VolumeRank;

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

    // The scenario's numbers, and what follows from them alone.
    internal ScenarioParameters Parameters;
    internal double KeepEntries;
    internal double CapacityEntries;
    internal double ReservationEntries;
    internal double RebuildReservationEntries;
    internal double SnapshotLagEntries;
    internal double RoundTripS;
    internal int PromisedCopies;

    // Beyond 2 kB the runtime checks a reference before each access, so what is large comes last; docs/decisions.md has the measurement.
    internal Outcome Outcome;
    internal BestRecovery Best;
    internal Replicas Replicas;
    internal HeadHistory Head;
    internal Terms Terms;
    internal LogContents Contents;
    internal StalePrimaries Stale;

    // Kept for observers alone, so behind everything else.
    internal double WatchedCommitted;

    /// <summary>The position of the head at a time up to now. Its rate seldom changes within a round trip, so the history is seldom asked.</summary>
    internal readonly double HeadAt(double timeS) => timeS >= HeadMotion.SinceS ? HeadMotion.At(timeS) : Head.At(timeS);

    /// <summary>The tail now: entries after this position are kept.</summary>
    public readonly double TailEntries
    {
        get
        {
            var tail = HeadEntries - AlwaysKept;
            for (var pinned = PinnedNodes; pinned != 0; pinned &= pinned - 1)
            {
                tail = Ordered.Min(tail, Replicas[BitOperations.TrailingZeroCount(pinned)].Position.At(NowS));
            }

            return Ordered.Max(tail, TailFloor);
        }
    }

    /// <summary>The committed LSN after the event in hand; kept up to date only while somebody watches.</summary>
    public readonly double WatchedCommittedLsn => WatchedCommitted;

    /// <summary>Whether commits go on; otherwise the committed LSN stands still.</summary>
    public readonly bool IsCommitting => Committing;

    /// <summary>How far back from the head entries are kept for nobody in particular.</summary>
    public readonly double WindowEntries => AlwaysKept;

    /// <summary>Rate at which clients want to write now, in entries per second.</summary>
    public readonly double OfferedRatePerS => OfferedPerS;

    /// <summary>Rate at which the head moves now, in entries per second.</summary>
    public readonly double AdmittedPerS => HeadMotion.RatePerS;

    /// <summary>Whether writes wait because the durability mode cannot be met.</summary>
    public readonly bool IsBlocked => Blocked;

    /// <summary>Whether writes are throttled because the WAL device is full.</summary>
    public readonly bool IsFull => Full;

    /// <summary>The node that is primary.</summary>
    public readonly int PrimaryNode => Primary;

    /// <summary>Whether the primary takes writes.</summary>
    public readonly bool IsServing => Serves;

    /// <summary>The epoch of the primary; 0 at the start.</summary>
    public readonly int PrimaryEpoch => Epoch;

    /// <summary>What the trial has come to so far, or in the end.</summary>
    [UnscopedRef]
    public readonly ref readonly Outcome Result => ref Outcome;

    /// <summary>Takes over the numbers of a scenario.</summary>
    internal void Begin(in ScenarioParameters parameters)
    {
        Copy(in parameters, ref Parameters);
        ReplicaCount = parameters.Replicas;
        KeepEntries = Ordered.Max(parameters.CheckpointWindowBytes, parameters.RetentionBytes) / parameters.EntryBytes;
        CapacityEntries = parameters.WalCapacityBytes / parameters.EntryBytes;
        ReservationEntries = parameters.ReservationBytes / parameters.EntryBytes;
        RebuildReservationEntries = parameters.RebuildReservationBytes / parameters.EntryBytes;
        SnapshotLagEntries = parameters.SnapshotLagBytes / parameters.EntryBytes;
        RoundTripS = ScenarioParameters.RoundTripS(parameters.LatencyS, parameters.FsyncS);
        PromisedCopies = parameters.Durability switch
        {
            Durability.BestEffort => 1,
            Durability.SyncQuorum => ((ReplicaCount + 1) / 2) + 1,
            _ => ReplicaCount + 1,
        };
    }

    // In blocks of 64 bytes, the last of which overlaps the one before it: a call of the runtime's copy takes 68 instructions, and this about 20.
    private static void Copy(in ScenarioParameters from, ref ScenarioParameters to)
    {
        ref var source = ref Unsafe.As<ScenarioParameters, byte>(ref Unsafe.AsRef(in from));
        ref var target = ref Unsafe.As<ScenarioParameters, byte>(ref to);
        var last = (nuint)(Unsafe.SizeOf<ScenarioParameters>() - Vector512<byte>.Count);
        for (nuint offset = 0; offset < last; offset += (nuint)Vector512<byte>.Count)
        {
            Vector512.LoadUnsafe(ref source, offset).StoreUnsafe(ref target, offset);
        }

        Vector512.LoadUnsafe(ref source, last).StoreUnsafe(ref target, last);
    }

    /// <summary>A node by its number, 0..R.</summary>
    [UnscopedRef]
    public readonly ref readonly Replica ReplicaOf(int node) => ref Replicas[node];
}

/// <summary>What is due next for a node.</summary>
internal struct Due
{
    /// <summary>When; +∞ if nothing is.</summary>
    public double AtS;

    /// <summary>What, and its order among what is due at the same time.</summary>
    public int Rank;
}

/// <summary>What is due next, for each node by its number.</summary>
[InlineArray(ScenarioParameters.MaxReplicas + 1)]
internal struct DueTimes
{
    private Due _first;
}
