using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using WalSweep.Analysis.Text;

namespace WalSweep.Benchmarks.Regression;

/// <summary>A check's result in words: Markdown that is laid out to be read on a terminal as well.</summary>
internal static class RegressionReport
{
    private static readonly string[] _headings =
        ["processor time", "old", "new", "new/old", "interval", "finding", "events", "ns an event", "bytes allocated"];

    /// <summary>The report.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="processor">The machine's processor.</param>
    /// <param name="today">The day it was made.</param>
    public static string Of(CheckResult result, Processor processor, DateOnly today)
    {
        var invariant = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(invariant, $"# Regression check\n\n- old: {result.Old.Name}\n- new: {result.New.Name}\n\n");
        text.Append(invariant, $"{Table(result.Comparisons)}\n{Verdict(result)}\n\n");
        text.Append(result.SameRows
            ? "Both wrote the same files of rows (equal SHA-256 of all parts).\n"
            : "Their files of rows differ, in values or in what is said of the columns: what is compared is not quite the same work.\n");
        text.Append(invariant, $"Whole sweep on one thread by the clock, in rows: {NumberText.Rate(result.OldRowsPerS)} old, {NumberText.Rate(result.NewRowsPerS)} new.\n");
        text.Append(invariant, $"{result.Options.Pairs} pairs of runs; signed-rank intervals of {Percent(result.Comparisons[0].Ratio.Confidence)} confidence.\n");
        text.Append(invariant, $"{processor}; {RuntimeInformation.FrameworkDescription}; {RuntimeInformation.OSDescription}; {today:yyyy-MM-dd}.\n\n");
        text.Append(invariant, $"    {CommandOf(result.Options)}\n");
        return text.Replace('\u00a0', ' ').ToString();
    }

    private static string Verdict(CheckResult result)
    {
        var slower = result.Comparisons.Where(comparison => comparison.Finding == Finding.Slower).Select(Name).ToList();
        var allocating = result.Comparisons.Where(comparison => comparison.New.AllocatedBytes > 0).Select(Name).ToList();
        if (slower.Count + allocating.Count == 0)
        {
            var worst = result.Comparisons.MaxBy(comparison => comparison.Ratio.Upper)!;
            return $"**Passed**: nothing is slower beyond the noise and a tolerance of {Percent(result.Options.Tolerance)}, and nothing allocates.\n"
                + $"The intervals leave room for a slowdown of at most {Percent(Math.Max(0, worst.Ratio.Upper - 1))} ({Name(worst)}).";
        }

        List<string> complaints = [];
        if (slower.Count > 0)
        {
            complaints.Add($"slower beyond the noise and a tolerance of {Percent(result.Options.Tolerance)}: {string.Join(", ", slower)}");
        }

        if (allocating.Count > 0)
        {
            complaints.Add($"allocates: {string.Join(", ", allocating)}");
        }

        return $"**Failed**: {string.Join("; ", complaints)}.";
    }

    private static string Table(IReadOnlyList<Comparison> comparisons)
    {
        string[][] rows = [_headings, .. comparisons.Select(Cells)];
        var widths = Enumerable.Range(0, _headings.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => "| " + string.Join(" | ", row.Select((cell, column) => Pad(cell, widths[column], column))) + " |").ToList();
        lines.Insert(1, "|" + string.Join('|', widths.Select((width, column) => new string('-', width + 1) + (IsText(column) ? "-" : ":"))) + "|");
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string[] Cells(Comparison comparison)
    {
        var (old, current, ratio) = (comparison.Old, comparison.New, comparison.Ratio);
        return
        [
            $"{Name(comparison)}, ns a {current.Unit}",
            Number(old.CpuNs, "0.0"),
            Number(current.CpuNs, "0.0"),
            Number(ratio.Estimate, "0.000"),
            $"{Number(ratio.Lower, "0.000")} to {Number(ratio.Upper, "0.000")}",
            comparison.Finding switch { Finding.Slower => "slower", Finding.Faster => "faster", _ => "" },
            Change(old.Events, current.Events, "0.00"),
            Change(old.CpuNs / old.Events, current.CpuNs / current.Events, "0.0"),
            Change(old.AllocatedBytes, current.AllocatedBytes, "0"),
        ];
    }

    private static string Name(Comparison comparison) => comparison.New.Name;

    private static string Pad(string cell, int width, int column) => IsText(column) ? cell.PadRight(width) : cell.PadLeft(width);

    private static bool IsText(int column) => column is 0 or 5;

    /// <summary>One number where both are written alike, else the old and the new one.</summary>
    private static string Change(double? old, double? current, string format)
    {
        if (old is null || current is null)
        {
            return "";
        }

        var (before, after) = (Number(old.Value, format), Number(current.Value, format));
        return before == after ? after : $"{before} → {after}";
    }

    private static string CommandOf(CheckOptions options)
    {
        var revisions = options.New is null ? options.Old : $"{options.Old} {options.New}";
        var scenarios = options.Scenarios is { } count ? FormattableString.Invariant($" --scenarios {count}") : "";
        return "dotnet run -c Release --project benchmarks/Regression --"
            + FormattableString.Invariant($" {revisions} --pairs {options.Pairs} --tolerance {options.Tolerance}{scenarios}");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Percent(double share) => Number(100 * share, "0.##") + " %";
}
