using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>What the primary knows of another node and does about it. It begins when there is somebody else to be the primary, and ends when the node itself becomes that.</summary>
internal sealed class Replica(Node node)
{
    public Node Node { get; } = node;

    public ReplicaState State { get; set; } = ReplicaState.InSync;

    /// <summary>Whether the address the recovering side uses is right.</summary>
    public bool Known { get; set; } = true;

    /// <summary>When link and process were last both up again.</summary>
    public long UpSince { get; set; } = -Grid.Never;

    public long ReachableSince { get; set; } = -Grid.Never;

    /// <summary>Whether it was unreachable in this episode and is not any more.</summary>
    public bool CameBack { get; set; }

    // The live session and its end.

    /// <summary>Whether the primary streams to it.</summary>
    public bool Live { get; set; } = true;

    /// <summary>Where it is when it is not live: durable position, base of a rebuild, or replayed position.</summary>
    public double Position { get; set; }

    public double AcknowledgedFrozen { get; set; }

    /// <summary>The head of the primary that streamed to it last.</summary>
    public Volume? StreamedFrom { get; set; }

    /// <summary>The last entry on its disk when that session began; what came before it, or from a stale primary since, is durable for sure.</summary>
    public double HeldWhenSessionBegan { get; set; } = double.NegativeInfinity;

    public long LinkBrokeAt { get; set; } = -Grid.Never;

    /// <summary>The next moment to look at for the first thing sent that is not acknowledged; never: nothing is overdue.</summary>
    public long OverdueLookFrom { get; set; } = Grid.Never;

    /// <summary>The end of the spike at or before this tick withdraws what its start made overdue.</summary>
    public long WithdrawUntil { get; set; } = -Grid.Never;

    // The episode.
    public bool InEpisode { get; set; }

    public long Anchor { get; set; }

    public double Sessions { get; set; }

    public double Attempts { get; set; }

    public double StaleRetries { get; set; }

    public long LastSessionEnd { get; set; } = -Grid.Never;

    // The session: a handshake, a replay, a copy or a final barrier.
    public long HandshakeEnds { get; set; } = Grid.Never;

    public bool Replaying { get; set; }

    public long BarrierEnds { get; set; } = Grid.Never;

    public long BarrierSentAt { get; set; }

    public bool BarrierFails { get; set; }

    public double Target { get; set; }

    public double Rounds { get; set; }

    public double RoundEntries { get; set; }

    public double RoundsWithoutProgress { get; set; }

    public long SessionStart { get; set; }

    public double SessionStartPosition { get; set; }

    /// <summary>In a session or a rebuild, until it has ended; what is replayed may turn out hollow.</summary>
    public bool Replenishing { get; set; }

    /// <summary>Where the hollow stretch of the session begins, or null.</summary>
    public double? HollowBegins { get; set; }

    public bool Copying { get; set; }

    /// <summary>Whether the base that is being copied was newer than it claimed.</summary>
    public bool BaseIsNewer { get; set; }

    public double CopiedBytes { get; set; }

    public long HoldStart { get; set; }

    public long HoldEnds { get; set; } = Grid.Never;

    // Pins, reservations, rebuild orders.
    public bool HasPin { get; set; }

    public long PinExpires { get; set; } = Grid.Never;

    public bool DiskValid { get; set; } = true;

    public long NotBefore { get; set; }

    public long RegisteredAt { get; set; } = -Grid.Never;

    public bool LastOrderRefused { get; set; }

    public long RefusedAt { get; set; }

    /// <summary>When a refused order is asked for again: not before the admitted rate, or the base at hand, has changed.</summary>
    public long AskAgainAt { get; set; } = -Grid.Never;

    /// <summary>What is measured of the episode under way.</summary>
    public Recovery? Recovery { get; set; }

    /// <summary>What is measured of the episode that begins if the replica leaves InSync for what has already befallen it.</summary>
    public Recovery? NextRecovery { get; set; }

    /// <summary>Where its content leaves the primary's, as found after the last event.</summary>
    public double AgreesUpTo { get; set; } = double.PositiveInfinity;

    public bool Rebuilds => State is ReplicaState.Rebuilding or ReplicaState.CatchUpAfterRebuild;

    public void EndSession()
    {
        HandshakeEnds = Grid.Never;
        BarrierEnds = Grid.Never;
        Replaying = false;
        Copying = false;
    }
}
