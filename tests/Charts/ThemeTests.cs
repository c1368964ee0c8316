using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Timeline;
using WalSweep.Analysis.Trials;
using Xunit;

namespace WalSweep.Tests.Charts;

public sealed partial class ThemeTests
{
    [Theory]
    [InlineData(1, 4, 0)]
    [InlineData(49, 100, 0)]
    [InlineData(50, 100, 1)]
    [InlineData(74, 100, 1)]
    [InlineData(75, 100, 2)]
    [InlineData(94, 100, 2)]
    [InlineData(95, 100, 3)]
    [InlineData(100, 100, 3)]
    [InlineData(long.MaxValue / 2, long.MaxValue, 0)]
    public void Shades_begin_at_50_75_and_95_percent(long count, long total, int shade) => Assert.Equal(shade, Theme.ShadeOf(count, total));

    /// <summary>Where there is no room for a label only its dashes tell which limit a curve is.</summary>
    [Fact]
    public void Every_limit_has_dashes_of_its_own()
    {
        Assert.Equal(AnalyticLimit.KindCount, Theme.DashesCount);
        string[] dashes = [.. DashRule().Matches(Theme.PageRules(isDark: false)).Select(match => match.Groups["dashes"].Value)];
        Assert.Equal(AnalyticLimit.KindCount, dashes.Length);
        Assert.Equal(dashes.Length, dashes.Distinct().Count());
    }

    [GeneratedRegex(@"\.curve\d*\{[^}]*stroke-dasharray:(?<dashes>[^;}]+)")]
    private static partial Regex DashRule();

    [Fact]
    public void The_palette_alone_names_colours()
    {
        string[] files = [.. Directory.EnumerateFiles(Golden.PathOf(Path.Combine("src", "Analysis")), "*.cs", SearchOption.AllDirectories).Where(file => ColourRule().IsMatch(File.ReadAllText(file)))];
        Assert.Equal(["Palette.cs"], files.Select(Path.GetFileName));
    }

    [GeneratedRegex("#[0-9a-fA-F]{6}\\b")]
    private static partial Regex ColourRule();

    [Fact]
    public void Every_fate_has_its_own_full_colour_in_light_and_in_dark()
    {
        string[] sheets = Theme.StyleSheet("h", _ => "").Split("@media");
        Assert.Equal(2, sheets.Length);
        foreach (string sheet in sheets)
        {
            string[] rules = [.. Enum.GetValues<Fate>().Select(fate => sheet.Split('\n').Single(line => line.StartsWith($".ws .f{(int)fate}3{{", StringComparison.Ordinal)))];
            Assert.Equal(4, rules.Select(rule => rule[(rule.IndexOf('{', StringComparison.Ordinal))..]).Distinct().Count());
        }

        // On white the full colours are those of Okabe and Ito.
        Assert.Contains(".ws .f03{fill:#0072b2}", sheets[0], StringComparison.Ordinal);
        Assert.Contains(".ws .f13{fill:#f0e442}", sheets[0], StringComparison.Ordinal);
        Assert.Contains(".ws .f23{fill:#d55e00}", sheets[0], StringComparison.Ordinal);
        Assert.Contains(".ws .f33{fill:#000000}", sheets[0], StringComparison.Ordinal);

        // 40 % of blue on white, by hand: 255 − 0.4·255 = 153, 255 − 0.4·(255 − 114) = 198.6, 255 − 0.4·(255 − 178) = 224.2.
        Assert.Contains(".ws .f00{fill:#99c7e0}", sheets[0], StringComparison.Ordinal);
    }

    /// <summary>A page has the rules of all its figures, so a class that two of them rule is ruled by both in each.</summary>
    [Fact]
    public void A_class_means_one_thing_in_all_figures()
    {
        var shared = RulesByClass(Theme.PageRules(isDark: false) + Theme.PageRules(isDark: true));
        Assert.Contains("band", shared.Keys);
        Dictionary<string, (Type Figure, string Rules)> own = [];
        Type[] figures = [.. typeof(IFigure).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IFigure)))];
        Assert.Contains(typeof(TimelineFigure), figures);
        foreach (var figure in figures)
        {
            // What rules a figure has depends on its kind alone, so none needs to be laid out.
            var kind = (IFigure)RuntimeHelpers.GetUninitializedObject(figure);
            foreach (var (name, rules) in RulesByClass(kind.StyleRules(isDark: false) + kind.StyleRules(isDark: true)))
            {
                Assert.False(shared.ContainsKey(name), $"{figure.Name} has rules of its own for class {name}, which all figures share: {rules}");
                Assert.True(own.TryAdd(name, (figure, rules)) || own[name].Rules == rules, $"{own[name].Figure.Name} and {figure.Name} have different rules for class {name}: {own[name].Rules} and {rules}");
            }
        }
    }

    /// <summary>What each class of a style sheet is given, in order.</summary>
    private static Dictionary<string, string> RulesByClass(string css) =>
        (from rule in Regex.Matches(css, @"([^{}]+)\{([^}]*)\}")
         from name in Regex.Matches(rule.Groups[1].Value, @"\.([\w-]+)").Select(name => name.Groups[1].Value).Where(name => name != "ws").Distinct()
         group rule.Groups[2].Value by name).ToDictionary(rules => rules.Key, rules => string.Join(" ", rules));
}
