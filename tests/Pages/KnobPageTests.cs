using Microsoft.Playwright;
using WalSweep.Cli;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>The figures of knobs as readers of a report have them, of a small sweep of real trials in which one knob varies.</summary>
public sealed class KnobPageTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task TheFiguresOfAKnobFitDeskAndPhoneAndTheirMapTellsOfSettings()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Write(folder, """
            {
              "name": "knob", "count": 3000, "protocols": ["v1_5", "v2"],
              "parameters": { "retention_bytes": { "log_uniform": ["1MiB", "1GiB"] } },
              "weather": { "outage": { "log_uniform": ["100ms", "1h"] } }
            }
            """);
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", config, "--out", folder["out"]], new Streams(TextWriter.Null, TextWriter.Null, false, false, 80, true)));
        await using var opened = await browser.OpenAsync(Path.Combine(folder["out"], "report", "index.html"));
        foreach (int widthPx in (int[])[1280, 360])
        {
            string suffix = widthPx == 360 ? "-narrow" : "";
            await opened.Page.SetViewportSizeAsync(widthPx, 800);
            Assert.Equal(widthPx, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            Assert.Equal([$"knobs{suffix}-figure", $"frontier{suffix}-figure"], await opened.Page.Locator("#knobs svg:visible").EvaluateAllAsync<string[]>("all => all.map(svg => svg.id)"));

            // Everything else than the knob is taken together, and its row of the map is not told of.
            var map = opened.Page.Locator("#knobs .grid:visible");
            await map.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 3, Y = 30 } });
            string[] lines = (await opened.ToldAsync())!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Assert.Equal(["V2", "retention bytes 1\u00a0MiB – 2.38\u00a0MiB", "scenarios"], lines[..3]);
            Assert.Contains("needless rebuilds", lines);
            Assert.Contains(lines, line => line.StartsWith("walsweep replay results/knob --scenario ", StringComparison.Ordinal) && line.EndsWith(" --protocol v2", StringComparison.Ordinal));
            await opened.Page.Mouse.MoveAsync(2, 2);
        }

        // With a version go its lines and their sample.
        await opened.Page.SetViewportSizeAsync(1280, 800);
        await opened.Page.UncheckAsync("input[value=v1_5]");
        Assert.Equal(["v2"], await opened.Page.Locator("#knobs-figure g[data-versions]:visible").EvaluateAllAsync<string[]>("all => all.map(group => group.dataset.versions)"));
    }
}
