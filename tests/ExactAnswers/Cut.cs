using WalSweep.Engine;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>
/// What algebra says of a replica whose link is lost from a time on for some seconds, and of its way back. Positions are real numbers here, while the simulator's are whole entries: with hundreds of entries a
/// second and outages of seconds the difference is far below a standard error. Nothing here is taken from the simulator.
/// </summary>
internal readonly record struct Cut(ScenarioParameters P, double StartS, double OutageS)
{
    public double W => P.WriteRatePerS;

    public double C => P.CatchupRatePerS;

    /// <summary>A barrier there, onto the disk and back.</summary>
    public double RoundTripS => P.LatencyS + P.FsyncS + P.LatencyS;

    /// <summary>What the live stream carries at the end.</summary>
    public double Barrier => Math.Max(P.BarrierEntries, W * RoundTripS);

    public double ReturnS => StartS + OutageS;

    /// <summary>The oldest thing not acknowledged was sent one round trip before the link was lost.</summary>
    public double NoticedS => StartS - RoundTripS + P.BarrierTimeoutS;

    /// <summary>The first probe after the link is back; the replica's position is known one round trip later.</summary>
    public double HandshakeS => NoticedS + (Math.Max(1, Math.Ceiling((ReturnS - NoticedS) / P.ReconnectIntervalS)) * P.ReconnectIntervalS) + RoundTripS;

    /// <summary>What is missing at the handshake: everything written since one latency before the link was lost.</summary>
    public double LagAtHandshake => W * (HandshakeS - StartS + P.LatencyS);

    /// <summary>The longest outage after which at most so many entries are missing at the handshake: up to the last probe that comes in time.</summary>
    public double LongestOutageS(double entries)
    {
        var probes = Math.Floor(((entries / W) + StartS - P.LatencyS - RoundTripS - NoticedS) / P.ReconnectIntervalS);
        return probes < 1 ? 0 : NoticedS + (probes * P.ReconnectIntervalS) - StartS;
    }

    /// <summary>From the return to InSync where the replay chases the head.</summary>
    public double ChaseS => HandshakeS - ReturnS + (Math.Max(0, LagAtHandshake - Barrier) / (C - W)) + RoundTripS;

    /// <summary>Rounds until no more than a barrier is left of so many entries.</summary>
    public double RoundsFor(double entries) => entries <= Barrier ? 0 : Math.Ceiling(Math.Log(Barrier / entries) / Math.Log(W / C));

    /// <summary>What the rounds and the barrier after them take.</summary>
    public double RoundsTimeS(double entries) => (entries * (1 - Math.Pow(W / C, RoundsFor(entries))) / (C - W)) + RoundTripS;

    /// <summary>From the return to PromotionHold where the replay goes in rounds.</summary>
    public double RoundsRecoveryS => HandshakeS - ReturnS + RoundsTimeS(LagAtHandshake);

    public Fault[] Timeline => [new(StartS, FaultKind.LinkDown, 1), new(ReturnS, FaultKind.LinkUp, 1)];

    public Outcome Run(ProtocolVersion version)
    {
        var p = P;
        return Simulation.Run(version, new Scenario(in p, Timeline));
    }

    public Outcome Run(ProtocolVersion version, ReadOnlySpan<Fault> timeline, ref TrialState state, TrialWatcher? watcher = null)
    {
        var p = P;
        var scenario = new Scenario(in p, timeline);
        return watcher is null ? Simulation.Run(version, in scenario, ref state) : watcher.Run(version, in scenario, ref state);
    }
}

/// <summary>Clusters in which nothing but what a test does to replica 1 bears on it: alone under best_effort, or one of two under sync_quorum.</summary>
internal static class Clusters
{
    private const double _unbounded = 1e15;

    /// <summary>A cluster with rates and delays drawn at random, and no limit that could bite. The catch-up rate is 1.3 to 4 times the write rate.</summary>
    public static ScenarioParameters Draw(Random random, int point) => new()
    {
        Replicas = point % 2 == 0 ? 1 : 2,
        Durability = point % 2 == 0 ? Durability.BestEffort : Durability.SyncQuorum,
        WriteRatePerS = 500 + (random.NextDouble() * 5000),
        CatchupRatePerS = 0,
        LatencyS = 0.0002 + (random.NextDouble() * 0.005),
        FsyncS = 0.0002 + (random.NextDouble() * 0.005),
        BarrierTimeoutS = 0.1 + (random.NextDouble() * 0.5),
        ReconnectIntervalS = 0.05 + (random.NextDouble() * 0.5),
        InflightEntries = _unbounded,
        CheckpointWindowBytes = 4096,
        SnapshotLagBytes = 4096,
        RetentionBytes = _unbounded,
        WalCapacityBytes = _unbounded,
        RetentionTimeS = double.PositiveInfinity,
        ReservationTtlS = double.PositiveInfinity,
        ReservationBytes = _unbounded,
        RebuildReservationBytes = _unbounded,
        MaxRounds = 1e9,
        PromotionHoldS = 0.5 * random.NextDouble(),
        ControlPhaseS = 3,
        VolumeBytes = 1e9,
        HorizonS = 1e9,
        EventBudget = int.MaxValue,
    };

    public static ScenarioParameters WithReplay(this ScenarioParameters p, Random random) => p with { CatchupRatePerS = p.WriteRatePerS * (1.3 + (2.7 * random.NextDouble())) };
}
