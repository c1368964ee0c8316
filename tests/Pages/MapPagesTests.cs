using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Trials;
using WalSweep.Cli;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>What is told of cells on every kind of map, to those who point and to those who type: the numbers of the files of the pictures, which need no script.</summary>
public sealed class MapPagesTests(Browser browser, MapPagesTests.Sweep sweep) : IClassFixture<Browser>, IClassFixture<MapPagesTests.Sweep>
{
    [BrowserFact]
    public async Task ACellOfEveryKindOfMapTellsItsNumbersByMouseAndByKeyboard()
    {
        await using var opened = await browser.OpenAsync(sweep.Path("index.html"));
        foreach (var (figure, panel, name) in ((string, int, string)[])
            [("plane", 1, "V2"), ("plane", 0, "V1.5"), ("regions-load", 1, "V2"), ("differences", 0, "V2 against V1.5"), ("differences-load", 0, "V2 against V1.5"), ("differences-plane", 0, "V2 against V1.5")])
        {
            var cells = sweep.CellsOf(figure, panel);
            Assert.True(cells.Count > 40, $"{figure}: {cells.Count} cells");
            var map = opened.Page.Locator($"#{figure}-figure .grid >> nth={panel}");
            foreach (var cell in new[] { cells[cells.Count / 2], cells[^1] })
            {
                // The middle of a window, so that the pointer meets the map and nothing that stands at an edge.
                await map.EvaluateAsync("map => map.scrollIntoView({ block: 'center' })");
                var box = (await map.BoundingBoxAsync())!;
                await opened.Page.Mouse.MoveAsync((float)(box.X + (cell.X * box.Width)), (float)(box.Y + (cell.Y * box.Height)));
                var told = await opened.ToldAsync();
                RequireTells(figure, name, cell.Text, told);
                await opened.Page.Mouse.MoveAsync(2, 2);
                Assert.Null(await opened.ToldAsync());
                await map.FocusAsync();
                foreach (var key in (string[])["Home", "PageDown", .. Enumerable.Repeat("ArrowRight", cell.Column), .. Enumerable.Repeat("ArrowUp", cell.Row)])
                {
                    await opened.Page.Keyboard.PressAsync(key);
                }

                Assert.Equal(told, await opened.ToldAsync());
                Assert.StartsWith($"{name}, ", await opened.Page.Locator("#said").TextContentAsync(), StringComparison.Ordinal);

                // What is told stays where the keyboard is.
                await opened.Page.Keyboard.PressAsync("Escape");
                await map.BlurAsync();
            }
        }
    }

    /// <summary>What is told against the text of the cell in the picture: "outage a – b, load c – d: 12 = 7 caught up + 5 rebuilt by decision", of differences with "; better less worse +5 pp (…), p 0.03" behind it.</summary>
    private static void RequireTells(string figure, string name, string expected, string? told)
    {
        var (head, tail) = (expected[..expected.IndexOf(": ", StringComparison.Ordinal)], expected[(expected.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        string[] lines = [.. told!.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        var (total, rest) = (tail.Split(" = ")[0], tail.Split(" = ")[1]);
        Assert.Equal([name, .. head.Split(", "), "scenarios", total], lines[..5]);
        string ValueOf(string field) => lines[Array.IndexOf(lines, field) + 1];
        var isOfDifferences = figure.StartsWith("differences", StringComparison.Ordinal);
        string[] known = [.. isOfDifferences ? FateChanges.Changes.Append(FateChange.Unchanged).Select(FateChanges.Label) : Fates.All.Select(Fates.Label)];
        var counts = rest.Split("; ")[0].Split(" + ").Select(part => part.Split(' ', 2)).ToDictionary(words => words[1], words => words[0]);
        Assert.Subset(known.ToHashSet(), counts.Keys.ToHashSet());
        Assert.All(known, kind => Assert.Equal(counts.GetValueOrDefault(kind, "0"), lines.Contains(kind) ? ValueOf(kind).Split(' ')[0] : "0"));
        var command = isOfDifferences ? $"^walsweep diff results/maps --scenario \\d+ v1_5 v2$" : $"^walsweep replay results/maps --scenario \\d+ --protocol {(name == "V2" ? "v2" : "v1_5")}$";
        Assert.Matches(command, ValueOf("typical"));
        if (isOfDifferences)
        {
            var verdict = rest.Split("; ")[1];
            Assert.Equal(verdict, $"better less worse {ValueOf("better less worse")}, p {ValueOf("p")}");
        }
    }

    /// <summary>A small sweep that has maps over the load, the plane, and differences on all of them.</summary>
    public sealed class Sweep : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Sweep()
        {
            string config = ConfigFiles.Write(_folder, """
                {
                  "name": "maps", "count": 3000, "protocols": ["v1_5", "v2"],
                  "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "catchup_rate": { "of": "write_rate", "times": { "log_uniform": [1.5, 5] } }, "control_cycle": "30s" },
                  "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "restart_probability": 0.7, "address_change_probability": 0.7 }
                }
                """);
            Assert.Equal(ExitCode.Done, CommandLine.Run(["run", config, "--out", _folder["out"]], new Streams(TextWriter.Null, TextWriter.Null, false, false, 80, true)));
        }

        public string Path(string file) => System.IO.Path.Combine(_folder["out"], "report", file);

        /// <summary>The cells of a map that have scenarios, as the file of its picture has them.</summary>
        internal List<(string Text, double X, double Y, int Column, int Row)> CellsOf(string figure, int panelIndex) => PicturedMap.AllOf(Path($"{figure}.svg"))[panelIndex].Cells();

        public void Dispose() => _folder.Dispose();
    }
}
