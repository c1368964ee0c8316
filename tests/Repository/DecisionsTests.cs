using System.Text.RegularExpressions;
using Xunit;

namespace WalSweep.Tests.Repository;

/// <summary>What docs/decisions.md says of itself and of the code.</summary>
public sealed partial class DecisionsTests
{
    [Fact]
    public void The_newest_stands_last()
    {
        string[] dates = [.. Dates().Matches(Golden.Read("docs/decisions.md")).Select(date => date.Groups["date"].Value)];
        Assert.InRange(dates.Length, 35, 1000);
        Assert.Equal(dates.Order(StringComparer.Ordinal), dates);
    }

    /// <summary>A name that begins with a capital is one of the code, which may have got another since. What is written behind a point is looked for by itself.</summary>
    [Fact]
    public void Names_of_code_are_names_of_the_code()
    {
        string[] names = [.. Names().Matches(Golden.Read("docs/decisions.md")).Select(name => name.Groups["name"].Value).Distinct()];
        Assert.Contains("ITableWriter", names);
        string[] files = [.. Directory.EnumerateFiles(Golden.PathOf("src"), "*.cs", SearchOption.AllDirectories)];
        string code = string.Concat(files.Select(File.ReadAllText));
        Assert.All(names, name => Assert.True(
            name.EndsWith(".cs", StringComparison.Ordinal) ? files.Any(file => Path.GetFileName(file) == name) : name.Split('.').All(part => Regex.IsMatch(code, $@"\b{part}\b")),
            $"docs/decisions.md names {name}, which src does not have"));
    }

    [GeneratedRegex(@"(?m)^\*\*(?<date>\d{4}-\d\d-\d\d) — ")]
    private static partial Regex Dates();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]*(\\.[A-Za-z]+)*)`")]
    private static partial Regex Names();
}
