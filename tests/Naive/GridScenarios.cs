using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>
/// Random scenarios of a few hundred ticks that fit a grid. Most durations are multiples of 16 ticks and most rates powers of two, so that crossings fall on the
/// grid more often than not; everything the model knows can happen, alone and together.
/// </summary>
internal static class GridScenarios
{
    private const int _unit = 16;

    /// <summary>The scenario of a seed.</summary>
    public static GridScenario Draw(ulong seed)
    {
        var random = new GridRandom(seed);
        var dtS = 1.0 / (1 << random.Between(2, 9));
        var p = new ScenarioParameters
        {
            Replicas = random.Of(1, 1, 2, 2, 2, 3, 4),
            Durability = random.Of(Durability.BestEffort, Durability.SyncQuorum, Durability.SyncAll),
            EntryBytes = random.Of(512, 1024, 4096),
        };
        var write = random.Of(0.25, 0.5, 1, 1, 2, 2, 4, 16) * (random.Percent(25) ? 3 : 1);
        DrawLink(random, ref p, write, dtS);
        DrawWal(random, ref p, write);
        DrawVersions(random, ref p, write, dtS);
        var squeezed = seed % 5 == 4;
        var beyond = new GridRandom(seed ^ 0x5DEECE66D);
        if (squeezed)
        {
            Squeeze(new GridRandom(~seed), ref p, write, dtS);
        }
        else
        {
            DrawFailover(beyond, ref p, write, dtS);
        }

        var timeline = GridTimelines.Draw(random, in p, write, dtS);
        timeline = squeezed ? timeline : GridFailovers.Add(beyond, in p, write, dtS, timeline);
        var peak = timeline.Where(fault => fault.Kind == FaultKind.WriteRate).Select(fault => fault.Value * dtS).Append(write).Max();
        var roundTrip = ((2 * p.LatencyS) + p.FsyncS) / dtS;
        p.InflightEntries = Math.Max(1, 2 * peak * roundTrip * random.Of(1, 1, 2, 8, 32));
        return new GridScenario($"seed {seed}", p, timeline, dtS);
    }

    /// <summary>A duration in ticks: usually a multiple of 16.</summary>
    public static int Ticks(GridRandom random, int leastUnits, int mostUnits) =>
        random.Percent(92) ? _unit * random.Between(leastUnits, mostUnits) : random.Between(Math.Max(1, leastUnits * _unit), mostUnits * _unit);

    private static void DrawLink(GridRandom random, ref ScenarioParameters p, double write, double dtS)
    {
        var (latency, fsync) = random.Of((1, 2), (2, 0), (1, 0), (1, 6), (2, 4), (4, 8), (3, 2), (1, 1), (2, 12));
        var roundTrip = (2 * latency) + fsync;
        var timeout = random.Percent(70) ? (_unit * random.Between(2, 4)) - latency : roundTrip + random.Between(1, 40);
        p.LatencyS = latency * dtS;
        p.FsyncS = fsync * dtS;
        p.BarrierTimeoutS = timeout * dtS;
        p.BarrierIntervalS = random.Of(4, 8, 16, 32, 64, 128) * dtS;
        p.BarrierEntries = Math.Max(1, write * random.Of(1, 4, 8, 16, 32, 64));
        p.WriteRatePerS = random.Percent(3) ? 0 : write / dtS;
        var ratio = random.Of(2, 2, 2, 4, 4, 4, 8, 1.5, 1.25, 1, 0.5);
        p.CatchupRatePerS = ratio * write / dtS;
    }

    private static void DrawWal(GridRandom random, ref ScenarioParameters p, double write)
    {
        var unitBytes = write * _unit * p.EntryBytes;
        p.CheckpointWindowBytes = unitBytes * random.Of(1, 1, 2, 4, 8);
        p.SnapshotLagBytes = p.CheckpointWindowBytes * random.Of(1, 1, 0.5, 0.25, 0);
        p.RetentionBytes = unitBytes * random.Of(1, 2, 4, 6, 8, 12, 16, 24, 32, 64, 128);
        p.WalCapacityBytes = random.Percent(40)
            ? p.CheckpointWindowBytes + (unitBytes * random.Of(1, 2, 4, 8, 12, 16, 24))
            : random.Percent(5) ? p.CheckpointWindowBytes : 1024 * unitBytes;
        p.ReservationBytes = random.Percent(30) ? unitBytes * random.Of(0, 1, 2, 4, 8) : 1024 * unitBytes;
        p.RebuildReservationBytes = random.Percent(30) ? unitBytes * random.Of(1, 2, 4, 8, 16, 24) : 1024 * unitBytes;
    }

    /// <summary>What failovers and payloads need; drawn apart, so that a seed has the same replicas and outages with them and without.</summary>
    private static void DrawFailover(GridRandom random, ref ScenarioParameters p, double write, double dtS)
    {
        p.LeaseTimeoutS = random.Of(4, 16, 16, 32, 48) * dtS;
        p.StaleClientShare = random.Of(0, 0.25, 0.5, 1);
        p.ExtentFraction = random.Percent(60) ? 0 : random.Of(0.25, 0.5, 1);
        if (random.Percent(40))
        {
            // Failovers come soon enough for what follows them to end within the horizon.
            p.ControlCycleS = random.Of(8, 16, 32) * dtS;
            p.CatchupRatePerS = random.Of(4, 8) * write / dtS;
        }
    }

    /// <summary>Parameters under which the rarer ends of a catch-up come: no convergence, history lost, rounds or sessions used up, reservations revoked.</summary>
    private static void Squeeze(GridRandom random, ref ScenarioParameters p, double write, double dtS)
    {
        var unitBytes = write * _unit * p.EntryBytes;
        p.WriteRatePerS = write / dtS;
        p.WalCapacityBytes = 1024 * unitBytes;
        p.ReservationBytes = 1024 * unitBytes;
        p.RetentionTimeS = double.PositiveInfinity;
        p.ReservationTtlS = 4096 * dtS;
        p.CheckpointWindowBytes = unitBytes;
        p.SnapshotLagBytes = unitBytes * random.Of(1, 0.5);
        p.ReconnectIntervalS = random.Of(8, 16) * dtS;
        p.BarrierEntries = Math.Max(1, write * random.Of(1, 4));
        switch (random.Below(4))
        {
            case 0:
                p.CatchupRatePerS = write * random.Of(0.5, 1) / dtS;
                p.RetentionBytes = unitBytes * random.Of(6, 8, 12);
                break;
            case 1:
                p.CatchupRatePerS = write * 2 / dtS;
                p.RetentionBytes = unitBytes * 128;
                p.MaxRounds = 1;
                break;
            case 2:
                p.RetentionBytes = unitBytes * 128;
                p.MaxSessions = 1;
                break;
            default:
                p.CatchupRatePerS = write * 0.5 / dtS;
                p.RetentionBytes = unitBytes * random.Of(2, 4);
                p.ReservationBytes = unitBytes * random.Of(4, 6, 8, 12);
                break;
        }
    }

    private static void DrawVersions(GridRandom random, ref ScenarioParameters p, double write, double dtS)
    {
        p.RetentionTimeS = random.Percent(25) ? Ticks(random, 2, 16) * dtS : double.PositiveInfinity;
        p.ReservationTtlS = random.Percent(25) ? Ticks(random, 1, 8) * dtS : 4096 * dtS;
        p.RebuildReservationTtlS = random.Percent(25) ? Ticks(random, 1, 16) * dtS : double.PositiveInfinity;
        p.MaxRounds = random.Percent(15) ? random.Between(1, 3) : 32;
        p.NoProgressRounds = random.Between(1, 3);
        p.MaxSessions = random.Percent(20) ? random.Between(1, 2) : 10;
        p.MaxCatchupEntries = random.Percent(10) ? write * _unit * random.Between(1, 12) : double.PositiveInfinity;
        p.MaxCatchupTimeS = random.Percent(10) ? Ticks(random, 1, 8) * dtS : double.PositiveInfinity;
        p.PromotionHoldS = random.Percent(25) ? 0 : random.Of(4, 16, 32, 64) * dtS;
        p.ReconnectIntervalS = random.Of(8, 16, 16, 32, 32, 64) * dtS;
        p.ControlCycleS = random.Of(16, 32, 64, 128) * dtS;
        p.ControlPhaseS = random.Below(20) * dtS;
        p.HeartbeatDelayS = random.Of(0, 1, 8, 16, 20) * dtS;
        p.RegistrationDelayS = random.Of(0, 1, 4, 8, 16, 48) * dtS;
        p.PlanDelayS = random.Of(0, 1, 8, 16) * dtS;
        p.RebuildAttempts = random.Percent(30) ? random.Between(1, 2) : 10;
        p.RebuildBackoffS = random.Of(4, 16, 32, 40) * dtS;
        var copyTicks = 12 * random.Of(1, 2, 4, 4, 8, 12, 20);
        var copyBytesPerTick = p.EntryBytes * 12;
        p.VolumeBytes = copyTicks * copyBytesPerTick;
        p.RebuildRateBytesPerS = copyBytesPerTick / dtS;
        p.HorizonS = _unit * random.Of(24, 40, 64, 96) * dtS;
        p.EventBudget = random.Percent(4) ? random.Between(1, 30) : 10_000;
    }
}
