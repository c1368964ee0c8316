using WalSweep.Engine;

namespace WalSweep.Tests.Engine;

/// <summary>One replica under best_effort that loses its link once, and what algebra says must come of it. Nothing here is taken from the simulator.</summary>
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

    public Outcome Run(ProtocolVersion version)
    {
        var p = P;
        return Simulation.Run(version, new Scenario(in p, Timeline));
    }
}
