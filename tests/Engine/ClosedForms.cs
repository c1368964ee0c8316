using WalSweep.Engine;

namespace WalSweep.Tests.Engine;

/// <summary>
/// A replica that loses its link once, alone under best_effort or one of two under sync_quorum, and what algebra says must come of it. Nothing here is taken from the simulator.
/// </summary>
internal readonly record struct OneOutage(ScenarioParameters P, double OutageS)
{
    public const double StartS = 1;

    public double W => P.WriteRatePerS;

    public double C => P.CatchupRatePerS;

    public double RoundTripS => (2 * P.LatencyS) + P.FsyncS;

    public double Barrier => Math.Max(P.BarrierEntries, W * RoundTripS);

    public double Window => Math.Max(P.RetentionBytes, P.CheckpointWindowBytes) / P.EntryBytes;

    /// <summary>What the replica had received when the link went down.</summary>
    public double Position => Math.Floor(W * (StartS - P.LatencyS));

    /// <summary>The oldest thing not acknowledged was sent one round trip before the link went down.</summary>
    public double DetectedS => StartS - RoundTripS + P.BarrierTimeoutS;

    /// <summary>The first probe after the link is back, one round trip later.</summary>
    public double HandshakeS
    {
        get
        {
            var k = 1;
            while (DetectedS + (k * P.ReconnectIntervalS) < StartS + OutageS)
            {
                k++;
            }

            return DetectedS + (k * P.ReconnectIntervalS) + RoundTripS;
        }
    }

    public double LagAtHandshake => (W * HandshakeS) - Position;

    public Fault[] Timeline => [new(StartS, FaultKind.LinkDown, 1), new(StartS + OutageS, FaultKind.LinkUp, 1)];

    public static ScenarioParameters Defaults => new()
    {
        Replicas = 1,
        Durability = Durability.BestEffort,
        LatencyS = 1.0 / 1024,
        FsyncS = 1.0 / 2048,
        InflightEntries = 1e9,
        ControlPhaseS = 3,
    };

    /// <summary>The two clusters in which nothing but the outage bears on the replica: where commits need no replica, and where the other one suffices for them.</summary>
    public static ScenarioParameters[] Clusters => [Defaults, Defaults with { Replicas = 2, Durability = Durability.SyncQuorum }];

    /// <summary>Random outages, in the two clusters by turns. The length is log-uniform from 0.7 s; the catch-up rate from <paramref name="minRatio"/> to ten times the write rate.</summary>
    public static IEnumerable<OneOutage> Drawn(int seed, int count, double maxOutageS, double minRatio)
    {
        var random = new Random(seed + count);
        for (var index = 0; index < count; index++)
        {
            var w = LogUniform(random, 200, 100_000);
            var p = Clusters[index % 2] with
            {
                WriteRatePerS = w,
                CatchupRatePerS = w * LogUniform(random, minRatio, 10),
                LatencyS = LogUniform(random, 1e-4, 1e-2),
                FsyncS = LogUniform(random, 1e-4, 1e-2),
                RetentionBytes = LogUniform(random, 16, 4096) * 1048576,
                ReservationTtlS = LogUniform(random, 1, 100),
                ReservationBytes = 1e15,
                WalCapacityBytes = 1e15,
                RebuildReservationBytes = 1e15,
                MaxRounds = random.Next(4, 20),
                NoProgressRounds = random.Next(1, 5),
                ReconnectIntervalS = LogUniform(random, 0.5, 5),
                PromotionHoldS = random.NextDouble(),
                VolumeBytes = LogUniform(random, 1, 100) * 1e9,
            };
            yield return new OneOutage(p, LogUniform(random, 0.7, maxOutageS));
        }
    }

    private static double LogUniform(Random random, double from, double to) => from * Math.Exp(random.NextDouble() * Math.Log(to / from));

    public Outcome Run(ProtocolVersion version)
    {
        var p = P;
        return Simulation.Run(version, new Scenario(in p, Timeline));
    }
}
