using WalSweep.Engine;
using static WalSweep.Tests.Naive.GoldenTrial;

namespace WalSweep.Tests.Naive;

/// <summary>Trials worked out by hand: recoveries that copy the volume, or wait for it.</summary>
internal static class GoldenRebuilds
{
    public static IEnumerable<GoldenTrial> All =>
    [
        Excluded, ExcludedExposed, NothingMissed, Waiting, CutByHorizon, Throttled, PinLimit, Silence, HistoryLost, OrderRefused, OutOfRounds, Expired, Revoked,
    ];

    /// <summary>What the rebuild of an excluded replica comes to, see <see cref="Excluded"/>.</summary>
    private static Outcome ExcludedOutcome => Quiet with
    {
        Path = RecoveryPath.Rebuild,
        Reason = Cause.DegradedExcluded,
        Explicit = false,
        NeedlessRebuild = true,
        BacklogEntries = 180,
        RecoveryS = 202 - 117,
        HoldS = 0,
        WorstRecoveryS = 85,
        BestRecoveryS = 11,
        Rebuilds = 1,
        Events = 7,
        RebuildTimeS = 202 - 150,
        WalPeakBytes = 400,
        WalPinnedByteS = 6750,
        TransferredBytes = 600 + 540,
        EndS = 202,
    };

    /// <summary>
    /// Degraded at 105; up 117, heartbeat 120, ordered at the cycle at 150: base 1,500 − 100 = 1,400. Copied by 180, the head at 1,800: (400 − 40) ÷ 20 = 18 s, barrier
    /// done 202. Pinned: up to 300 from 150 to 180 (4,500), down in 15 s (2,250). Needless: 180 ÷ 20 = 9 s against 30 + 400 ÷ 20.
    /// </summary>
    private static GoldenTrial Excluded => new("excluded V1", ProtocolVersion.V1, Base, LinkOutage(117), ExcludedOutcome);

    /// <summary>
    /// Two replicas under sync_all: from 100 to 105 the broken one still holds what is committed (990 ≥ 960). Dropped from the required set at 105, writes go on with two
    /// copies instead of three until it is live at 202.
    /// </summary>
    private static GoldenTrial ExcludedExposed => new(
        "excluded under sync_all V1",
        ProtocolVersion.V1,
        Base with { Replicas = 2, Durability = Durability.SyncAll },
        LinkOutage(117),
        ExcludedOutcome with { ExposedS = 202 - 105 });

    /// <summary>No writes: the idle primary's barrier of 96 is the first thing not acknowledged. Ordered at 150 with nothing missed: a final barrier, InSync 154.</summary>
    private static GoldenTrial NothingMissed => new("nothing missed V1", ProtocolVersion.V1, Base with { WriteRatePerS = 0 }, LinkOutage(117), Quiet with
    {
        Explicit = false,
        BacklogEntries = 0,
        RecoveryS = 154 - 117,
        HoldS = 0,
        WorstRecoveryS = 37,
        BestRecoveryS = 4,
        Events = 5,
        CatchupTimeS = 4,
        WalPeakBytes = 100,
        EndS = 154,
    });

    /// <summary>The horizon at 140 comes before the cycle.</summary>
    private static GoldenTrial Waiting => new("waiting V1", ProtocolVersion.V1, Base with { HorizonS = 140 }, LinkOutage(117), Quiet with
    {
        Ended = Ending.Degraded,
        Path = RecoveryPath.None,
        Reason = Cause.WaitingControlPlane,
        Explicit = false,
        BacklogEntries = 180,
        BestRecoveryS = 11,
        Events = 3,
        WalPeakBytes = 100,
        EndS = 140,
    });

    /// <summary>The horizon at 160 cuts the copy after 10 s: 200 bytes; the base holds 200 entries, 100 more than the window: 500.</summary>
    private static GoldenTrial CutByHorizon => new("cut by the horizon V1", ProtocolVersion.V1, Base with { HorizonS = 160 }, LinkOutage(117), Quiet with
    {
        Ended = Ending.Stalled,
        Path = RecoveryPath.Rebuild,
        Reason = Cause.Horizon,
        Explicit = false,
        NeedlessRebuild = true,
        BacklogEntries = 180,
        BestRecoveryS = 11,
        Rebuilds = 1,
        Events = 4,
        RebuildTimeS = 10,
        WalPeakBytes = 200,
        WalPinnedByteS = 500,
        TransferredBytes = 200,
        EndS = 160,
    });

    /// <summary>
    /// A device of 250 entries is full at 165 (base 1,400, head 1,650); the head stands until the copy is done at 180 and the pin moves at c = 40. (250 − 40) ÷ 30 = 7 s,
    /// barrier done 191. Up 115: backlog 160, best 120 ÷ 30 + 4. Pinned: up to 150 in 15 s (1,125), 15 s of it (2,250), down in 5 s (375).
    /// </summary>
    private static GoldenTrial Throttled => new(
        "throttled V1", ProtocolVersion.V1, Base with { WalCapacityBytes = 250, CatchupRatePerS = 40 }, LinkOutage(115), ExcludedOutcome with
        {
            BacklogEntries = 160,
            RecoveryS = 191 - 115,
            WorstRecoveryS = 76,
            BestRecoveryS = 8,
            Events = 8,
            RebuildTimeS = 191 - 150,
            BlockedS = 15,
            WalPeakBytes = 250,
            WalPinnedByteS = 3750,
            TransferredBytes = 600 + 280,
            EndS = 191,
        });

    /// <summary>
    /// keep = 150: the pin is dropped at head 1,140 (114), so the handshake at 129 finds nothing. The rest as excluded. Best is a rebuild at 117: copied 147, 18 s, + 4.
    /// Pinned before: up to 50 in 5 s (125).
    /// </summary>
    private static GoldenTrial PinLimit => new("pin limit V15", ProtocolVersion.V15, Base with { RetentionBytes = 150 }, LinkOutage(117), ExcludedOutcome with
    {
        Reason = Cause.NotRetained,
        Explicit = true,
        NeedlessRebuild = false,
        BestRecoveryS = 30 + 18 + 4,
        Reconnects = 1,
        Events = 10,
        WalPinnedByteS = 6750 + 125,
    });

    /// <summary>retention_time = 12: the pin is dropped at 112, with 30 entries beyond the window for 3 s (45).</summary>
    private static GoldenTrial Silence => new("silence V15", ProtocolVersion.V15, Base with { RetentionTimeS = 12 }, LinkOutage(117), ExcludedOutcome with
    {
        Reason = Cause.NotRetained,
        Explicit = true,
        Reconnects = 1,
        Events = 10,
        WalPinnedByteS = 6750 + 45,
    });

    /// <summary>
    /// c = 5 &lt; w and keep = 400: the chase from 129 (gap 300) falls behind by 5/s, at 149 its pin is dropped and its history with it. Ordered 150, base 1,400, copied 180;
    /// writes stop at 200 (head 2,000, replayed to 1,500): one barrier is 20 then, 480 ÷ 5 = 96 s, barrier done 300. Best: a rebuild begun at 200, copied 230 at 1,900, 80 ÷ 5
    /// = 16 s: 246, + 4. Pinned: 2,000 up to 129, 5,000 to 149, then 4,500, 7,000 (180 to 200) and 16,000 (400 down in 80 s).
    /// </summary>
    private static GoldenTrial HistoryLost => new(
        "history lost V15",
        ProtocolVersion.V15,
        Base with { RetentionBytes = 400, CatchupRatePerS = 5 },
        [.. LinkOutage(117), new(200, FaultKind.WriteRate, 0, 0)],
        Quiet with
        {
            Path = RecoveryPath.CatchupThenRebuild,
            Reason = Cause.HistoryLostMidway,
            Explicit = false,
            BacklogEntries = 180,
            RecoveryS = 300 - 117,
            HoldS = 0,
            WorstRecoveryS = 183,
            BestRecoveryS = 246 - 117 + 4,
            Catchups = 1,
            Rebuilds = 1,
            Aborts = 1,
            Reconnects = 1,
            Events = 12,
            CatchupTimeS = 20,
            RebuildTimeS = 150,
            WalPeakBytes = 500,
            WalPinnedByteS = 34_500,
            TransferredBytes = 100 + 600 + 580,
            EndS = 300,
        });

    /// <summary>
    /// keep = 150, up 112, probe 115, handshake 119: gone (tail 1,040). Order at 119 + 6: 100 + 10·30 = 400 > 300: refused. Writes fall to 5/s at 160: asked again at 125 + 3·15
    /// = 170 (250 ≤ 300), base 1,550, copied 200 with 250 to replay: 10 s, 50 in 2 s, remainder 10 ≤ 20; barrier done 216, InSync 221. Pinned beyond 150: up to 100 in 20 s,
    /// down in 5 s. Best (130 − 40) ÷ 15 + 4.
    /// </summary>
    private static GoldenTrial OrderRefused => new(
        "order refused V2",
        ProtocolVersion.V2,
        Base with { RetentionBytes = 150, CatchupRatePerS = 25, RebuildReservationBytes = 300 },
        [.. LinkOutage(112), new(160, FaultKind.WriteRate, 0, 5)],
        Quiet with
        {
            Path = RecoveryPath.Rebuild,
            Reason = Cause.NotRetained,
            NeedlessRebuild = true,
            BacklogEntries = 130,
            RecoveryS = 221 - 112,
            HoldS = 5,
            WorstRecoveryS = 109,
            BestRecoveryS = 10,
            Rebuilds = 1,
            Reconnects = 1,
            Events = 13,
            RebuildTimeS = 216 - 170,
            WalPeakBytes = 250,
            WalPinnedByteS = 1250,
            TransferredBytes = 600 + 300,
            EndS = 221,
        });

    /// <summary>
    /// One round only, c = 20, probes every 18 s: handshake 127, gap 280 in 14 s, remainder 140: given up at 141. Ordered 147, copied 177, 400 in 20 s, remainder 200: given up
    /// at 197; ordered 203, given up at 253: two attempts, Failed. Best (180 − 40) ÷ 10 + 4.
    /// </summary>
    private static GoldenTrial OutOfRounds => new(
        "out of rounds V2",
        ProtocolVersion.V2,
        Base with { MaxRounds = 1, CatchupRatePerS = 20, ReconnectIntervalS = 18, RebuildAttempts = 2 },
        LinkOutage(117),
        Quiet with
        {
            Ended = Ending.Failed,
            Path = RecoveryPath.CatchupThenRebuild,
            Reason = Cause.RebuildAttempts,
            NeedlessRebuild = true,
            BacklogEntries = 180,
            BestRecoveryS = 18,
            Catchups = 1,
            Rebuilds = 2,
            Aborts = 3,
            Reconnects = 1,
            Events = 12,
            CatchupTimeS = 14,
            RebuildTimeS = 100,
            WalPeakBytes = 1000,
            TransferredBytes = 280 + (2 * 1000),
            EndS = 253,
        });

    /// <summary>
    /// A reservation of 8 s, granted at 127, expires at 135 after 160 entries. Ordered 141, copied 171, rounds of 400, 200 and 100 in 20, 10 and 5 s, remainder 50 = one
    /// barrier here: done 210, InSync 215. Best (180 − 50) ÷ 10 + 4.
    /// </summary>
    private static GoldenTrial Expired => new(
        "expired V2",
        ProtocolVersion.V2,
        Base with { ReservationTtlS = 8, CatchupRatePerS = 20, ReconnectIntervalS = 18, BarrierEntries = 50 },
        LinkOutage(117),
        Quiet with
        {
            Path = RecoveryPath.CatchupThenRebuild,
            Reason = Cause.ReservationExpired,
            NeedlessRebuild = true,
            BacklogEntries = 180,
            RecoveryS = 215 - 117,
            HoldS = 5,
            WorstRecoveryS = 98,
            BestRecoveryS = 17,
            Catchups = 1,
            Rebuilds = 1,
            Aborts = 1,
            Reconnects = 1,
            Events = 13,
            CatchupTimeS = 8,
            RebuildTimeS = 210 - 141,
            WalPeakBytes = 1000,
            TransferredBytes = 160 + 600 + 700,
            EndS = 215,
        });

    /// <summary>
    /// A device of 400, keep = 300, c = 5: handshake 126 with gap 270; falling behind by 5/s the reservation is revoked at 152. Ordered 158; the base's 100 grow to 400 just when
    /// the copy is done at 188, and the device comes first: revoked, Failed. Neither way ever ends: no best. Pinned beyond 300: up to 100 in 20 s, then in 10 s.
    /// </summary>
    private static GoldenTrial Revoked => new(
        "revoked V2",
        ProtocolVersion.V2,
        Base with { WalCapacityBytes = 400, RetentionBytes = 300, CatchupRatePerS = 5, ReconnectIntervalS = 17, RebuildAttempts = 1 },
        LinkOutage(117),
        Quiet with
        {
            Ended = Ending.Failed,
            Path = RecoveryPath.CatchupThenRebuild,
            Reason = Cause.RebuildAttempts,
            BacklogEntries = 180,
            Catchups = 1,
            Rebuilds = 1,
            Aborts = 2,
            Reconnects = 1,
            Events = 8,
            CatchupTimeS = 152 - 126,
            RebuildTimeS = 30,
            WalPeakBytes = 400,
            WalPinnedByteS = 1500,
            TransferredBytes = 130 + 600,
            EndS = 188,
        });
}
