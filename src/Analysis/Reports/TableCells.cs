using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Sampling;

namespace WalSweep.Analysis.Reports;

/// <summary>Cells of tables: for people with units and intervals, for programs with all digits.</summary>
internal static class TableCells
{
    internal static ReportCell Count(long count) => new(NumberText.Count(count), count.ToString(CultureInfo.InvariantCulture));

    internal static ReportCell Version(ProtocolVersion version) => new(version.Label, version.Name);

    internal static ReportCell Time(double timeS) => new(NumberText.Duration(timeS), Value(timeS));

    /// <summary>A quantile of the times of cells, which may lie beyond the range that they are counted in.</summary>
    /// <param name="timeS">As <see cref="CellTimes.Quantile(int, int)"/> has it: NaN, and an empty value in files, without times.</param>
    internal static ReportCell CellTime(double timeS) => new(CellTimeText.Of(timeS), Value(timeS));

    /// <summary>Where a cell of an axis begins, or the one before it ends.</summary>
    internal static ReportCell Edge(Axis axis, int edge) => Number(axis.EdgeAt(edge), NumberText.Value(axis.EdgeAt(edge), axis.Unit));

    /// <summary>A number of which people read a text, and files have all digits.</summary>
    internal static ReportCell Number(double number, string text) => new(text, Value(number));

    /// <summary>An end of a share's interval.</summary>
    internal static ReportCell Percent(double share) => Number(share, NumberText.Percent(share));

    /// <summary>
    /// A p-value and its decimal logarithm. The page says of one below 10⁻⁶ only that it is; in a file it is 0 where no double is as small, and the logarithm, which is never too small for one, still tells.
    /// </summary>
    /// <param name="logP">Its natural logarithm.</param>
    internal static IReadOnlyList<ReportCell> Probability(double logP) => [Number(DeterministicMath.Exp(logP), NumberText.Probability(DeterministicMath.Exp(logP))), Number(logP / DeterministicMath.Log(10), "")];

    /// <summary>In files what does not exist is empty, and what is beyond all that can be counted, or never comes, is inf, which other programs read as a number.</summary>
    private static string Value(double number) =>
        double.IsNaN(number) ? "" : double.IsPositiveInfinity(number) ? "inf" : number.ToString("R", CultureInfo.InvariantCulture);
}
