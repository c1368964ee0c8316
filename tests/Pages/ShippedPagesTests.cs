using System.Text.RegularExpressions;
using WalSweep.Cli;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>The pages of the sweeps that are shipped for V2's knobs and for its rules, with fewer scenarios, as their readers have them: every map of settings and of what a rule changes tells of its cells.</summary>
public sealed class ShippedPagesTests(Browser browser) : IClassFixture<Browser>
{
    private const string _marks =
        "() => [...document.querySelectorAll('#knobs-pairs-figure .knob-dot')].map(dot => dot.getBoundingClientRect()).map(box => [box.x + box.width / 2, box.y + box.height / 2])";

    private const string _countPattern = @"^\d{1,3}(,\d{3})*$";

    [BrowserFact]
    public async Task MapsOfKnobsTellOfTheirSettings()
    {
        using var folder = new TemporaryFolder();
        await using var opened = await OpenAsync(folder, "knobs", 400_000, 16_000);
        await RequireGrids(opened, "frontier", 1);

        // Five knobs, each two of them.
        await RequireGrids(opened, "knobs-pairs", 10);
        var axes = new HashSet<(string X, string Y)>();
        foreach (var (figure, panel) in Enumerable.Range(0, 10).Select(panel => ("knobs-pairs", panel)).Prepend(("frontier", 0)))
        {
            // Where a setting is efficient a mark says so in the middle of its cell: there too the cell is told of.
            bool hasMarks = figure == "knobs-pairs";
            string[] lines = await ToldAsync(opened, figure, panel, "V2", hasMarks ? _marks : null);
            Assert.Matches(hasMarks ? "^efficient$" : "^(efficient|beaten by another)$", ValueOf(lines, "setting"));
            Assert.Matches(@"^walsweep replay results/knobs --scenario \d+ --protocol v2$", ValueOf(lines, "typical"));
            axes.Add((LabelOf(lines[1]), LabelOf(lines[2])));
        }

        // The frontier is of one of the pairs.
        Assert.Equal(10, axes.Count);
        string LabelOf(string line) => Regex.Match(line, "^[a-z ]+(?= )").Value;
    }

    [BrowserFact]
    public async Task MapsOfRulesTellWhatEachChanges()
    {
        using var folder = new TemporaryFolder();
        await using var opened = await OpenAsync(folder, "ablations", 50_000, 3_000);
        string[] names = await opened.Page.Locator("#ablation-differences-figure .grid").EvaluateAllAsync<string[]>("all => all.map(map => map.getAttribute('aria-label').match(/^Map of (.*?):/)[1])");
        string[] versions = await opened.Page.Locator("#ablation-differences-figure .panel").EvaluateAllAsync<string[]>("all => all.map(panel => panel.dataset.versions)");
        Assert.InRange(names.Length, 3, 5);
        Assert.Equal(names.Length, versions.Distinct().Count());
        foreach (var (panel, (name, pair)) in names.Zip(versions).Index())
        {
            Assert.StartsWith("V2 against V2 no ", name, StringComparison.Ordinal);
            Assert.Matches("^v2_no_[a-z_]+ v2$", pair);
            string[] lines = await ToldAsync(opened, "ablation-differences", panel, name);
            Assert.Matches(@"^[^ ]+ \(95 %: [^ ]+ – [^ ]+\)$", ValueOf(lines, "better less worse"));
            Assert.Matches($@"^walsweep diff results/ablations --scenario \d+ {pair}$", ValueOf(lines, "typical"));
        }
    }

    /// <summary>Runs a sweep that is shipped with fewer scenarios and opens its page.</summary>
    private async Task<OpenPage> OpenAsync(TemporaryFolder folder, string name, int shipped, int count)
    {
        string config = Golden.Read($"configs/{name}.json"), counted = $"\"count\": {shipped}";
        Assert.Contains(counted, config, StringComparison.Ordinal);
        File.WriteAllText(folder["few.json"], config.Replace(counted, $"\"count\": {count}", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", folder["few.json"], "--out", folder["out"]], new Streams(TextWriter.Null, TextWriter.Null, false, false, 80, true)));
        return await browser.OpenAsync(Path.Combine(folder["out"], "report", "index.html"));
    }

    private static async Task RequireGrids(OpenPage opened, string figure, int count) => Assert.Equal(count, await opened.Page.Locator($"#{figure}-figure .grid").CountAsync());

    /// <summary>What is told of a cell of a map: its name, both ranges, how many scenarios, and more. It goes when the pointer does.</summary>
    /// <param name="opened">The page.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="panel">Which of its maps.</param>
    /// <param name="name">What the map must be called.</param>
    /// <param name="marks">A script that gives the places of marks, at the first of which on the map it is pointed; null to point near the middle of the map.</param>
    private static async Task<string[]> ToldAsync(OpenPage opened, string figure, int panel, string name, string? marks = null)
    {
        var map = opened.Page.Locator($"#{figure}-figure .grid >> nth={panel}");
        await map.EvaluateAsync("map => map.scrollIntoView({ block: 'center' })");
        var box = (await map.BoundingBoxAsync())!;
        Assert.Null(await opened.ToldAsync());
        float[][] places = marks is null ? [[box.X + (0.45f * box.Width), box.Y + (0.55f * box.Height)]] : await opened.Page.EvaluateAsync<float[][]>(marks);
        float[] place = places.First(place => place[0] > box.X && place[0] < box.X + box.Width && place[1] > box.Y && place[1] < box.Y + box.Height);
        await opened.Page.Mouse.MoveAsync(place[0], place[1]);
        var told = await opened.ToldAsync();
        Assert.True(told is not null, $"{figure}, map {panel}: nothing is told");
        string[] lines = [.. told.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        Assert.Equal(name, lines[0]);
        Assert.All(lines[1..3], range => Assert.Matches("^[a-z ]+ [0-9].* – [0-9]", range));
        Assert.Matches(_countPattern, ValueOf(lines, "scenarios"));
        await opened.Page.Mouse.MoveAsync(2, 2);
        Assert.Null(await opened.ToldAsync());
        return lines;
    }

    private static string ValueOf(string[] lines, string field)
    {
        Assert.Contains(field, lines);
        return lines[Array.IndexOf(lines, field) + 1];
    }
}
