using WalSweep.Engine;

namespace WalSweep.Tests.Engine;

/// <summary>A scenario that owns its parameters and its timeline, for tests.</summary>
internal sealed class TestScenario(in ScenarioParameters parameters, Fault[] timeline)
{
    private readonly ScenarioParameters _parameters = parameters;

    public ref readonly ScenarioParameters Parameters => ref _parameters;

    public Fault[] Timeline => timeline;

    public Scenario Scenario => new(in _parameters, timeline);

    public Outcome Run(ProtocolVersion version) => Simulation.Run(version, Scenario);
}

/// <summary>
/// Wide random scenarios with everything that can befall replicas, unrelated to the sampler's distributions: many faults at once, small limits, so that every corner of the model is hit.
/// </summary>
internal sealed class RandomScenarios(int seed)
{
    private readonly Random _random = new(seed);
    private int _drawn;

    public TestScenario Next()
    {
        var p = Parameters();
        var faults = new List<Fault>();
        for (var node = 1; node <= p.Replicas; node++)
        {
            if (node == 1 || Chance(0.5))
            {
                AddOutages(p, node, faults);
            }
        }

        if (Chance(0.4))
        {
            AddBurst(p, faults);
        }

        if (Chance(0.3))
        {
            AddSpike(p, _random.Next(1, p.Replicas + 1), faults);
        }

        if (Chance(0.25))
        {
            var from = LogUniform(0.1, 100);
            faults.Add(new(from, FaultKind.ControlPlaneDown));
            faults.Add(new(from + LogUniform(0.1, 500), FaultKind.ControlPlaneUp));
        }

        if (++_drawn % 7 == 0)
        {
            // A correlated outage: the same faults at the same moments for all.
            faults.RemoveAll(fault => fault.Node > 1);
            faults.AddRange(faults.Where(fault => fault.Node == 1).ToArray()
                .SelectMany(fault => Enumerable.Range(2, p.Replicas - 1).Select(node => fault with { Node = node })));
        }

        var timeline = faults.OrderBy(fault => fault.TimeS).ToArray();
        var peak = timeline.Where(fault => fault.Kind == FaultKind.WriteRate).Select(fault => fault.Value).Append(p.WriteRatePerS).Max();
        p.InflightEntries = Math.Max(1024, 2 * peak * ((2 * p.LatencyS) + p.FsyncS)) * LogUniform(1, 20);
        p.HorizonS = timeline[^1].TimeS + LogUniform(10, 30_000);
        return new TestScenario(p, timeline);
    }

    private ScenarioParameters Parameters()
    {
        var w = LogUniform(100, 200_000);
        var checkpoint = LogUniform(1, 64) * 1048576;
        var capacity = checkpoint * LogUniform(1, 2000);
        return new ScenarioParameters
        {
            Replicas = _random.Next(1, 5),
            Durability = (Durability)_random.Next(3),
            WriteRatePerS = w,
            CatchupRatePerS = w * LogUniform(0.5, 10),
            LatencyS = LogUniform(50e-6, 0.05),
            FsyncS = LogUniform(20e-6, 0.01),
            BarrierIntervalS = LogUniform(0.1, 10),
            BarrierTimeoutS = LogUniform(0.2, 10),
            BarrierEntries = Math.Floor(LogUniform(1, 4096)),
            CheckpointWindowBytes = checkpoint,
            SnapshotLagBytes = checkpoint * _random.NextDouble(),
            RetentionBytes = LogUniform(1, 4096) * 1048576,
            RetentionTimeS = LogUniform(10, 1000),
            WalCapacityBytes = capacity,
            ReservationTtlS = LogUniform(1, 1000),
            ReservationBytes = LogUniform(1, 4096) * 1048576,
            RebuildReservationTtlS = Chance(0.5) ? double.PositiveInfinity : LogUniform(10, 5000),
            RebuildReservationBytes = (capacity - checkpoint) * (Chance(0.5) ? 1 : _random.NextDouble()),
            MaxRounds = _random.Next(1, 33),
            NoProgressRounds = _random.Next(1, 5),
            MaxSessions = _random.Next(1, 11),
            MaxCatchupEntries = Chance(0.7) ? double.PositiveInfinity : LogUniform(1e3, 1e7),
            MaxCatchupTimeS = Chance(0.7) ? double.PositiveInfinity : LogUniform(0.1, 1000),
            PromotionHoldS = Chance(0.2) ? 0 : LogUniform(0.01, 30),
            ReconnectIntervalS = LogUniform(0.5, 30),
            ControlCycleS = LogUniform(1, 300),
            ControlPhaseS = LogUniform(0.01, 300),
            HeartbeatDelayS = LogUniform(0.01, 30),
            RegistrationDelayS = LogUniform(0.01, 30),
            PlanDelayS = LogUniform(0.01, 30),
            VolumeBytes = LogUniform(0.01, 1024) * 1073741824,
            RebuildRateBytesPerS = LogUniform(10, 2048) * 1048576,
            RebuildAttempts = _random.Next(1, 11),
            RebuildBackoffS = LogUniform(1, 60),
        };
    }

    private void AddOutages(in ScenarioParameters p, int node, List<Fault> faults)
    {
        var count = Chance(0.5) ? 1 : _random.Next(1, 12);
        var at = Chance(0.5) ? 1 : LogUniform(0.5, 20);
        for (var outage = 0; outage < count; outage++)
        {
            var length = LogUniform(0.001, count == 1 ? 2000 : 30);
            var crash = Chance(0.4);
            faults.Add(new(at, crash ? FaultKind.Crash : FaultKind.LinkDown, node));
            if (Chance(0.1))
            {
                // The other thing fails too, within or beyond the first.
                var from = at + (length * _random.NextDouble());
                faults.Add(new(from, crash ? FaultKind.LinkDown : FaultKind.Crash, node));
                var until = from + LogUniform(0.001, 20);
                faults.Add(new(until, crash ? FaultKind.LinkUp : FaultKind.RestartNewAddress, node));
                at = Math.Max(at, until - length);
                faults.Add(new(at + length, crash ? FaultKind.RestartSameAddress : FaultKind.LinkUp, node));
            }
            else
            {
                faults.Add(new(at + length, !crash ? FaultKind.LinkUp : Chance(0.5) ? FaultKind.RestartNewAddress : FaultKind.RestartSameAddress, node));
            }

            at += length + LogUniform(0.01, 30);
        }
    }

    private void AddBurst(in ScenarioParameters p, List<Fault> faults)
    {
        var at = LogUniform(0.1, 200);
        faults.Add(new(at, FaultKind.WriteRate, 0, Chance(0.1) ? 0 : p.WriteRatePerS * LogUniform(0.1, 8)));
        if (Chance(0.8))
        {
            faults.Add(new(at + LogUniform(0.1, 300), FaultKind.WriteRate, 0, p.WriteRatePerS));
        }
    }

    private void AddSpike(in ScenarioParameters p, int node, List<Fault> faults)
    {
        var at = LogUniform(0.1, 100);
        var extra = p.BarrierTimeoutS * LogUniform(0.1, 3);
        faults.Add(new(at, FaultKind.SpikeStart, node, extra));
        faults.Add(new(at + LogUniform(0.01, 60), FaultKind.SpikeEnd, node));
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private double LogUniform(double from, double to) => from * Math.Exp(_random.NextDouble() * Math.Log(to / from));
}
