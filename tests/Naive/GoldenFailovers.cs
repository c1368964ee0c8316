using WalSweep.Engine;
using static WalSweep.Tests.Naive.GoldenTrial;

namespace WalSweep.Tests.Naive;

/// <summary>Trials worked out by hand: primaries that crash, restart, or are replaced. The lease runs for 10 s and the control plane acts at 0, 50, 100, …</summary>
internal static class GoldenFailovers
{
    private static readonly Fault[] _crash = [new(100, FaultKind.Crash, 0)];
    private static readonly Fault[] _restart = [.. _crash, new(103, FaultKind.RestartSameAddress, 0)];
    private static readonly Fault[] _isolation = [new(100, FaultKind.IsolationStart, 0), new(170, FaultKind.IsolationEnd, 0)];

    public static IEnumerable<GoldenTrial> All => [CrashUnderQuorum, BestEffortLoss, Zombie, Divergent, RestartTruncates, RestartLeaks];

    /// <summary>
    /// Crash at 100: both replicas received 990, the commit stands at 960. Lost since 100, lease over 110, so node 1 is promoted at 150, S = 990. Node 2: handshake 154
    /// (head 1,030, gap 40, one barrier), barrier 158, hold over 163. Nothing commits before, so the head blocks at 960 + 100, at 157. Node 0, whose episode began first,
    /// never comes back. Its disk (980) and the primary's hold what is committed. The window under V2 is 1,000.
    /// </summary>
    private static GoldenTrial CrashUnderQuorum => new(
        "crash and promotion under quorum V2",
        ProtocolVersion.V2,
        Base with { Replicas = 2, Durability = Durability.SyncQuorum },
        _crash,
        Quiet with
        {
            Ended = Ending.Stalled,
            Path = RecoveryPath.None,
            Reason = Cause.Horizon,
            Explicit = false,
            WorstRecoveryS = 163 - 150,
            Promotions = 1,
            UnavailableS = 50,
            Catchups = 1,
            Reconnects = 1,
            Events = 6,
            CatchupTimeS = 4,
            BlockedS = 163 - 157,
            WalPeakBytes = 1000,
            EndS = 1000,
        });

    /// <summary>Latency 3 s and fsync 1 s: at the crash 990 are acknowledged and the replica has received 970. It goes on from there: 10·(3 − 1) are lost.</summary>
    private static GoldenTrial BestEffortLoss => new(
        "loss under best effort V15",
        ProtocolVersion.V15,
        Base with { LatencyS = 3, FsyncS = 1 },
        _crash,
        Quiet with
        {
            Ended = Ending.Stalled,
            Path = RecoveryPath.None,
            Reason = Cause.Horizon,
            Explicit = false,
            LostEntries = 20,
            Promotions = 1,
            UnavailableS = 50,
            Events = 2,
            WalPeakBytes = 100,
            EndS = 1000,
        });

    /// <summary>
    /// Node 0 is not heard from 100 to 170. At 150 node 1 goes on from 1,490 (received at 149), node 0 from 1,500, at 5 entries a second each. Node 2 stays in step and
    /// follows both: node 0 commits head(166) = 1,580, of which 90 are lost, and node 2 has from it up to head(169) = 1,595, of which 105 leak. Node 0 is excluded at
    /// 150, heard 170 at 1,600 (head 1,590: no backlog), ordered 200 (head 1,890, base 1,790), copied 230 (head 2,190, gap 400), 360 ÷ 20 = 18 s, barrier 252.
    /// Pinned beyond 100: up to 300 from 200 to 230 (4,500), down in 15 s (2,250).
    /// </summary>
    private static GoldenTrial Zombie => new("zombie V1", ProtocolVersion.V1, Base with { Replicas = 2, Durability = Durability.SyncQuorum }, _isolation, Quiet with
    {
        Path = RecoveryPath.Rebuild,
        Reason = Cause.DegradedExcluded,
        Explicit = false,
        NeedlessRebuild = true,
        BacklogEntries = 0,
        RecoveryS = 252 - 170,
        HoldS = 0,
        WorstRecoveryS = 82,
        BestRecoveryS = 4,
        LostEntries = 90,
        LeakedEntries = 105,
        Promotions = 1,
        Rebuilds = 1,
        Events = 7,
        RebuildTimeS = 52,
        WalPeakBytes = 400,
        WalPinnedByteS = 6750,
        TransferredBytes = 600 + 540,
        EndS = 252,
    });

    /// <summary>
    /// The same with one replica under best effort and V1.5: node 0 acknowledges up to head(168) = 1,590, so 100 are lost. Probe 170, handshake 174: its entries beyond
    /// 1,490 are of another epoch. Order 200, and on as above; what was divergent is gone.
    /// </summary>
    private static GoldenTrial Divergent => new("divergent V15", ProtocolVersion.V15, Base, _isolation, Quiet with
    {
        Path = RecoveryPath.Rebuild,
        Reason = Cause.Divergent,
        NeedlessRebuild = true,
        BacklogEntries = 0,
        RecoveryS = 252 - 170,
        HoldS = 0,
        WorstRecoveryS = 82,
        BestRecoveryS = 4,
        LostEntries = 100,
        Promotions = 1,
        Rebuilds = 1,
        Reconnects = 1,
        Events = 9,
        RebuildTimeS = 52,
        WalPeakBytes = 400,
        WalPinnedByteS = 6750,
        TransferredBytes = 600 + 540,
        EndS = 252,
    });

    /// <summary>
    /// Crash 100, restart 103: the primary has 980, the replica received 990. V2 resumes at 105 in a new epoch; handshake 109 truncates to 980: gap 40, one barrier;
    /// barrier 113, hold over 118. Nothing acknowledged was beyond 980.
    /// </summary>
    private static GoldenTrial RestartTruncates => new("restart in place truncates V2", ProtocolVersion.V2, Base, _restart, Quiet with
    {
        Path = RecoveryPath.Catchup,
        BacklogEntries = 0,
        RecoveryS = 118 - 105,
        HoldS = 5,
        WorstRecoveryS = 13,
        BestRecoveryS = 4,
        UnavailableS = 5,
        Catchups = 1,
        Reconnects = 1,
        Events = 6,
        CatchupTimeS = 4,
        WalPeakBytes = 1000,
        EndS = 118,
    });

    /// <summary>V1 goes on at 103 and asks nothing: the replica stays in step and keeps 981 to 990 of before the crash.</summary>
    private static GoldenTrial RestartLeaks => new("restart in place leaks V1", ProtocolVersion.V1, Base, _restart, Quiet with
    {
        LeakedEntries = 10,
        UnavailableS = 3,
        Events = 2,
        WalPeakBytes = 100,
        EndS = 103,
    });
}
