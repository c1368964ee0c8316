using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>
/// What befalls primaries in <see cref="GridScenarios"/>: crashes, isolations and lost links of the node that is primary at the start and of those that come after it,
/// long enough for a failover or not; isolated replicas; lost payloads, newer bases and states to start with. A third of the seeds have none of it.
/// </summary>
internal static class GridFailovers
{
    /// <summary>The timeline with what was drawn added to it.</summary>
    public static IReadOnlyList<Fault> Add(GridRandom random, in ScenarioParameters p, double write, double dtS, IReadOnlyList<Fault> timeline)
    {
        var kind = random.Below(6);
        if (kind < 2)
        {
            return timeline;
        }

        // Faults of replicas and of the control plane stay in half of them only: around a failover as often as without.
        var faults = random.Percent(50) ? [.. timeline] : timeline.Where(fault => fault.Kind == FaultKind.WriteRate).ToList();
        var starts = new List<Fault>();
        if (random.Percent(20))
        {
            AddStarts(random, in p, write, starts);
        }

        if (kind == 4 && random.Percent(10))
        {
            faults = AddLastingLoss(random, in p, dtS);
        }
        else if (kind < 5)
        {
            AddPrimaryFaults(random, in p, faults, dtS);
        }

        if (random.Percent(kind == 5 ? 90 : 30))
        {
            AddPayloads(random, faults, dtS);
        }

        return [.. starts, .. faults.OrderBy(fault => fault.TimeS)];
    }

    /// <summary>The primary crashes for good and the control plane hears nobody else: no version has a primary any more.</summary>
    private static List<Fault> AddLastingLoss(GridRandom random, in ScenarioParameters p, double dtS)
    {
        var tick = random.Between(1, 80);
        return
        [
            new Fault(tick * dtS, FaultKind.Crash, 0),
            .. Enumerable.Range(1, p.Replicas).Select(node => new Fault((tick + node) * dtS, FaultKind.IsolationStart, node)),
        ];
    }

    private static void AddStarts(GridRandom random, in ScenarioParameters p, double write, List<Fault> faults)
    {
        for (var node = 1; node <= p.Replicas; node++)
        {
            switch (random.Below(4))
            {
                case 0:
                    faults.Add(new Fault(0, FaultKind.StartsLagging, node, Math.Ceiling(write * random.Between(0, 200))));
                    break;
                case 1:
                    faults.Add(new Fault(0, FaultKind.StartsNeedingRebuild, node));
                    break;
            }
        }
    }

    /// <summary>Outages of one node after another: the first of node 0, the later ones of any, so that some hit who is primary then.</summary>
    private static void AddPrimaryFaults(GridRandom random, in ScenarioParameters p, List<Fault> faults, double dtS)
    {
        var times = random.Of(1, 1, 1, 2, 2, 3);
        var tick = random.Percent(50) ? random.Between(1, 60) : 16 * random.Between(1, 5);
        var lease = (int)(p.LeaseTimeoutS / dtS);
        var cycle = (int)(p.ControlCycleS / dtS);
        var busyUntil = new Dictionary<(int Node, FaultKind Down), int>();
        foreach (var fault in faults)
        {
            if (fault.Kind is FaultKind.LinkDown or FaultKind.Crash)
            {
                // A node of which the drawn timeline has outages of this kind already is left to it.
                busyUntil[(fault.Node, fault.Kind)] = int.MaxValue;
            }
        }

        for (var time = 0; time < times; time++)
        {
            var node = time == 0 || random.Percent(20) ? 0 : random.Between(0, p.Replicas);
            var (down, up) = random.Below(10) switch
            {
                < 4 => (FaultKind.Crash, random.Of(FaultKind.RestartSameAddress, FaultKind.RestartNewAddress)),
                < 8 => (FaultKind.IsolationStart, FaultKind.IsolationEnd),
                _ => (FaultKind.LinkDown, FaultKind.LinkUp),
            };
            var length = random.Percent(35) ? random.Between(0, lease + 8) : lease + cycle + (8 * random.Between(1, 16));
            if (busyUntil.GetValueOrDefault((node, down), -1) < tick)
            {
                faults.Add(new Fault(tick * dtS, down, node));
                busyUntil[(node, down)] = int.MaxValue;
                if (!random.Percent(8))
                {
                    faults.Add(new Fault((tick + length) * dtS, up, node));
                    busyUntil[(node, down)] = tick + length;
                }
            }

            if (random.Percent(25))
            {
                AddIsolatedReplica(random, in p, faults, busyUntil, tick, dtS);
            }

            tick += random.Percent(50) ? length + random.Between(0, 40) : lease + cycle + random.Between(1, 60);
        }
    }

    private static void AddIsolatedReplica(GridRandom random, in ScenarioParameters p, List<Fault> faults, Dictionary<(int Node, FaultKind Down), int> busyUntil, int tick, double dtS)
    {
        var node = random.Between(1, p.Replicas);
        var from = Math.Max(0, tick + random.Between(-8, 40));
        if (busyUntil.GetValueOrDefault((node, FaultKind.IsolationStart), -1) >= from)
        {
            return;
        }

        var to = from + (8 * random.Between(1, 20));
        faults.Add(new Fault(from * dtS, FaultKind.IsolationStart, node));
        busyUntil[(node, FaultKind.IsolationStart)] = int.MaxValue;
        if (random.Percent(25))
        {
            return;
        }

        faults.Add(new Fault(to * dtS, FaultKind.IsolationEnd, node));
        busyUntil[(node, FaultKind.IsolationStart)] = to;
    }

    private static void AddPayloads(GridRandom random, List<Fault> faults, double dtS)
    {
        for (var times = random.Between(0, 3); times > 0; times--)
        {
            faults.Add(new Fault(random.Between(0, 250) * dtS, FaultKind.PayloadLoss));
        }

        if (random.Percent(50))
        {
            var from = random.Between(0, 200);
            faults.Add(new Fault(from * dtS, FaultKind.BaseNewerStart));
            if (random.Percent(85))
            {
                faults.Add(new Fault((from + random.Between(1, 200)) * dtS, FaultKind.BaseNewerEnd));
            }
        }
    }
}
