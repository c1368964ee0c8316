using WalSweep.Engine;
using static WalSweep.Tests.Naive.GoldenTrial;

namespace WalSweep.Tests.Naive;

/// <summary>Trials worked out by hand: recoveries that replay, or need nothing.</summary>
internal static class GoldenCatchups
{
    public static IEnumerable<GoldenTrial> All =>
    [
        .. Quietest, Chase, ChaseAfterCrash, TwoChase, StaleAddress, TwoRounds, Blocked, HoldBroken, Registered, RegistrationDeferred,
        SpikeWithdrawn, SpikeOverdue, OutOfEvents,
    ];

    /// <summary>No fault at all: over at 0. The window is 100 entries, under V2 min(keep 1,000, capacity).</summary>
    private static IEnumerable<GoldenTrial> Quietest =>
        ProtocolVersion.Generations.Select(version =>
            new GoldenTrial($"no fault {version}", version, Base, [], Quiet with { WalPeakBytes = version == ProtocolVersion.V2 ? 1000 : 100 }));

    /// <summary>
    /// Down 100, position 990, overdue 105 (anchor), up 117: backlog 1,170 − 990 = 180. Probe 125, handshake done 129: gap 300. Chase: (300 − 40) ÷ (30 − 10) = 13 s,
    /// so 142 at 990 + 390; barrier done 146. Best: (180 − 40) ÷ 20 + 4 = 11. Pinned beyond 100: from head 1,090 (109) up to 200 at 129 (2,000), down in 10 s (1,000).
    /// </summary>
    private static GoldenTrial Chase => new("chase V15", ProtocolVersion.V15, Base, LinkOutage(117), Quiet with
    {
        Path = RecoveryPath.Catchup,
        BacklogEntries = 180,
        RecoveryS = 146 - 117,
        HoldS = 0,
        WorstRecoveryS = 29,
        BestRecoveryS = 11,
        Catchups = 1,
        Reconnects = 1,
        Events = 7,
        CatchupTimeS = 146 - 129,
        WalPeakBytes = 300,
        WalPinnedByteS = 3000,
        TransferredBytes = 390,
        EndS = 146,
    });

    /// <summary>
    /// The link breaks at 100 (990 received), the process at 101, one second less than fsync: what was received by 99 is durable, 980. Link up 110, restart 117: 190
    /// missed. Handshake 129: gap 310; 270 ÷ 30 = 9 s at c = 40; barrier done 142. Best 150 ÷ 30 + 4. Pinned: from 108 up to 210 at 129 (2,205), down in 7 s (735).
    /// </summary>
    private static GoldenTrial ChaseAfterCrash => new(
        "chase after link and crash V15",
        ProtocolVersion.V15,
        Base with { CatchupRatePerS = 40 },
        [new(100, FaultKind.LinkDown, 1), new(101, FaultKind.Crash, 1), new(110, FaultKind.LinkUp, 1), new(117, FaultKind.RestartSameAddress, 1)],
        Quiet with
        {
            Path = RecoveryPath.Catchup,
            BacklogEntries = 190,
            RecoveryS = 142 - 117,
            HoldS = 0,
            WorstRecoveryS = 25,
            BestRecoveryS = 9,
            Catchups = 1,
            Reconnects = 1,
            Events = 9,
            CatchupTimeS = 142 - 129,
            WalPeakBytes = 310,
            WalPinnedByteS = 2940,
            TransferredBytes = 360,
            EndS = 142,
        });

    /// <summary>
    /// Both replicas at once share c = 60. Up 113 (backlog 140; best, alone: 100 ÷ 50 + 4), probes 115, handshakes 119: gap 200, (200 − 40) ÷ 20 = 8 s, barriers done
    /// 131. Pinned: up to 100 from 109 to 119 (500), down in 5 s (250).
    /// </summary>
    private static GoldenTrial TwoChase => new(
        "two chase V15",
        ProtocolVersion.V15,
        Base with { Replicas = 2, CatchupRatePerS = 60 },
        [new(100, FaultKind.LinkDown, 1), new(100, FaultKind.LinkDown, 2), new(113, FaultKind.LinkUp, 1), new(113, FaultKind.LinkUp, 2)],
        Quiet with
        {
            Path = RecoveryPath.Catchup,
            BacklogEntries = 140,
            RecoveryS = 131 - 113,
            HoldS = 0,
            WorstRecoveryS = 18,
            BestRecoveryS = 6,
            Catchups = 2,
            Reconnects = 2,
            Events = 14,
            CatchupTimeS = 2 * (131 - 119),
            WalPeakBytes = 200,
            WalPinnedByteS = 750,
            TransferredBytes = 2 * 240,
            EndS = 131,
        });

    /// <summary>
    /// Crash 100 (position 970), restart at a new address 117. Probes 125, 135, 145 find it stale; the refresh is the cycle at 150, the probe then 155, handshake done
    /// 159: gap 620; 580 ÷ 20 = 29 s; barrier done 192. Best (200 − 40) ÷ 20 + 4. Pinned: from 107 up to 520 at 159 (13,520), down in 26 s (6,760).
    /// </summary>
    private static GoldenTrial StaleAddress => new(
        "stale address V15",
        ProtocolVersion.V15,
        Base,
        [new(100, FaultKind.Crash, 1), new(117, FaultKind.RestartNewAddress, 1)],
        Quiet with
        {
            Path = RecoveryPath.Catchup,
            Explicit = false,
            BacklogEntries = 200,
            RecoveryS = 192 - 117,
            HoldS = 0,
            WorstRecoveryS = 75,
            BestRecoveryS = 12,
            Catchups = 1,
            Reconnects = 1,
            StaleAddressRetries = 3,
            Events = 8,
            CatchupTimeS = 192 - 159,
            WalPeakBytes = 620,
            WalPinnedByteS = 20_280,
            TransferredBytes = 870,
            EndS = 192,
        });

    /// <summary>
    /// Probes every 17 s: 122, handshake done 126: gap 270. Rounds: 270 in 9 s (135, remainder 90), 90 in 3 s (138, remainder 30, within 40), barrier done 142, hold to 147.
    /// </summary>
    private static GoldenTrial TwoRounds => new("two rounds V2", ProtocolVersion.V2, Base with { ReconnectIntervalS = 17 }, LinkOutage(117), Quiet with
    {
        Path = RecoveryPath.Catchup,
        BacklogEntries = 180,
        RecoveryS = 147 - 117,
        HoldS = 5,
        WorstRecoveryS = 30,
        BestRecoveryS = 11,
        Catchups = 1,
        Reconnects = 1,
        Events = 9,
        CatchupTimeS = 142 - 126,
        WalPeakBytes = 1000,
        TransferredBytes = 360,
        EndS = 147,
    });

    /// <summary>
    /// One replica under sync_quorum must acknowledge. Frozen at head(96) = 960; the head stops at 1,060 (106) until the replica is InSync again. c = 10, no writes: one
    /// barrier is 20. Probe 122, handshake 126: gap 70, 7 s, remainder 0; barrier done 137, InSync 142. Best (70 − 20) ÷ 10 + 4. It holds 990 ≥ 960: never exposed.
    /// </summary>
    private static GoldenTrial Blocked => new(
        "blocked V2",
        ProtocolVersion.V2,
        Base with { Durability = Durability.SyncQuorum, ReconnectIntervalS = 17, CatchupRatePerS = 10 },
        LinkOutage(117),
        Quiet with
        {
            Path = RecoveryPath.Catchup,
            BacklogEntries = 70,
            RecoveryS = 142 - 117,
            HoldS = 5,
            WorstRecoveryS = 25,
            BestRecoveryS = 9,
            Catchups = 1,
            Reconnects = 1,
            Events = 9,
            CatchupTimeS = 137 - 126,
            BlockedS = 142 - 106,
            WalPeakBytes = 1000,
            TransferredBytes = 70,
            EndS = 142,
        });

    /// <summary>
    /// As two rounds, but the link breaks again at 143 in the hold (position 1,420) until 145: overdue 148, the anchor is still 105, probe 156, handshake 160: gap 180 in
    /// 6 s, 60 in 2 s, barrier done 172, hold to 177.
    /// </summary>
    private static GoldenTrial HoldBroken => new(
        "hold broken V2",
        ProtocolVersion.V2,
        Base with { ReconnectIntervalS = 17 },
        [.. LinkOutage(117), new(143, FaultKind.LinkDown, 1), new(145, FaultKind.LinkUp, 1)],
        Quiet with
        {
            Path = RecoveryPath.Catchup,
            BacklogEntries = 180,
            RecoveryS = 177 - 117,
            HoldS = 5,
            WorstRecoveryS = 60,
            BestRecoveryS = 11,
            Catchups = 2,
            Reconnects = 2,
            Events = 17,
            CatchupTimeS = 16 + (172 - 160),
            WalPeakBytes = 1000,
            TransferredBytes = 600,
            EndS = 177,
        });

    /// <summary>
    /// Crash 100 (970), restart 101: 40 missed. The registration at 103, before anything is overdue, makes it Lagging; handshake done 107: gap 100 in 2 s at c = 50,
    /// remainder 20, barrier done 113, InSync 118. Best: 40 is one barrier: 4.
    /// </summary>
    private static GoldenTrial Registered => new(
        "registered V2",
        ProtocolVersion.V2,
        Base with { CatchupRatePerS = 50 },
        [new(100, FaultKind.Crash, 1), new(101, FaultKind.RestartSameAddress, 1)],
        Quiet with
        {
            Path = RecoveryPath.Catchup,
            BacklogEntries = 40,
            RecoveryS = 118 - 101,
            HoldS = 5,
            WorstRecoveryS = 17,
            BestRecoveryS = 4,
            Catchups = 1,
            Reconnects = 1,
            Events = 7,
            CatchupTimeS = 113 - 107,
            WalPeakBytes = 1000,
            TransferredBytes = 100,
            EndS = 118,
        });

    /// <summary>The control plane is down from 90 to 110: Lagging by overdue (105), registered at 110, handshake 114: gap 170 in 2 s at c = 85, barrier done 120, InSync 125.</summary>
    private static GoldenTrial RegistrationDeferred => new(
        "registration deferred V2",
        ProtocolVersion.V2,
        Base with { CatchupRatePerS = 85 },
        [
            new(90, FaultKind.ControlPlaneDown), new(100, FaultKind.Crash, 1), new(101, FaultKind.RestartSameAddress, 1), new(110, FaultKind.ControlPlaneUp),
        ],
        Quiet with
        {
            Path = RecoveryPath.Catchup,
            BacklogEntries = 40,
            RecoveryS = 125 - 101,
            HoldS = 5,
            WorstRecoveryS = 24,
            BestRecoveryS = 4,
            Catchups = 1,
            Reconnects = 1,
            Events = 10,
            CatchupTimeS = 120 - 114,
            WalPeakBytes = 1000,
            TransferredBytes = 170,
            EndS = 125,
        });

    /// <summary>Extra 3: 4 + 3 ≤ 9 &lt; 4 + 6. What is sent at 100 would be overdue at 109, but the spike ends by 100 + 1 + 3 + 2 = 106: withdrawn, all is well.</summary>
    private static GoldenTrial SpikeWithdrawn => new(
        "spike withdrawn V15",
        ProtocolVersion.V15,
        Base,
        [new(100, FaultKind.SpikeStart, 1, 3), new(106, FaultKind.SpikeEnd, 1)],
        Quiet with { Events = 2, WalPeakBytes = 100, EndS = 106 });

    /// <summary>
    /// The spike ends one second later: overdue at 109 with 10·(109 − 4) = 1,050 received. Reachable again since 107: backlog 20. Probe 119, handshake 123: gap 180, 140 ÷ 20
    /// = 7 s, barrier done 134. Pinned: from 115 up to 80 at 123 (320), down in 4 s (160).
    /// </summary>
    private static GoldenTrial SpikeOverdue => new(
        "spike overdue V15",
        ProtocolVersion.V15,
        Base,
        [new(100, FaultKind.SpikeStart, 1, 3), new(107, FaultKind.SpikeEnd, 1)],
        Quiet with
        {
            Path = RecoveryPath.Catchup,
            BacklogEntries = 20,
            RecoveryS = 134 - 107,
            HoldS = 0,
            WorstRecoveryS = 27,
            BestRecoveryS = 4,
            Catchups = 1,
            Reconnects = 1,
            Events = 7,
            CatchupTimeS = 134 - 123,
            WalPeakBytes = 180,
            WalPinnedByteS = 480,
            TransferredBytes = 210,
            EndS = 134,
        });

    /// <summary>As the chase, with four events: it ends with the probe at 125, since the handshake would be the fifth. Pinned up to 160 from 109 on.</summary>
    private static GoldenTrial OutOfEvents => new("out of events V15", ProtocolVersion.V15, Base with { EventBudget = 4 }, LinkOutage(117), Quiet with
    {
        Ended = Ending.EventBudget,
        Path = RecoveryPath.None,
        Reason = Cause.Horizon,
        Explicit = false,
        BacklogEntries = 180,
        BestRecoveryS = 11,
        Events = 4,
        WalPeakBytes = 260,
        WalPinnedByteS = 1280,
        EndS = 125,
    });
}
