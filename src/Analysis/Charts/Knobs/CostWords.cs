using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>The costs of knobs' settings in words.</summary>
internal static class CostWords
{
    /// <summary>What stands above panels of a cost: which statistic it is, of what.</summary>
    internal static string Title(KnobCost cost) => cost.Measure switch
    {
        CostMeasure.ByteSeconds => $"{cost.Label} beyond the retention, mean",
        CostMeasure.Share => $"{cost.Label}, share of scenarios",
        _ => $"{cost.Label}, median of all that had to recover",
    };

    /// <summary>The heading of its column for people.</summary>
    internal static string Heading(KnobCost cost) => cost.Measure switch
    {
        CostMeasure.ByteSeconds => $"{cost.Label}, mean",
        CostMeasure.Share => cost.Label,
        _ => $"{cost.Label}, median",
    };

    /// <summary>A value in words.</summary>
    internal static string Text(KnobCost cost, double value) => cost.Measure switch
    {
        CostMeasure.ByteSeconds => NumberText.ByteSeconds(value),
        CostMeasure.Share => NumberText.Percent(value),
        _ => double.IsPositiveInfinity(value) ? "never" : CellTimeText.Of(value),
    };

    /// <summary>What it comes to under a setting, in words, with its interval where it has one.</summary>
    internal static string Words(KnobCost cost, SettingCosts costs)
    {
        var (value, band) = (cost.Of(costs), cost.BandOf(costs));
        return double.IsNaN(value) || double.IsNaN(band.Low) || double.IsNaN(band.High) || double.IsPositiveInfinity(band.Low)
            ? Text(cost, value)
            : $"{Text(cost, value)} ({Text(cost, band.Low)} – {Text(cost, band.High)})";
    }

    /// <summary>A mark of its axis in words.</summary>
    /// <param name="cost">The cost.</param>
    /// <param name="value">The mark's value.</param>
    /// <param name="written">What the axis would write.</param>
    internal static string Mark(KnobCost cost, double value, string written) => cost.Measure == CostMeasure.Share ? NumberText.ExactPercent(value) : written;
}
