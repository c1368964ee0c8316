using WalSweep.Engine;

namespace WalSweep.Tests.Engine;

/// <summary>
/// Wide random scenarios in which primaries are lost too: crashes, restarts in place, isolations and link losses of any node, payloads lost, newer bases, trials that start out of step; on top of everything
/// that <see cref="RandomScenarios"/> does to replicas.
/// </summary>
internal sealed class RandomFailovers(int seed)
{
    private readonly RandomScenarios _weather = new(seed);
    private readonly Random _random = new(seed);

    public TestScenario Next()
    {
        var calm = Chance(0.3);
        var scenario = _weather.Next();
        var p = scenario.Parameters;
        var faults = calm ? [] : scenario.Timeline.ToList();
        p.LeaseTimeoutS = LogUniform(0.1, 30);
        p.ControlCycleS = Math.Min(p.ControlCycleS, LogUniform(0.5, 300));
        p.StaleClientShare = Chance(0.2) ? 0 : Chance(0.2) ? 1 : _random.NextDouble();
        p.ExtentFraction = Chance(0.5) ? 0 : _random.NextDouble();
        AddLosses(0, _random.Next(1, 4), faults);
        for (var node = 1; node <= p.Replicas; node++)
        {
            if (Chance(0.4))
            {
                AddPair(FaultKind.IsolationStart, FaultKind.IsolationEnd, node, LogUniform(0.5, 200), LogUniform(0.1, 200), faults);
            }

            if (calm && Chance(0.6))
            {
                AddLosses(node, _random.Next(1, 3), faults);
            }
        }

        for (var losses = Chance(0.4) ? _random.Next(1, 4) : 0; losses > 0; losses--)
        {
            faults.Add(new(LogUniform(0.1, 300), FaultKind.PayloadLoss));
        }

        if (Chance(0.3))
        {
            AddPair(FaultKind.BaseNewerStart, FaultKind.BaseNewerEnd, 0, LogUniform(0.1, 100), LogUniform(0.1, 300), faults);
        }

        AddStarts(p.Replicas, faults);
        var timeline = faults.OrderBy(fault => fault.TimeS).ToArray();
        p.HorizonS = timeline[^1].TimeS + LogUniform(10, 30_000);
        return new TestScenario(p, timeline);
    }

    /// <summary>Losses of a node that come one after another: its process, its link, or its contact with the control plane; sometimes the last two at once.</summary>
    private void AddLosses(int node, int count, List<Fault> faults)
    {
        var atS = Chance(0.5) ? LogUniform(0.5, 20) : LogUniform(0.5, 200);
        for (var loss = 0; loss < count; loss++)
        {
            var lengthS = Chance(0.3) ? LogUniform(0.001, 1) : LogUniform(0.1, 300);
            var kind = _random.NextDouble();
            if (kind < 0.4)
            {
                AddPair(FaultKind.Crash, Chance(0.5) ? FaultKind.RestartSameAddress : FaultKind.RestartNewAddress, node, atS, lengthS, faults);
            }
            else
            {
                if (kind < 0.8)
                {
                    AddPair(FaultKind.IsolationStart, FaultKind.IsolationEnd, node, atS, lengthS, faults);
                }

                if (kind is < 0.5 or > 0.75)
                {
                    AddPair(FaultKind.LinkDown, FaultKind.LinkUp, node, atS, lengthS * (Chance(0.5) ? 1 : _random.NextDouble()), faults);
                }
            }

            atS += lengthS + LogUniform(0.01, 100);
        }
    }

    private static void AddPair(FaultKind start, FaultKind end, int node, double atS, double lengthS, List<Fault> faults)
    {
        if (!Conflicts(start, end, node, atS, atS + lengthS, faults))
        {
            faults.Add(new(atS, start, node));
            faults.Add(new(atS + lengthS, end, node));
        }
    }

    /// <summary>Whether the node is already down in that way at some time in between.</summary>
    private static bool Conflicts(FaultKind start, FaultKind end, int node, double fromS, double toS, List<Fault> faults)
    {
        var isDown = false;
        foreach (var fault in faults.Where(fault => fault.Node == node).OrderBy(fault => fault.TimeS))
        {
            var starts = fault.Kind == start;
            var ends = fault.Kind == end || (start == FaultKind.Crash && fault.Kind is FaultKind.RestartSameAddress or FaultKind.RestartNewAddress);
            if (!starts && !ends)
            {
                continue;
            }

            if (fault.TimeS >= fromS && (isDown || fault.TimeS <= toS))
            {
                return true;
            }

            isDown = starts;
        }

        return isDown;
    }

    private void AddStarts(int replicas, List<Fault> faults)
    {
        for (var node = replicas; node >= 1; node--)
        {
            if (Chance(0.05))
            {
                faults.Insert(0, new(0, FaultKind.StartsLagging, node, Math.Floor(LogUniform(1, 1e6))));
            }
            else if (Chance(0.05))
            {
                faults.Insert(0, new(0, FaultKind.StartsNeedingRebuild, node));
            }
        }
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private double LogUniform(double from, double to) => from * Math.Exp(_random.NextDouble() * Math.Log(to / from));
}
