using WalSweep.Engine;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>Uptime, outage and recovery in turn: a renewal process whose moments follow from the two laws and the algebra of <see cref="Cut"/>.</summary>
internal sealed class Renewal
{
    /// <summary>No outage comes sooner after a recovery: recoveries end up to an entry's replay later than where positions are real numbers.</summary>
    private const double _leastUptimeS = 0.05;

    private readonly ProtocolVersion _version;
    private readonly ScenarioParameters _p;
    private readonly Law _outage;
    private readonly double _meanUptimeS;

    private Renewal(ProtocolVersion version, ScenarioParameters p, Law outage, double meanUptimeS)
    {
        (_version, _p, _outage, _meanUptimeS) = (version, p, outage, meanUptimeS);
        double DownS(double outageS) => outageS + RecoveryS(new Cut(p, 1, outageS));

        // Waiting for a cycle is uniform over one, whatever came before.
        var (waitS, waitVariance) = version == ProtocolVersion.V1 ? (p.ControlCycleS / 2, p.ControlCycleS * p.ControlCycleS / 12) : (0, 0);
        var downS = outage.Mean(DownS);
        var upS = _leastUptimeS + meanUptimeS;
        Availability = upS / (upS + downS + waitS);
        var (up, down) = (1 - Availability, Availability);
        VarianceOfCycle = (up * up * meanUptimeS * meanUptimeS) + (down * down * (outage.Variance(DownS, downS) + waitVariance));
    }

    public string Name => FormattableString.Invariant($"{_version}, {_outage.Name}, uptime {_meanUptimeS:F0} s, availability {Availability:F3}");

    /// <summary>The share of time in step.</summary>
    public double Availability { get; }

    /// <summary>The variance of (1 − A)·U − A·(T + D).</summary>
    public double VarianceOfCycle { get; }

    public static Renewal Draw(ProtocolVersion version, Random random, int point)
    {
        var p = Clusters.Draw(random, point).WithReplay(random) with { ControlCycleS = 0.5 + random.NextDouble(), HeartbeatDelayS = 1 + random.NextDouble(), CatchupRatePerS = 20_000 };
        return new Renewal(version, p, Law.Any(random, 2, 20), 10 + (random.NextDouble() * 100));
    }

    /// <summary>A timeline of so many cycles, and the parameters with a phase of their own.</summary>
    public Fault[] DrawTimeline(int cycles, Random random, out ScenarioParameters p)
    {
        p = _p with { ControlPhaseS = _p.ControlCycleS * random.NextDouble() };
        var faults = new Fault[2 * cycles];
        var uptime = Law.Exponential(_meanUptimeS);
        var upSinceS = 0.0;
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            var cut = new Cut(p, upSinceS + _leastUptimeS + uptime.Draw(random), _outage.Draw(random));
            cut.Timeline.CopyTo(faults, 2 * cycle);
            upSinceS = cut.ReturnS + RecoveryS(in cut) + WaitS(in cut);
        }

        return faults;
    }

    /// <summary>From the return to InSync, without waiting for a cycle.</summary>
    private double RecoveryS(in Cut cut)
    {
        if (_version != ProtocolVersion.V1)
        {
            return _version == ProtocolVersion.V2 ? cut.RoundsRecoveryS + cut.P.PromotionHoldS : cut.ChaseS;
        }

        var copyS = cut.P.VolumeBytes / cut.P.RebuildRateBytesPerS;
        var tail = (cut.P.SnapshotLagBytes / cut.P.EntryBytes) + (cut.W * copyS);
        return cut.P.HeartbeatDelayS + copyS + ((tail - cut.Barrier) / (cut.C - cut.W)) + cut.RoundTripS;
    }

    private double WaitS(in Cut cut)
    {
        if (_version != ProtocolVersion.V1)
        {
            return 0;
        }

        var fromS = cut.ReturnS + cut.P.HeartbeatDelayS;
        return cut.P.ControlPhaseS + (Math.Ceiling((fromS - cut.P.ControlPhaseS) / cut.P.ControlCycleS) * cut.P.ControlCycleS) - fromS;
    }
}
