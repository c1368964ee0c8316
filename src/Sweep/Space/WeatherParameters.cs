using static WalSweep.Sweep.Space.Units;

namespace WalSweep.Sweep.Space;

/// <summary>What befalls the volume, from which <see cref="WeatherTimeline"/> lays out the faults. Draws that are no parameter's own are in <see cref="DrawPurposes"/>.</summary>
public static class WeatherParameters
{
    /// <summary>Most outages a scenario can have.</summary>
    public const int MaxOutages = 16;

    /// <summary>Most primary losses a scenario can have.</summary>
    public const int MaxPrimaryLosses = 4;

    // First, for what is declared below goes into it.
    private static readonly ParameterList _declared = new();

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<ParameterDefinition> All => _declared.All;

    public static readonly ParameterDefinition Outages = Declare(
        41, "outages", UnitKind.Count, 0, MaxOutages, defaultValue: 1, "Outages in a row of replica 1; 0 for none.", isWeatherFact: true);

    public static readonly ParameterDefinition Outage = Time(
        42, "outage", 1e-6, 30 * Day, defaultS: 2, "How long an outage lasts; each one is drawn by itself.", DrawnFor.Outage, isWeatherFact: true);

    public static readonly ParameterDefinition OutageGap = Time(
        43, "outage_gap", 1e-6, 30 * Day, defaultS: 3, "From one outage's end to the start of the next; each one is drawn by itself.", DrawnFor.Outage);

    public static readonly ParameterDefinition OutageStart = Time(44, "outage_start", 0, Day, defaultS: 1, "When the first outage starts, or would, if there is none.");

    public static readonly ParameterDefinition RestartProbability = Chance(
        45, "restart_probability", "Chance that a scenario's outages are crashes and restarts of the process rather than losses of the link.");

    public static readonly ParameterDefinition AddressChangeProbability = Chance(
        46, "address_change_probability", "Chance, for each restart, that the process comes back at a new address.");

    public static readonly ParameterDefinition CorrelatedProbability = Chance(47, "correlated_probability", "Chance that all other replicas suffer the same outages.");

    public static readonly ParameterDefinition CorrelatedDelay = Time(
        48, "correlated_delay", 0, Day, defaultS: 0,
        "How much later each further replica suffers them than the one before: 0 for all at once, more for a rolling restart.");

    public static readonly ParameterDefinition BurstProbability = Chance(49, "burst_probability", "Chance of a burst of writes.");

    public static readonly ParameterDefinition BurstFactor = Declare(
        50, "burst_factor", UnitKind.Ratio, 0, 1000, defaultValue: 4, "Write rate during the burst as a multiple of write_rate; below 1 it is a lull.");

    public static readonly ParameterDefinition BurstDelay = Time(
        51, "burst_delay", 0, 30 * Day, defaultS: 0, "From the start of the first outage to the start of the burst.");

    public static readonly ParameterDefinition BurstDuration = Time(52, "burst_duration", 1e-6, 30 * Day, defaultS: 10, "How long the burst lasts.");

    public static readonly ParameterDefinition SpikeProbability = Chance(53, "spike_probability", "Chance of a latency spike at the last replica: slow, but alive.");

    public static readonly ParameterDefinition SpikeLatency = Time(54, "spike_latency", 1e-6, Hour, defaultS: 1, "What the spike adds to each way.");

    public static readonly ParameterDefinition SpikeDelay = Time(
        55, "spike_delay", 0, 30 * Day, defaultS: 0, "From the start of the first outage to the start of the spike.");

    public static readonly ParameterDefinition SpikeDuration = Time(56, "spike_duration", 1e-6, 30 * Day, defaultS: 5, "How long the spike lasts.");

    public static readonly ParameterDefinition ControlOutageProbability = Chance(
        57, "control_outage_probability", "Chance that the control plane fails when the first outage starts.");

    public static readonly ParameterDefinition ControlOutage = Time(58, "control_outage", 1e-6, 30 * Day, defaultS: 60, "How long the control plane is down.");

    public static readonly ParameterDefinition PrimaryLosses = Declare(
        59, "primary_losses", UnitKind.Count, 0, MaxPrimaryLosses, defaultValue: 0,
        "Losses of a node in a row: the first of node 0, the primary at the start, each further one of a node drawn among all; 0 for none.", isWeatherFact: true);

    public static readonly ParameterDefinition PrimaryLossDelay = Time(
        60, "primary_loss_delay", 0, 30 * Day, defaultS: 0, "From the start of the first outage to the first primary loss.");

    public static readonly ParameterDefinition PrimaryLoss = Time(
        61, "primary_loss", 1e-6, 30 * Day, defaultS: 60, "How long the node is lost; each loss is drawn by itself.", DrawnFor.PrimaryLoss);

    public static readonly ParameterDefinition PrimaryLossGap = Time(
        62, "primary_loss_gap", 1e-6, 30 * Day, defaultS: 60,
        "From one primary loss's end to the start of the next, which waits for the end of the replicas' outages too; each one is drawn by itself.", DrawnFor.PrimaryLoss);

    public static readonly ParameterDefinition IsolationProbability = Chance(
        63, "isolation_probability", "Chance, for each primary loss, that the node is cut off from the control plane, and goes on, rather than crash and restart.");

    public static readonly ParameterDefinition PartitionProbability = Chance(
        73, "partition_probability", "Chance, for each isolation, that the node's link to the other nodes is cut too.");

    public static readonly ParameterDefinition PayloadLossProbability = Chance(74, "payload_loss_probability", "Chance that payloads outside the WAL are lost.");

    public static readonly ParameterDefinition PayloadLossDelay = Time(
        75, "payload_loss_delay", 0, 30 * Day, defaultS: 0, "From the start of the first outage to the loss of payloads.");

    public static readonly ParameterDefinition BaseNewerProbability = Chance(
        76, "base_newer_probability", "Chance that for a time the base of a rebuild is newer than the LSN it claims to be.");

    public static readonly ParameterDefinition BaseNewerDelay = Time(
        77, "base_newer_delay", 0, 30 * Day, defaultS: 0, "From the start of the first outage to the start of that time.");

    public static readonly ParameterDefinition BaseNewer = Time(78, "base_newer", 1e-6, 30 * Day, defaultS: 60, "How long the base is newer than it claims.");

    private static ParameterDefinition Chance(int purpose, string key, string meaning) => Declare(purpose, key, UnitKind.Probability, 0, 1, defaultValue: 0, meaning);

    private static ParameterDefinition Time(
        int purpose, string key, double minS, double maxS, double defaultS, string meaning, DrawnFor drawnFor = DrawnFor.Scenario,
        bool isWeatherFact = false) =>
        Declare(purpose, key, UnitKind.Duration, minS, maxS, defaultS, meaning, drawnFor, isWeatherFact);

    private static ParameterDefinition Declare(
        int purpose, string key, UnitKind unit, double min, double max, double defaultValue, string meaning, DrawnFor drawnFor = DrawnFor.Scenario,
        bool isWeatherFact = false) =>
        _declared.Add(new(purpose, key, unit, min, max)
        {
            Default = new ConstantSpec(defaultValue),
            DrawnFor = drawnFor,
            IsWeatherFact = isWeatherFact,
            Meaning = meaning,
        });
}
