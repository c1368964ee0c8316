using WalSweep.Analysis.Text;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Analysis.Comparison;

/// <summary>Comparisons as a Markdown page: for each scenario its note and its table.</summary>
public static class ComparisonMarkdown
{
    /// <summary>Writes the page, with \n line ends.</summary>
    public static void Write(IReadOnlyList<ScenarioComparison> comparisons, TextWriter output)
    {
        output.Write($"# Named scenarios\n\n{ComparisonSummary.Totals(comparisons)}\n");
        output.Write($"{ComparisonCell.Held} is as expected, {ComparisonCell.Failed} is not; of a value without a mark nothing is expected. Times are in seconds.\n");
        List<string> failures = [.. comparisons.SelectMany(ComparisonSummary.Failures)];
        if (failures.Count > 0)
        {
            output.Write("\n**Failed**\n\n");
            WriteList(failures, output);
        }

        foreach (var comparison in comparisons)
        {
            Write(comparison, output);
        }
    }

    private static void Write(ScenarioComparison comparison, TextWriter output)
    {
        output.Write($"\n## {comparison.Scenario.Name}\n\n{Escaped(comparison.Scenario.Title)}\n\n");
        foreach (string line in comparison.Scenario.Note.Split('\n').Where(line => line.Length > 0))
        {
            output.Write($"{Escaped(line)}\n\n");
        }

        List<string> labels = [.. ComparisonSummary.Labels(comparison)];
        output.Write($"| | {string.Join(" | ", labels)} |\n|---|{string.Concat(labels.Select(_ => "---|"))}\n");
        foreach (var group in ComparisonGroup.All)
        {
            output.Write($"| **{group.Question}** |{string.Concat(labels.Select(_ => " |"))}\n");
            foreach (var column in group.Columns)
            {
                var cells = comparison.Results.Select(result => ComparisonCell.Of(result, column).Text);
                output.Write($"| `{column.Name}` | {string.Join(" | ", cells)} |\n");
            }
        }

        List<string> unexpected = [.. ComparisonSummary.Unexpected(comparison)];
        if (unexpected.Count > 0)
        {
            output.Write("\nNothing is expected of\n\n");
            WriteList(unexpected, output);
        }

        if (ComparisonSummary.NotRun(comparison) is { } notRun)
        {
            output.Write($"\n{char.ToUpperInvariant(notRun[0])}{notRun[1..]}\n");
        }
    }

    private static void WriteList(IEnumerable<string> lines, TextWriter output)
    {
        foreach (string line in lines)
        {
            output.Write($"- {line}\n");
        }
    }

    /// <summary>Text from a file as plain words: nothing in it is taken for markup.</summary>
    private static string Escaped(string text)
    {
        string clean = DisplayText.Clean(text, int.MaxValue);
        return string.Concat(clean.Select(c => @"\`*_[]<>|#&~".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));
    }
}
