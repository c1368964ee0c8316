using System.Globalization;
using System.Text;
using WalSweep.Sweep.Space;

namespace WalSweep.Tests.Configuration;

/// <summary>
/// Random configurations as text: every parameter, every form of spec, every kind of unit. Most keep the rules among parameters, since the bounds that the
/// rules compare are drawn apart from each other; the others are for the reader to refuse.
/// </summary>
internal sealed class RandomConfig(int seed)
{
    private readonly Random _random = new(seed);

    private static readonly Dictionary<string, (double Min, double Max)> _usual = new()
    {
        ["latency"] = (1e-6, 0.05),
        ["fsync"] = (0, 0.05),
        ["barrier_timeout"] = (0.2, 10),
        ["inflight_entries"] = (1e8, 1e9),
        ["checkpoint_window"] = (4096, 1L << 28),
        ["wal_capacity_bytes"] = (1L << 29, 1L << 40),
        ["snapshot_lag"] = (0, 4096),
        ["write_rate"] = (1, 1e5),
        ["burst_factor"] = (0, 100),
        ["catchup_rate"] = (1, 1e6),
        ["horizon"] = (2e8, 3e8),
    };

    public string Next()
    {
        var text = new StringBuilder("{\"name\": \"random\", \"count\": 5, \"durability\": ");
        text.Append(Durability()).Append(CultureInfo.InvariantCulture, $", \"seed\": {_random.Next()}, ");
        var density = _random.NextDouble();
        text.Append("\"parameters\": {").Append(Section(ParameterSection.Parameters, density)).Append("}, ");
        text.Append("\"weather\": {").Append(Section(ParameterSection.Weather, density)).Append("}}");
        return text.ToString();
    }

    private string Durability() => _random.Next(3) switch
    {
        0 => $"\"{Pick("best_effort", "sync_quorum", "sync_all")}\"",
        1 => $"{{\"choice\": [\"sync_all\", \"{Pick("best_effort", "sync_quorum")}\"]}}",
        _ => "{\"choice\": {\"values\": [\"best_effort\", \"sync_quorum\", \"sync_all\"], \"weights\": [1, 2.5, 1]}}",
    };

    private string Section(ParameterSection section, double density) => string.Join(", ", ParameterSpace.All
        .Where(definition => definition.Section == section && _random.NextDouble() < density)
        .Select(definition => $"\"{definition.Key}\": {Spec(definition)}"));

    private string Spec(ParameterDefinition definition)
    {
        var (min, max) = _usual.GetValueOrDefault(definition.Key, (definition.Min, definition.Max));
        string Value(double value) => this.Value(definition.Unit, value, definition.IsWhole);
        string Between() => Value(Draw(min, max, definition.IsWhole));
        var low = Draw(min, max, definition.IsWhole);
        var high = Draw(min, max, definition.IsWhole);
        (low, high) = low < high ? (low, high) : (min, max);
        var positive = Math.Max(low, max * 1e-3);
        switch (_random.Next(11))
        {
            case 0:
                return $"{{\"uniform\": [{Value(low)}, {Value(high)}]}}";
            case 1 when low > 0:
                return $"{{\"log_uniform\": [{Value(low)}, {Value(high)}]}}";
            case 2:
                return $"{{\"exponential\": {{\"mean\": {Value(Whole(definition, positive))}, \"min\": {Value(min)}, \"max\": {Value(max)}}}}}";
            case 3:
                return $"{{\"weibull\": {{\"scale\": {Value(Whole(definition, positive))}, \"shape\": 0.7, \"min\": {Value(min)}, \"max\": {Value(max)}}}}}";
            case 4:
                return $"{{\"lognormal\": {{\"median\": {Value(Whole(definition, positive))}, \"sigma\": 2, \"min\": {Value(min)}, \"max\": {Value(max)}}}}}";
            case 5:
                return $"{{\"choice\": [{Value(low)}, {Value(high)}]}}";
            case 6:
                return $"{{\"choice\": {{\"values\": [{Value(low)}, {Value(high)}], \"weights\": [1, 2.5]}}}}";
            case 7:
                var unit = Units.NeedsUnit(definition.Unit) ? $", \"unit\": \"{Units.BaseSuffix(definition.Unit)}\"" : "";
                return $"{{\"empirical\": {{\"values\": [{Number(low)}, {Number(high)}, {Number(low)}]{unit}}}}}";
            case 8 when definition.AutoMeaning is not null:
                return "\"auto\"";
            case 8 when definition.AllowsNone:
                return "\"none\"";
            case 9 when definition.Key is "snapshot_lag":
                return "{\"of\": \"checkpoint_window\", \"times\": {\"uniform\": [0, 1]}}";
            case 9 when definition.Key is "outage_gap" or "burst_delay" or "spike_delay" or "control_outage" or "primary_loss" or "primary_loss_gap" or "base_newer_delay":
                return $"{{\"of\": \"outage_start\", \"times\": {Number(_random.Next(1, 30))}}}";
            default:
                return Between();
        }
    }

    private static double Whole(ParameterDefinition definition, double value) => definition.IsWhole ? Math.Ceiling(value) : value;

    private double Draw(double min, double max, bool whole)
    {
        var from = Math.Max(min, max * 1e-9);
        var value = from * Math.Pow(max / from, _random.NextDouble());
        value = _random.Next(20) == 0 ? min : Math.Clamp(value, min, max);
        return whole ? Math.Floor(value) : value;
    }

    private string Value(UnitKind unit, double value, bool whole)
    {
        var asText = _random.Next(2) == 0 ? Units.Format(value, unit) : Units.FormatExact(value, unit);
        return Units.NeedsUnit(unit) || (whole && _random.Next(4) == 0) ? $"\"{asText}\"" : Number(value);
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private string Pick(params ReadOnlySpan<string> words) => words[_random.Next(words.Length)];
}
