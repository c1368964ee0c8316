using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>What goes on between the primary and a replica that is not in step.</summary>
public enum SessionStage : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A probe is on its way.</summary>
    Handshake,

    /// <summary>A replay that chases the moving head.</summary>
    Chase,

    /// <summary>A replay up to a frozen target.</summary>
    Round,

    /// <summary>A copy of the volume.</summary>
    Copy,

    /// <summary>The last round trip before the replica is live.</summary>
    FinalBarrier,
}

/// <summary>What keeps a node from being reached.</summary>
[Flags]
internal enum Hindrances : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its process has crashed.</summary>
    ProcessDown = 1,

    /// <summary>Its link is down.</summary>
    LinkDown = 2,

    /// <summary>There is no primary that could reach it.</summary>
    PrimaryGone = 4,

    /// <summary>It was primary, has been replaced, and has not heard so.</summary>
    Replaced = 8,

    /// <summary>A latency spike makes every answer late.</summary>
    Slow = 16,

    /// <summary>The control plane does not hear it; other nodes do.</summary>
    Isolated = 32,
}

/// <summary>Everything the simulator keeps of one node as a replica of the primary. Times in seconds, positions in entries; "never" and "not yet" are +∞, "unknown" is NaN.</summary>
public struct Replica
{
    // The node itself.
    internal Hindrances Hindered;
    internal double PresentSinceS;
    internal double ReachableSinceS;
    internal double SpikeStartS;
    internal double SpikeEndS;
    internal double ExtraS;

    // How it is known.
    internal bool Known;
    internal RejoinRoute Route;
    internal double RegisteredAtS;
    internal double StaleSinceS;
    internal double StaleRetries;

    // Its data.
    internal bool Live;
    internal bool DiskValid;
    internal Motion Position;
    internal double AcknowledgedLsn;
    internal double PossiblyCommittedLsn;
    internal double BaseLsn;
    internal Stretch Hollow;
    internal int Epoch;
    internal double BrokenAtS;
    internal bool AwaitsSend;
    internal bool SecondWayDecides;

    // The episode: from leaving InSync until InSync again.
    internal double AnchorS;
    internal double ReachableAgainS;
    internal double GapWhenReachable;
    internal double AdmittedWhenReachable;
    internal double PayloadMarkWhenReachable;
    internal double HoldSinceS;
    internal int Sessions;
    internal int Attempts;
    internal double StateSinceS;
    internal double SessionEndedS;

    // The session.
    internal double SessionSinceS;
    internal double SessionStart;
    internal double Target;
    internal double RoundEntries;
    internal int Rounds;
    internal int FruitlessRounds;
    internal Motion Copied;
    internal bool BarrierFails;
    internal bool CopiesNewerBase;
    internal double HollowSinceLsn;

    // Its pin and the order it waits for.
    internal double PinExpiresS;
    internal double NotBeforeS;
    internal double RefusedAtS;

    // What is due.
    internal double ProgressAtS;
    internal double HoldOverAtS;
    internal double OverdueAtS;
    internal double InterruptAtS;
    internal int InterruptRank;

    /// <summary>The primary's view of it.</summary>
    public ReplicaState State { get; internal set; }

    /// <summary>What goes on between the primary and it.</summary>
    public SessionStage Stage { get; internal set; }

    /// <summary>Whether WAL is kept for it.</summary>
    public bool Pinned { get; internal set; }

    /// <summary>Whether the primary streams to it and nothing has broken the session.</summary>
    public readonly bool IsLive => Live;

    /// <summary>How far it is, as the recovery counts it: what is durable when it is out of step, and meaningless while it is live.</summary>
    public readonly double PositionAt(double timeS) => Position.At(timeS);

    /// <summary>How fast that position moves, in entries per second; meaningless while it is live.</summary>
    public readonly double PositionRatePerS => Position.RatePerS;

    internal readonly bool Present => (Hindered & (Hindrances.ProcessDown | Hindrances.LinkDown | Hindrances.PrimaryGone | Hindrances.Replaced)) == 0;

    internal readonly bool Reachable => (Hindered & ~Hindrances.Isolated) == 0;

    /// <summary>Whether the control plane hears it.</summary>
    internal readonly bool Heard => (Hindered & (Hindrances.ProcessDown | Hindrances.LinkDown | Hindrances.Isolated)) == 0;

    /// <summary>Whether entries that it holds refer to payloads that cannot be resolved.</summary>
    internal readonly bool IsHollow => Hollow.LastLsn > Hollow.AfterLsn;

    /// <summary>Where its first hollow entry is expected, those of a session that goes on among them; +∞ if its payloads are whole.</summary>
    internal readonly double WholeUpToLsn => Ordered.Min(IsHollow ? Hollow.AfterLsn : double.PositiveInfinity, HollowSinceLsn);

    internal readonly bool ExpectsOverdue => OverdueAtS < double.PositiveInfinity;

    internal readonly bool IsRebuild => State is ReplicaState.Rebuilding or ReplicaState.CatchUpAfterRebuild;

    /// <summary>Extra latency one way for what is sent at a time not before the last spike's start.</summary>
    internal readonly double ExtraAtS(double timeS) => timeS >= SpikeStartS && timeS < SpikeEndS ? ExtraS : 0;

    /// <summary>The time up to which everything sent over one way has arrived by <paramref name="timeS"/>; the spike delays what is sent in it, and order is kept.</summary>
    internal readonly double SentByS(double timeS, double latencyS)
    {
        if (timeS < SpikeStartS + latencyS || timeS >= SpikeEndS + latencyS + ExtraS)
        {
            return timeS - latencyS;
        }

        return timeS < SpikeStartS + latencyS + ExtraS ? SpikeStartS : timeS - latencyS - ExtraS;
    }

    internal readonly bool Is(Hindrances hindrance) => (Hindered & hindrance) != 0;

    internal void Set(Hindrances hindrance, bool on) => Hindered = on ? Hindered | hindrance : Hindered & ~hindrance;

    /// <summary>In step for ever, as every replica is when a trial starts.</summary>
    internal void Begin()
    {
        this = default;
        Known = Live = DiskValid = true;
        PresentSinceS = ReachableSinceS = RegisteredAtS = SessionEndedS = BaseLsn = double.NegativeInfinity;
        SpikeStartS = SpikeEndS = double.PositiveInfinity;
        ReachableAgainS = StaleSinceS = RefusedAtS = double.NaN;
        HollowSinceLsn = PinExpiresS = ProgressAtS = HoldOverAtS = OverdueAtS = double.PositiveInfinity;
    }

    /// <summary>The primary that a trial starts with. Most trials never see it as a replica, so only what a primary is asked for is set.</summary>
    internal void BeginAsPrimary()
    {
        State = ReplicaState.Primary;
        Stage = SessionStage.None;
        Live = Pinned = SecondWayDecides = false;
        DiskValid = true;
        Hindered = Hindrances.PrimaryGone;
        Hollow = default;
        SpikeStartS = SpikeEndS = double.PositiveInfinity;
    }

    /// <summary>That primary, replaced: everything that only replicas have is set now, and what it has as a node stays.</summary>
    internal void BeginReplaced()
    {
        var was = this;
        Begin();
        State = ReplicaState.Primary;
        Live = false;
        Hindered = was.Hindered;
        Position = was.Position;
        ExtraS = was.ExtraS;
        SpikeStartS = was.SpikeStartS;
        SpikeEndS = was.SpikeEndS;
    }
}

/// <summary>The nodes of a volume, by number; that of the primary is not used as a replica.</summary>
[InlineArray(ScenarioParameters.MaxReplicas + 1)]
public struct Replicas
{
    private Replica _first;
}
