using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Timelines for <see cref="GridScenarios"/>: outages, crashes, spikes, bursts and control-plane outages, on one replica or on several at once.</summary>
internal static class GridTimelines
{
    /// <summary>The faults in the order of their times; those at the same time in the order drawn.</summary>
    public static IReadOnlyList<Fault> Draw(GridRandom random, in ScenarioParameters p, double write, double dtS)
    {
        var faults = new List<Fault>();
        var correlated = random.Percent(20);
        var affected = random.Percent(4) ? 0 : random.Percent(60) ? 1 : p.Replicas;
        var shape = random.Below(100);
        var firstTick = random.Percent(10) ? random.Below(4) : random.Between(1, 60);
        for (var node = 1; node <= affected; node++)
        {
            if (!correlated)
            {
                shape = random.Below(100);
                firstTick = random.Percent(50) ? firstTick : random.Between(0, 100);
            }

            AddNode(random, in p, faults, node, shape, firstTick, dtS);
        }

        if (random.Percent(30))
        {
            AddBursts(random, faults, write, dtS);
        }

        if (random.Percent(20))
        {
            var from = random.Between(0, 200);
            faults.Add(new Fault(from * dtS, FaultKind.ControlPlaneDown));
            if (random.Percent(85))
            {
                faults.Add(new Fault((from + random.Between(1, 250)) * dtS, FaultKind.ControlPlaneUp));
            }
        }

        return [.. faults.OrderBy(fault => fault.TimeS)];
    }

    private static void AddNode(GridRandom random, in ScenarioParameters p, List<Fault> faults, int node, int shape, int firstTick, double dtS)
    {
        var times = random.Percent(70) ? 1 : random.Between(2, 4);
        double? link = firstTick;
        var process = link;
        var spike = link;
        for (var time = 0; time < times && link is not null && process is not null && spike is not null; time++)
        {
            var what = time == 0 || random.Percent(60) ? shape : random.Below(100);
            if (what < 35 || what >= 90)
            {
                link = AddOutage(random, faults, node, FaultKind.LinkDown, FaultKind.LinkUp, link.Value, dtS);
            }

            if (what is >= 35 and < 70 || what >= 95)
            {
                var restart = random.Percent(50) ? FaultKind.RestartSameAddress : FaultKind.RestartNewAddress;
                process = AddOutage(random, faults, node, FaultKind.Crash, restart, process!.Value, dtS);
            }

            if (what is >= 70 and < 95)
            {
                spike = AddSpike(random, in p, faults, node, spike!.Value, dtS);
            }

            var pause = GridScenarios.Ticks(random, 0, 6);
            (link, process, spike) = (link + pause, process + pause, spike + pause);
        }
    }

    /// <summary>Adds a fault and its repair and returns the tick from which the next may follow; null if the repair never comes.</summary>
    private static double? AddOutage(GridRandom random, List<Fault> faults, int node, FaultKind down, FaultKind up, double tick, double dtS)
    {
        var length = random.Percent(15) ? random.Between(0, 40) : GridScenarios.Ticks(random, 1, 12);
        faults.Add(new Fault(tick * dtS, down, node));
        if (random.Percent(5))
        {
            return null;
        }

        faults.Add(new Fault((tick + length) * dtS, up, node));
        return tick + length;
    }

    private static double? AddSpike(GridRandom random, in ScenarioParameters p, List<Fault> faults, int node, double tick, double dtS)
    {
        var timeout = p.BarrierTimeoutS / dtS;
        var roundTrip = ((2 * p.LatencyS) + p.FsyncS) / dtS;
        var slack = (int)(timeout - roundTrip);
        var extra = random.Below(4) switch
        {
            0 => Math.Max(1, slack / 2),
            1 => slack,
            2 => slack + random.Between(1, 20),
            _ => (slack / 2) + random.Between(1, 3),
        };
        faults.Add(new Fault(tick * dtS, FaultKind.SpikeStart, node, extra * dtS));
        if (random.Percent(5))
        {
            return null;
        }

        var length = random.Percent(30) ? random.Between(1, 30) : GridScenarios.Ticks(random, 1, 10);
        faults.Add(new Fault((tick + length) * dtS, FaultKind.SpikeEnd, node));
        return tick + length + (2 * extra) + roundTrip;
    }

    private static void AddBursts(GridRandom random, List<Fault> faults, double write, double dtS)
    {
        var tick = random.Between(0, 120);
        for (var time = random.Between(1, 4); time > 0; time--)
        {
            faults.Add(new Fault(tick * dtS, FaultKind.WriteRate, 0, write * random.Of(0, 0.5, 1, 2, 4) / dtS));
            tick += GridScenarios.Ticks(random, 1, 8);
        }
    }
}
