namespace WalSweep.Engine;

/// <summary>The rules a scenario must keep for the simulator to be defined on it: of its parameters those of docs/config.md, of its faults those of docs/model.md §9.</summary>
internal static class ScenarioRules
{
    private const string _inflightRule = "inflight_entries must be at least 2·w·(2·latency + fsync) for the highest write rate w";

    private struct NodeCourse
    {
        public bool LinkDown;
        public bool Crashed;
        public bool Isolated;
        public bool HasStart;
        public bool HasSpike;
        public double ExtraS;
        public double QuietUntilS;
    }

    /// <summary>Notes the rules that one fault breaks.</summary>
    private readonly struct Accuser(List<ScenarioProblem> problems, int faultIndex, Fault fault)
    {
        public void Require(bool holds, string rule)
        {
            if (!holds)
            {
                problems.Add(new(faultIndex, fault, rule));
            }
        }
    }

    public static List<ScenarioProblem> CheckParameters(in ScenarioParameters p)
    {
        var problems = new List<ScenarioProblem>();
        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                problems.Add(new(null, default, rule));
            }
        }

        Require(p.Replicas is >= 1 and <= ScenarioParameters.MaxReplicas, $"replicas must be 1 to {ScenarioParameters.MaxReplicas}");
        Require(p.EntryBytes > 0 && double.IsFinite(p.EntryBytes), "entry_bytes must be positive");
        Require(p.WriteRatePerS >= 0 && double.IsFinite(p.WriteRatePerS), "write_rate must not be negative");
        Require(p.CatchupRatePerS > 0 && double.IsFinite(p.CatchupRatePerS), "catchup_rate must be positive");
        Require(p.LatencyS > 0 && p.FsyncS >= 0 && double.IsFinite(p.LatencyS + p.FsyncS), "latency must be positive and fsync not negative");
        Require(ScenarioParameters.RoundTripS(p.LatencyS, p.FsyncS) < p.BarrierTimeoutS, "barrier_timeout must exceed the round trip of a barrier, 2·latency + fsync");
        Require(p.BarrierIntervalS > 0, "barrier_interval must be positive");
        Require(p.BarrierEntries >= 1, "barrier_entries must be at least 1");
        Require(p.CheckpointWindowBytes > 0, "checkpoint_window must be positive");
        Require(p.SnapshotLagBytes >= 0 && p.SnapshotLagBytes <= p.CheckpointWindowBytes, "snapshot_lag must not exceed checkpoint_window: the base's history would be gone");
        Require(p.WalCapacityBytes >= p.CheckpointWindowBytes, "wal_capacity must hold the checkpoint_window");
        Require(p.RetentionBytes > 0 && p.RetentionTimeS > 0, "retention_bytes and retention_time must be positive");
        Require(double.IsFinite(p.RetentionBytes) && double.IsFinite(p.WalCapacityBytes), "retention_bytes and wal_capacity must be finite: what is retained is measured");
        Require(p.ReservationTtlS > 0 && p.ReservationBytes >= 0, "reservation_ttl must be positive and reservation_bytes not negative");
        Require(p.RebuildReservationTtlS > 0 && p.RebuildReservationBytes >= 0, "rebuild_reservation_ttl must be positive and rebuild_reservation_bytes not negative");
        Require(p.MaxRounds >= 1 && p.NoProgressRounds >= 1 && p.MaxSessions >= 1, "max_rounds, no_progress_rounds and max_sessions must be at least 1");
        Require(p.MaxCatchupEntries > 0 && p.MaxCatchupTimeS > 0, "max_catchup_entries and max_catchup_time must be positive");
        Require(p.PromotionHoldS >= 0, "promotion_hold must not be negative");
        Require(p.ReconnectIntervalS > 0 && p.ControlCycleS > 0, "reconnect_interval and control_cycle must be positive");
        Require(p.ControlPhaseS >= 0 && double.IsFinite(p.ControlPhaseS), "control_phase must not be negative");
        Require(p.HeartbeatDelayS >= 0 && p.RegistrationDelayS >= 0 && p.PlanDelayS >= 0, "heartbeat_delay, registration_delay and plan_delay must not be negative");
        Require(p.VolumeBytes > 0 && p.RebuildRateBytesPerS > 0, "volume_bytes and rebuild_rate must be positive");
        Require(p.RebuildAttempts >= 1 && p.RebuildBackoffS > 0, "rebuild_attempts must be at least 1 and rebuild_backoff positive");
        Require(p.LeaseTimeoutS > 0, "lease_timeout must be positive");
        Require(p.StaleClientShare is >= 0 and <= 1 && p.ExtentFraction is >= 0 and <= 1, "stale_client_share and extent_fraction must lie between 0 and 1");
        Require(p.HorizonS > 0 && double.IsFinite(p.HorizonS), "horizon must be positive and finite");
        Require(p.EventBudget >= 1, "event_budget must be at least 1");
        return problems;
    }

    public static void CheckTimeline(in ScenarioParameters p, ReadOnlySpan<Fault> timeline, List<ScenarioProblem> problems)
    {
        var nodes = new NodeCourse[ScenarioParameters.MaxReplicas + 1];
        var controlPlaneDown = false;
        var baseNewer = false;
        var onlyStarts = true;
        var lastS = 0.0;
        if (!HoldsRate(in p, p.WriteRatePerS))
        {
            problems.Add(new(null, default, _inflightRule));
        }

        for (var index = 0; index < timeline.Length; index++)
        {
            var fault = timeline[index];
            var at = new Accuser(problems, index, fault);
            if (!(fault.TimeS >= lastS) || !double.IsFinite(fault.TimeS))
            {
                at.Require(false, "faults must be in the order of their times, none before 0");
                return;
            }

            lastS = fault.TimeS;
            switch (fault.Kind)
            {
                case FaultKind.WriteRate:
                    at.Require(fault.Value >= 0 && double.IsFinite(fault.Value), "the write rate must not be negative");
                    at.Require(HoldsRate(in p, fault.Value) || problems.Exists(known => known.Rule == _inflightRule), _inflightRule);
                    break;
                case FaultKind.ControlPlaneDown or FaultKind.ControlPlaneUp:
                    at.Require(controlPlaneDown == (fault.Kind == FaultKind.ControlPlaneUp), "the control plane goes down and up in turn");
                    controlPlaneDown = fault.Kind == FaultKind.ControlPlaneDown;
                    break;
                case FaultKind.PayloadLoss:
                    break;
                case FaultKind.BaseNewerStart or FaultKind.BaseNewerEnd:
                    at.Require(baseNewer == (fault.Kind == FaultKind.BaseNewerEnd), "the base becomes newer and sound in turn");
                    baseNewer = fault.Kind == FaultKind.BaseNewerStart;
                    break;
                case FaultKind.StartsLagging or FaultKind.StartsNeedingRebuild:
                    CheckStart(in p, fault, onlyStarts, nodes, at);
                    continue;
                default:
                    if (fault.Node < 0 || fault.Node > p.Replicas)
                    {
                        at.Require(false, $"node must be 0 to {p.Replicas}");
                        break;
                    }

                    CheckNodeFault(in p, fault, ref nodes[fault.Node], at);
                    break;
            }

            onlyStarts = false;
        }
    }

    private static bool HoldsRate(in ScenarioParameters p, double writeRatePerS) => p.InflightEntries >= 2 * writeRatePerS * ScenarioParameters.RoundTripS(p.LatencyS, p.FsyncS);

    private static void CheckStart(in ScenarioParameters p, Fault fault, bool onlyStarts, Span<NodeCourse> nodes, Accuser at)
    {
        if (fault.Node < 1 || fault.Node > p.Replicas)
        {
            at.Require(false, $"node must be a replica, 1 to {p.Replicas}");
            return;
        }

        at.Require(onlyStarts && fault.TimeS == 0, "what a trial starts with stands at time 0, before every other fault");
        at.Require(fault.Value >= 0 && double.IsFinite(fault.Value), "the entries missed must not be negative");
        at.Require(!nodes[fault.Node].HasStart, "a node starts in one state");
        nodes[fault.Node].HasStart = true;
    }

    private static void CheckNodeFault(in ScenarioParameters p, Fault fault, ref NodeCourse node, Accuser at)
    {
        switch (fault.Kind)
        {
            case FaultKind.LinkDown or FaultKind.LinkUp:
                at.Require(node.LinkDown == (fault.Kind == FaultKind.LinkUp), "a link goes down and up in turn");
                node.LinkDown = fault.Kind == FaultKind.LinkDown;
                break;
            case FaultKind.Crash or FaultKind.RestartSameAddress or FaultKind.RestartNewAddress:
                at.Require(node.Crashed == (fault.Kind != FaultKind.Crash), "a process crashes and restarts in turn");
                node.Crashed = fault.Kind == FaultKind.Crash;
                break;
            case FaultKind.IsolationStart or FaultKind.IsolationEnd:
                at.Require(node.Isolated == (fault.Kind == FaultKind.IsolationEnd), "a node is isolated and heard again in turn");
                node.Isolated = fault.Kind == FaultKind.IsolationStart;
                break;
            case FaultKind.SpikeStart:
                at.Require(!node.HasSpike && fault.TimeS >= node.QuietUntilS, "spikes of a node do not overlap, with 2·(latency + extra) + fsync of quiet between them");
                at.Require(fault.Value > 0 && double.IsFinite(fault.Value), "the extra latency must be positive");
                node.HasSpike = true;
                node.ExtraS = fault.Value;
                break;
            case FaultKind.SpikeEnd:
                at.Require(node.HasSpike, "a spike must have started");
                node.HasSpike = false;
                node.QuietUntilS = fault.TimeS + (2 * (p.LatencyS + node.ExtraS)) + p.FsyncS;
                break;
            default:
                at.Require(false, "not a fault of a node");
                break;
        }
    }
}
