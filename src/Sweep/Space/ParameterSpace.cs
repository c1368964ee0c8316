namespace WalSweep.Sweep.Space;

/// <summary>Every parameter a sweep can vary.</summary>
public static class ParameterSpace
{
    /// <summary>The greatest <see cref="ParameterDefinition.Purpose"/>; slot 0 is no parameter's.</summary>
    public const int LastSlot = 63;

    private static readonly Dictionary<string, ParameterDefinition> _byKey = [];

    static ParameterSpace()
    {
        foreach (var definition in All)
        {
            _byKey.Add(definition.Key, definition);
        }
    }

    /// <summary>All of them, in the order of the documentation. Keys and purposes are unique across sections.</summary>
    public static IReadOnlyList<ParameterDefinition> All { get; } =
    [
        VolumeParameters.Replicas, VolumeParameters.EntryBytes, VolumeParameters.WriteRate, VolumeParameters.CatchupRate, VolumeParameters.Latency,
        VolumeParameters.Fsync, VolumeParameters.BarrierInterval, VolumeParameters.BarrierTimeout, VolumeParameters.BarrierEntries,
        VolumeParameters.InflightEntries, VolumeParameters.CheckpointWindow, VolumeParameters.SnapshotLag, VolumeParameters.RetentionBytes,
        VolumeParameters.RetentionTime, VolumeParameters.WalCapacityBytes,
        RecoveryParameters.ReservationTtl, RecoveryParameters.ReservationBytes, RecoveryParameters.RebuildReservationTtl,
        RecoveryParameters.RebuildReservationBytes, RecoveryParameters.MaxRounds, RecoveryParameters.NoProgressRounds, RecoveryParameters.MaxSessions,
        RecoveryParameters.MaxCatchupEntries, RecoveryParameters.MaxCatchupTime, RecoveryParameters.PromotionHold, RecoveryParameters.ReconnectInterval,
        RecoveryParameters.ControlCycle, RecoveryParameters.HeartbeatDelay, RecoveryParameters.RegistrationDelay, RecoveryParameters.PlanDelay,
        RecoveryParameters.VolumeBytes, RecoveryParameters.RebuildRate, RecoveryParameters.RebuildAttempts, RecoveryParameters.RebuildBackoff,
        RecoveryParameters.LeaseTimeout, RecoveryParameters.Horizon, RecoveryParameters.EventBudget,
        WeatherParameters.Outages, WeatherParameters.Outage, WeatherParameters.OutageGap, WeatherParameters.OutageStart,
        WeatherParameters.RestartProbability, WeatherParameters.AddressChangeProbability, WeatherParameters.CorrelatedProbability,
        WeatherParameters.CorrelatedDelay, WeatherParameters.BurstProbability, WeatherParameters.BurstFactor, WeatherParameters.BurstDelay,
        WeatherParameters.BurstDuration, WeatherParameters.SpikeProbability, WeatherParameters.SpikeLatency, WeatherParameters.SpikeDelay,
        WeatherParameters.SpikeDuration, WeatherParameters.ControlOutageProbability, WeatherParameters.ControlOutage,
    ];

    /// <summary>The parameter of this key, or null.</summary>
    public static ParameterDefinition? Find(string key) => _byKey.GetValueOrDefault(key);
}
