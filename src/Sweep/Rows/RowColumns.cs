using WalSweep.Engine;
using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>
/// The columns that every sweep's rows have, in their order, version 2. What is counted is stored as a whole number, of 32 bits where the engine counts in them, so
/// that it can be grouped by and compared exactly. Times are doubles in seconds. So are bytes, for WAL positions move linearly between events and their
/// products with entry sizes need not be whole.
/// </summary>
public static class RowColumns
{
    /// <summary>Goes up when a column is added, removed or takes another meaning.</summary>
    public const int SchemaVersion = 2;

    private const double _exactlyWhole = 1L << 53;

    /// <summary>Beyond every time, size and product of the two that a trial can come to: the largest WAL device, pinned for ten times as long as the slowest copy of the largest volume takes, makes less than 1e27 byte·s (docs/config.md).</summary>
    private const double _beyondTrials = 1e30;

    /// <summary>The scenario.</summary>
    public static readonly RowColumn Scenario = new()
    {
        Name = "scenario",
        Type = ColumnType.Int64,
        Max = long.MaxValue,
        IsOncePerScenario = true,
        Meaning = "Number of the scenario, from 0; with the configuration and the seed it says everything about the scenario.",
    };

    /// <summary>Outages of the scenario.</summary>
    public static readonly RowColumn Outages = OfWeather("outages", ColumnType.Int32, "", "Outages of replica 1.");

    /// <summary>Length of the first outage.</summary>
    public static readonly RowColumn FirstOutageS = OfWeather("outage_s", ColumnType.Double, "s", "How long the first outage lasts; 0 if there is none.");

    /// <summary>Length of all outages.</summary>
    public static readonly RowColumn OutageTotalS = OfWeather(
        "outage_total_s", ColumnType.Double, "s", "How long all outages of replica 1 last together.");

    /// <summary>Crashes rather than lost links.</summary>
    public static readonly RowColumn Restarted = OfWeather(
        "restarted", ColumnType.Boolean, "", "The outages are crashes and restarts of the process, not losses of the link.");

    /// <summary>Whether an address changed.</summary>
    public static readonly RowColumn AddressChanged = OfWeather(
        "address_changed", ColumnType.Boolean, "", "Some restart brings a process back at a new address, a lost primary's included.");

    /// <summary>Whether several replicas suffer.</summary>
    public static readonly RowColumn Correlated = OfWeather("correlated", ColumnType.Boolean, "", "More than one replica suffers the outages.");

    /// <summary>Whether there is a burst of writes.</summary>
    public static readonly RowColumn Burst = OfWeather("burst", ColumnType.Boolean, "", "There is a burst of writes.");

    /// <summary>Whether there is a latency spike.</summary>
    public static readonly RowColumn Spike = OfWeather("spike", ColumnType.Boolean, "", "There is a latency spike.");

    /// <summary>Whether the control plane fails.</summary>
    public static readonly RowColumn ControlOutage = OfWeather("control_outage", ColumnType.Boolean, "", "The control plane fails for a time.");

    /// <summary>Whether a primary is lost.</summary>
    public static readonly RowColumn PrimaryLost = OfWeather("primary_lost", ColumnType.Boolean, "", "The primary crashes, or is cut off from the control plane.");

    /// <summary>Primary losses.</summary>
    public static readonly RowColumn PrimaryLosses = OfWeather(
        "primary_losses", ColumnType.Int32, "", "Losses of a node in a row: the first of the primary at the start, each further one of a node drawn among all.");

    /// <summary>Whether a lost primary goes on.</summary>
    public static readonly RowColumn PrimaryIsolated = OfWeather(
        "primary_isolated", ColumnType.Boolean, "", "In some of these losses the node does not crash: it is cut off from the control plane and goes on.");

    /// <summary>Whether payloads are lost.</summary>
    public static readonly RowColumn PayloadLost = OfWeather("payload_lost", ColumnType.Boolean, "", "Payloads outside the WAL are lost.");

    /// <summary>Whether a base is newer than it claims.</summary>
    public static readonly RowColumn BaseNewer = OfWeather(
        "base_newer", ColumnType.Boolean, "", "For a time the base of a rebuild is newer than the LSN it claims to be.");

    /// <summary>The gap.</summary>
    public static readonly RowColumn BacklogEntries = new()
    {
        Name = "backlog_entries",
        Type = ColumnType.Int64,
        Unit = "entries",
        Max = _exactlyWhole,
        Meaning = "Gap of the first replica to leave InSync, at the moment it was reachable again.",
        NullMeans = "none left, or it never was reachable again",
    };

    /// <summary>Whether nothing acknowledged is lost.</summary>
    public static readonly RowColumn CommittedSafe = new()
    {
        Name = "committed_safe",
        Type = ColumnType.Boolean,
        Meaning = "Nothing that was acknowledged is lost: lost_entries is 0.",
    };

    /// <summary>Acknowledged entries that are lost.</summary>
    public static readonly RowColumn LostEntries = Entries(
        "lost_entries", "Acknowledged entries that the serving primary does not hold at the end, or, if none serves, that no disk holds.");

    /// <summary>Whether nothing excluded came in.</summary>
    public static readonly RowColumn LineageClean = new()
    {
        Name = "lineage_clean",
        Type = ColumnType.Boolean,
        Meaning = "Nothing that a later term excluded is in the lineage: leaked_entries is 0.",
    };

    /// <summary>Excluded entries that came in.</summary>
    public static readonly RowColumn LeakedEntries = Entries(
        "leaked_entries", "Entries that the start of a later term excluded and that the primary or an InSync replica holds at the end.");

    /// <summary>How the trial ended.</summary>
    public static readonly RowColumn Ended = new()
    {
        Name = "ended",
        Type = ColumnType.Enumeration,
        Names = Spelled<Ending>(),
        Meaning = "How the trial ended.",
    };

    /// <summary>Time of the first recovery.</summary>
    public static readonly RowColumn RecoveryS = Time(
        "recovery_s", "The first recovery: of the first replica to leave InSync, from reachable again to InSync.", "there was none, or it never ended");

    /// <summary>Time in PromotionHold.</summary>
    public static readonly RowColumn HoldS = Time("hold_s", "The part of recovery_s spent in PromotionHold.", "recovery_s is");

    /// <summary>Time of the longest recovery.</summary>
    public static readonly RowColumn WorstRecoveryS = Time("worst_recovery_s", "The longest recovery of any replica.", "no recovery ended");

    /// <summary>Time of the best possible recovery.</summary>
    public static readonly RowColumn BestRecoveryS = Time(
        "best_recovery_s", "The fastest recovery possible in place of the first: catch-up from the history kept, or a rebuild begun at the best moment.",
        "there was none, or neither ends by the horizon");

    /// <summary>The way back.</summary>
    public static readonly RowColumn Path = new()
    {
        Name = "path",
        Type = ColumnType.Enumeration,
        Names = Spelled<RecoveryPath>(),
        Meaning = "By which way the first recovery went.",
    };

    /// <summary>The deciding cause.</summary>
    public static readonly RowColumn Reason = new()
    {
        Name = "reason",
        Type = ColumnType.Enumeration,
        Names = Spelled(last: Causes.LastReason),
        Meaning = "The cause that decided the fate of the first recovery.",
    };

    /// <summary>Whether all was decided.</summary>
    public static readonly RowColumn Explicit = new()
    {
        Name = "explicit",
        Type = ColumnType.Boolean,
        Meaning = "Every cause in the trial was a rule evaluated in time, none an accident, and it ended completed, failed, or unavailable because nobody was eligible.",
    };

    /// <summary>Whether a rebuild was in vain.</summary>
    public static readonly RowColumn NeedlessRebuild = new()
    {
        Name = "needless_rebuild",
        Type = ColumnType.Boolean,
        Meaning = "The first recovery rebuilt although a catch-up was possible and faster.",
    };

    /// <summary>Catch-ups begun.</summary>
    public static readonly RowColumn Catchups = Count("catchups", ColumnType.Int32, "Catch-up sessions begun with something to catch up.");

    /// <summary>Rebuilds begun.</summary>
    public static readonly RowColumn Rebuilds = Count("rebuilds", ColumnType.Int32, "Copies of the volume begun.");

    /// <summary>Aborts.</summary>
    public static readonly RowColumn Aborts = Count("aborts", ColumnType.Int32, "Catch-ups and rebuilds given up other than by a fault.");

    /// <summary>Handshakes.</summary>
    public static readonly RowColumn Reconnects = Count("reconnects", ColumnType.Int32, "Handshakes that reached the replica.");

    /// <summary>Probes in vain.</summary>
    public static readonly RowColumn StaleAddressRetries = Count(
        "stale_address_retries", ColumnType.Int64, "Probes sent to an address at which the replica no longer listened.");

    /// <summary>Failovers.</summary>
    public static readonly RowColumn Promotions = Count("promotions", ColumnType.Int32, "Nodes made primary in another's place.");

    /// <summary>Events.</summary>
    public static readonly RowColumn Events = Count("events", ColumnType.Int32, "Events processed, faults included.");

    /// <summary>Time catching up.</summary>
    public static readonly RowColumn CatchupTimeS = Time("catchup_s", "Time in CatchingUp, over all replicas.");

    /// <summary>Time rebuilding.</summary>
    public static readonly RowColumn RebuildTimeS = Time("rebuild_s", "Time in Rebuilding and CatchUpAfterRebuild, over all replicas.");

    /// <summary>Time without writes.</summary>
    public static readonly RowColumn BlockedS = Time("blocked_s", "Time for which writes were refused, partly refused time in proportion.");

    /// <summary>Time without a primary.</summary>
    public static readonly RowColumn UnavailableS = Time("unavailable_s", "Time without a serving primary.");

    /// <summary>Time at risk.</summary>
    public static readonly RowColumn ExposedS = Time(
        "exposed_s", "Time during which something acknowledged had fewer durable copies than the mode promises.");

    /// <summary>Most WAL kept.</summary>
    public static readonly RowColumn WalPeakBytes = Amount("wal_peak_bytes", "bytes", "Largest WAL retained.");

    /// <summary>WAL kept over time.</summary>
    public static readonly RowColumn WalPinnedByteS = Amount(
        "wal_pinned_byte_s", "byte·s", "Integral over time of the WAL kept for recovering replicas beyond what is always kept.");

    /// <summary>Bytes moved.</summary>
    public static readonly RowColumn TransferredBytes = Amount("transferred_bytes", "bytes", "Bytes moved by catch-ups and rebuilds, also by those that were given up.");

    /// <summary>What the weather was, in the order of the columns.</summary>
    public static IReadOnlyList<RowColumn> Weather { get; } =
        [Outages, FirstOutageS, OutageTotalS, Restarted, AddressChanged, Correlated, Burst, Spike, ControlOutage, PrimaryLost, PrimaryLosses, PrimaryIsolated, PayloadLost, BaseNewer];

    /// <summary>What the trial came to, in the order of the columns.</summary>
    public static IReadOnlyList<RowColumn> Outcome { get; } =
    [
        BacklogEntries, CommittedSafe, LostEntries, LineageClean, LeakedEntries, Ended, RecoveryS, HoldS, WorstRecoveryS, Path, Catchups, Rebuilds, Aborts, Explicit, Reason,
        CatchupTimeS, RebuildTimeS, BlockedS, UnavailableS, ExposedS, WalPeakBytes, WalPinnedByteS, TransferredBytes, Reconnects, StaleAddressRetries, Promotions, Events,
        NeedlessRebuild, BestRecoveryS,
    ];

    /// <summary>The column of the protocols of a sweep.</summary>
    internal static RowColumn Protocol(IReadOnlyList<string> names) => new()
    {
        Name = "protocol",
        Type = ColumnType.Enumeration,
        Names = names,
        Meaning = "The protocol version that the scenario was run under.",
    };

    private static RowColumn OfWeather(string name, ColumnType type, string unit, string meaning) => new()
    {
        Name = name,
        Type = type,
        Unit = unit,
        Meaning = meaning,
        IsOncePerScenario = true,
        Max = type == ColumnType.Int32 ? int.MaxValue : double.MaxValue,
    };

    private static RowColumn Time(string name, string meaning, string? nullMeans = null) => new()
    {
        Name = name,
        Type = ColumnType.Double,
        Unit = "s",
        Max = _beyondTrials,
        Meaning = meaning,
        NullMeans = nullMeans,
    };

    private static RowColumn Entries(string name, string meaning) => new()
    {
        Name = name,
        Type = ColumnType.Int64,
        Unit = "entries",
        Max = _exactlyWhole,
        Meaning = meaning,
    };

    private static RowColumn Count(string name, ColumnType type, string meaning) => new()
    {
        Name = name,
        Type = type,
        Max = type == ColumnType.Int32 ? int.MaxValue : _exactlyWhole,
        Meaning = meaning,
    };

    private static RowColumn Amount(string name, string unit, string meaning) => new()
    {
        Name = name,
        Type = ColumnType.Double,
        Unit = unit,
        Max = _beyondTrials,
        Meaning = meaning,
    };

    private static string[] Spelled<TEnum>()
        where TEnum : struct, Enum
    {
        return [.. Enum.GetValues<TEnum>().Select(Spelling.Of)];
    }

    private static string[] Spelled(Cause last) => [.. Enum.GetValues<Cause>().Where(cause => cause <= last).Select(Spelling.Of)];
}
