using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Text;

/// <summary>Axes and their cells in words.</summary>
internal static class AxisText
{
    /// <summary>The name of an axis, and whether it is logarithmic.</summary>
    internal static string Title(Axis axis) => axis.Scale == AxisScale.Logarithmic ? $"{axis.Label} (log scale)" : axis.Label;

    /// <summary>An axis in a sentence: outage from 100 ms to 1 h (logarithmic).</summary>
    internal static string Words(Axis axis) =>
        $"{axis.Label} from {NumberText.Value(axis.Min, axis.Unit)} to {NumberText.Value(axis.Max, axis.Unit)}{(axis.Scale == AxisScale.Logarithmic ? " (logarithmic)" : "")}";

    /// <summary>What a cell covers of an axis: 54 MiB – 128 MiB.</summary>
    internal static string Range(Axis axis, int cellIndex) => $"{NumberText.Value(axis.EdgeAt(cellIndex), axis.Unit)} – {NumberText.Value(axis.EdgeAt(cellIndex + 1), axis.Unit)}";

    /// <summary>What a cell covers of its two axes, and a colon.</summary>
    internal static string Ranges(Axis x, int xIndex, Axis y, int yIndex) => $"{x.Label} {Range(x, xIndex)}, {y.Label} {Range(y, yIndex)}: ";
}
