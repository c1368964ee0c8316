using System.Globalization;
using System.Text;
using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>A scenario whose numbers fit a grid of <paramref name="DtS"/> seconds.</summary>
internal sealed record GridScenario(string Name, ScenarioParameters Parameters, IReadOnlyList<Fault> Timeline, double DtS)
{
    /// <summary>The scenario under the naive simulator.</summary>
    public NaiveResult RunNaively(ProtocolVersion version, TextWriter? trace = null) => NaiveSimulator.Run(Parameters, Timeline, version, DtS, trace);

    /// <summary>Everything needed to run it again, times in ticks where that is shorter to read.</summary>
    public string Describe()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{Name}: dt = {DtS:R} s; parameters that differ from the defaults:");
        var defaults = new ScenarioParameters();
        foreach (var field in typeof(ScenarioParameters).GetFields().Where(field => !field.IsStatic))
        {
            if (!Equals(field.GetValue(Parameters), field.GetValue(defaults)))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    {field.Name} = {field.GetValue(Parameters)}{InTicks(field.Name, field.GetValue(Parameters))}");
            }
        }

        text.AppendLine("timeline:");
        foreach (var fault in Timeline)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {fault.TimeS:R} s (tick {fault.TimeS / DtS:R}): {fault.Kind} node {fault.Node} value {fault.Value:R}");
        }

        return text.ToString();
    }

    private string InTicks(string name, object? value) => value switch
    {
        double seconds when name.EndsWith('S') && !name.EndsWith("PerS", StringComparison.Ordinal) =>
            string.Create(CultureInfo.InvariantCulture, $"  ({seconds / DtS:R} ticks)"),
        double bytes when name.EndsWith("Bytes", StringComparison.Ordinal) =>
            string.Create(CultureInfo.InvariantCulture, $"  ({bytes / Parameters.EntryBytes:R} entries)"),
        double rate when name.EndsWith("PerS", StringComparison.Ordinal) =>
            string.Create(CultureInfo.InvariantCulture, $"  ({rate * DtS:R} a tick)"),
        _ => "",
    };
}
