using WalSweep.Analysis.Text;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Analysis.Comparison;

/// <summary>What is said of a comparison besides its table: what failed, and of what nothing was expected, so that nothing passes by saying nothing.</summary>
public static class ComparisonSummary
{
    /// <summary>How many expectations hold and fail, in a sentence.</summary>
    public static string Totals(IReadOnlyList<ScenarioComparison> comparisons)
    {
        var results = comparisons.SelectMany(comparison => comparison.Results).ToList();
        var failed = results.Sum(result => result.Failed.Count());
        var expected = results.Sum(result => result.Expected.Count);
        var held = $"{NumberText.Count(expected - failed)} of {NumberText.Counted(expected, "expectation")} {(expected == 1 ? "holds" : "hold")}";
        return $"{NumberText.Counted(comparisons.Count, "scenario")}, {NumberText.Counted(results.Count, "trial")}: {held}, {NumberText.Count(failed)} failed.";
    }

    /// <summary>A line for each expectation that does not hold.</summary>
    public static IEnumerable<string> Failures(ScenarioComparison comparison) =>
        from result in comparison.Results
        from expectation in result.Failed
        let found = expectation.Column.Text(result.Row[expectation.Column])
        select $"{comparison.Scenario.Name} under {result.Version}: {expectation.Column.Name}: expected {expectation.Text}, found {found}";

    /// <summary>A line for each set of columns of which nothing is expected, with the versions it is so for; none if something is expected of all.</summary>
    public static IEnumerable<string> Unexpected(ScenarioComparison comparison)
    {
        foreach (var versions in comparison.Results.GroupBy(result => string.Join(", ", result.Unexpected.Select(column => column.Name))))
        {
            if (versions.Key.Length > 0)
            {
                var all = versions.All(result => result.Expected.Count == 0);
                yield return $"{string.Join(", ", versions.Select(result => result.Version))}: {(all ? "any column" : versions.Key)}";
            }
        }
    }

    /// <summary>A line that names the versions of which something is expected and which were not run; null if there are none.</summary>
    public static string? NotRun(ScenarioComparison comparison)
    {
        var notRun = comparison.Scenario.Versions
            .Where(version => comparison.Scenario.ExpectedOf(version).Count > 0 && comparison.Results.All(result => result.Version != version))
            .ToList();
        return notRun.Count == 0 ? null : $"not run, so what is expected of it is not looked at: {string.Join(", ", notRun)}";
    }

    /// <summary>The heading of a comparison.</summary>
    public static string Title(NamedScenario scenario) => $"{scenario.Name}: {DisplayText.Clean(scenario.Title)}";

    /// <summary>The versions of a comparison, as headings.</summary>
    public static IEnumerable<string> Labels(ScenarioComparison comparison) => comparison.Results.Select(result => result.Version.Label);
}
