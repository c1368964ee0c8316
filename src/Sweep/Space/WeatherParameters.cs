namespace WalSweep.Sweep.Space;

/// <summary>What befalls the volume, from which <see cref="WeatherTimeline"/> lays out the faults. Purposes of yes-or-no draws are there.</summary>
public static class WeatherParameters
{
    /// <summary>Most outages a scenario can have.</summary>
    public const int MaxOutages = 16;

    private const double Hour = 3600.0;
    private const double Day = 86_400.0;

    public static readonly ParameterDefinition Outages = new(41, "outages", UnitKind.Count, 0, MaxOutages)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(1),
        IsWeatherFact = true,
        Meaning = "Outages in a row of replica 1; 0 for none.",
    };

    public static readonly ParameterDefinition Outage = new(42, "outage", UnitKind.Duration, 1e-6, 30 * Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(2),
        IsPerOutage = true,
        IsWeatherFact = true,
        Meaning = "How long an outage lasts; each one is drawn by itself.",
    };

    public static readonly ParameterDefinition OutageGap = new(43, "outage_gap", UnitKind.Duration, 1e-6, 30 * Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(3),
        IsPerOutage = true,
        Meaning = "From one outage's end to the start of the next; each one is drawn by itself.",
    };

    public static readonly ParameterDefinition OutageStart = new(44, "outage_start", UnitKind.Duration, 0, Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(1),
        Meaning = "When the first outage starts, or would, if there is none.",
    };

    public static readonly ParameterDefinition RestartProbability = new(45, "restart_probability", UnitKind.Probability, 0, 1)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "Chance that a scenario's outages are crashes and restarts of the process rather than losses of the link.",
    };

    public static readonly ParameterDefinition AddressChangeProbability = new(46, "address_change_probability", UnitKind.Probability, 0, 1)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "Chance, for each restart, that the process comes back at a new address.",
    };

    public static readonly ParameterDefinition CorrelatedProbability = new(47, "correlated_probability", UnitKind.Probability, 0, 1)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "Chance that all other replicas suffer the same outages.",
    };

    public static readonly ParameterDefinition CorrelatedDelay = new(48, "correlated_delay", UnitKind.Duration, 0, Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "How much later each further replica suffers them than the one before: 0 for all at once, more for a rolling restart.",
    };

    public static readonly ParameterDefinition BurstProbability = new(49, "burst_probability", UnitKind.Probability, 0, 1)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "Chance of a burst of writes.",
    };

    public static readonly ParameterDefinition BurstFactor = new(50, "burst_factor", UnitKind.Ratio, 0, 1000)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(4),
        Meaning = "Write rate during the burst as a multiple of write_rate; below 1 it is a lull.",
    };

    public static readonly ParameterDefinition BurstDelay = new(51, "burst_delay", UnitKind.Duration, 0, 30 * Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "From the start of the first outage to the start of the burst.",
    };

    public static readonly ParameterDefinition BurstDuration = new(52, "burst_duration", UnitKind.Duration, 1e-6, 30 * Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(10),
        Meaning = "How long the burst lasts.",
    };

    public static readonly ParameterDefinition SpikeProbability = new(53, "spike_probability", UnitKind.Probability, 0, 1)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "Chance of a latency spike at the last replica: slow, but alive.",
    };

    public static readonly ParameterDefinition SpikeLatency = new(54, "spike_latency", UnitKind.Duration, 1e-6, Hour)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(1),
        Meaning = "What the spike adds to each way.",
    };

    public static readonly ParameterDefinition SpikeDelay = new(55, "spike_delay", UnitKind.Duration, 0, 30 * Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "From the start of the first outage to the start of the spike.",
    };

    public static readonly ParameterDefinition SpikeDuration = new(56, "spike_duration", UnitKind.Duration, 1e-6, 30 * Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(5),
        Meaning = "How long the spike lasts.",
    };

    public static readonly ParameterDefinition ControlOutageProbability = new(57, "control_outage_probability", UnitKind.Probability, 0, 1)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(0),
        Meaning = "Chance that the control plane fails when the first outage starts.",
    };

    public static readonly ParameterDefinition ControlOutage = new(58, "control_outage", UnitKind.Duration, 1e-6, 30 * Day)
    {
        Section = ParameterSection.Weather,
        Default = new ConstantSpec(60),
        Meaning = "How long the control plane is down.",
    };
}
