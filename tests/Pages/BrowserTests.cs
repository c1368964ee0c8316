using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WalSweep.Analysis.Trials;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>The page as its readers have it. Each test fails as well if the page asks for anything but itself or the browser complains.</summary>
public sealed partial class BrowserTests(Browser browser, SweptPage report) : IClassFixture<Browser>, IClassFixture<SweptPage>
{
    private const string MapOfV2 = "svg:visible .grid >> nth=2";

    private static readonly string[] _versions = ["v1", "v1_5", "v2"];

    /// <summary>Where in a map to point, from its left and its top.</summary>
    private static readonly (double X, double Y)[] _places = [(0.1, 0.53), (0.51, 0.53), (0.99, 0.01), (0.01, 0.99)];

    [BrowserFact]
    public async Task ItOpensWithoutARequestAndTextOfAConfigurationIsText()
    {
        await using var opened = await browser.OpenAsync(report.Path);
        Assert.Equal(SweptPage.Title, await opened.Page.TitleAsync());
        Assert.Equal(SweptPage.Title, await opened.Page.InnerTextAsync("h1"));
        Assert.Equal("<img src=x onerror=alert(3)>", await opened.Page.InnerTextAsync("header p >> nth=1"));
        Assert.Equal(0, await opened.Page.Locator("img").CountAsync());
        Assert.Equal(["Versions", "Theme"], await opened.Page.Locator("legend").AllInnerTextsAsync());
    }

    /// <summary>Numbers as the file of the picture has them, which was written without a script and without what the script reads.</summary>
    [BrowserFact]
    public async Task PointingAtACellTellsItsNumbers()
    {
        await using var opened = await browser.OpenAsync(report.Path);
        await opened.Page.Locator(MapOfV2).ScrollIntoViewIfNeededAsync();
        var map = (await opened.Page.Locator(MapOfV2).BoundingBoxAsync())!;
        Assert.Null(await opened.ToldAsync());
        foreach ((string text, double x, double y) in _places.Select(place => report.CellOfFigure(2, place.X, place.Y)))
        {
            await opened.Page.Mouse.MoveAsync((float)(map.X + (x * map.Width)), (float)(map.Y + (y * map.Height)));
            AssertTells("V2", text, await opened.ToldAsync());
        }

        await opened.Page.Mouse.MoveAsync(2, 2);
        Assert.Null(await opened.ToldAsync());
    }

    [BrowserFact]
    public async Task AClickKeepsWhatIsTold()
    {
        await using var opened = await browser.OpenAsync(report.Path);
        var map = opened.Page.Locator(MapOfV2);
        await map.ClickAsync();
        string? told = await opened.ToldAsync();
        Assert.StartsWith("V2", told, StringComparison.Ordinal);
        await map.HoverAsync(new LocatorHoverOptions { Position = new Position { X = 5, Y = 5 } });
        Assert.Equal(told, await opened.ToldAsync());
        await opened.Page.Locator("h1").ClickAsync();
        Assert.Null(await opened.ToldAsync());
    }

    [BrowserFact]
    public async Task TheKeyboardGoesFromCellToCellAndFromMapToMap()
    {
        await using var opened = await browser.OpenAsync(report.Path);
        var keys = opened.Page.Keyboard;
        await opened.Page.FocusAsync("input[name=theme]:checked");
        await keys.PressAsync("Tab");
        Assert.StartsWith("V1\n", await opened.ToldAsync(), StringComparison.Ordinal);
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        foreach (string key in (string[])["Home", "PageDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown", "ArrowLeft"])
        {
            await keys.PressAsync(key);
        }

        // One cell from the lower left corner.
        AssertTells("V2", report.CellOfFigure(2, 1.5 / 24, 1 - (0.5 / 18)).Text, await opened.ToldAsync());
        Assert.StartsWith("V2, outage ", await opened.Page.Locator("#said").TextContentAsync(), StringComparison.Ordinal);
        Assert.NotEqual("none", await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
        await keys.PressAsync("Escape");
        Assert.Null(await opened.ToldAsync());
        await keys.PressAsync("ArrowLeft");
        await keys.PressAsync("ArrowLeft");
        AssertTells("V2", report.CellOfFigure(2, 0.5 / 24, 1 - (0.5 / 18)).Text, await opened.ToldAsync());
        await keys.PressAsync("Shift+Tab");
        Assert.StartsWith("V1.5\n", await opened.ToldAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task AVersionThatIsSwitchedOffIsGoneFromMapsAndTables()
    {
        await using var opened = await browser.OpenAsync(report.Path);
        foreach (int widthPx in (int[])[1280, 360])
        {
            await opened.Page.SetViewportSizeAsync(widthPx, 800);
            Assert.Equal(_versions, await Shown(opened, "svg[id^=regions]:visible g.panel"));
            Assert.Equal(_versions, await Shown(opened, "#summary thead th"));
            var before = await Places(opened);
            await opened.Page.UncheckAsync("input[value=v1]");
            Assert.Equal(_versions[1..], await Shown(opened, "svg[id^=regions]:visible g.panel"));
            Assert.Equal(_versions[1..], await Shown(opened, "svg:visible g.version"));
            Assert.Equal(["v1_5 v2"], await Shown(opened, "svg[id^=differences]:visible g.panel"));
            Assert.Equal(["v1_5 v2"], (await Shown(opened, "svg[id^=pair-times]:visible g.pair")).Distinct());
            Assert.Equal(_versions[1..], await Shown(opened, "#summary thead th"));
            Assert.Equal(["cause", "V1.5", "explicit", "V2", "explicit"], await Texts(opened, "#causes thead th"));
            Assert.Equal(["v1_5", "v1_5", "v2", "v2"], await Shown(opened, "#causes tbody tr:first-child td"));
            Assert.DoesNotContain("v1", await Shown(opened, "main [data-versions]"));

            // The others close ranks, and a column of maps becomes shorter.
            Assert.Equal(before[..2], (await Places(opened))[..2]);
            await opened.Page.UncheckAsync("input[value=v1_5]");
            Assert.True(await opened.Page.IsDisabledAsync("input[value=v2]"));
            Assert.Equal(before[..1], (await Places(opened))[..1]);
            await opened.Page.CheckAsync("input[value=v1]");
            await opened.Page.CheckAsync("input[value=v1_5]");
            Assert.Equal(before, await Places(opened));
        }
    }

    [BrowserFact]
    public async Task TheThemeFollowsTheSystemUnlessItIsSwitchedAndPaperIsLight()
    {
        const string Light = "rgb(255, 255, 255)", Dark = "rgb(20, 24, 29)";
        await using var opened = await browser.OpenAsync(report.Path);
        foreach (var (scheme, system) in new[] { (ColorScheme.Light, Light), (ColorScheme.Dark, Dark) })
        {
            await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            Assert.Equal((system, system), await Grounds(opened));
            await opened.Page.CheckAsync("input[value=dark]");
            Assert.Equal((Dark, Dark), await Grounds(opened));
            await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            Assert.Equal((Light, Light), await Grounds(opened));
            Assert.False(await opened.Page.IsVisibleAsync(".controls"));
            await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
            await opened.Page.CheckAsync("input[value=light]");
            Assert.Equal((Light, Light), await Grounds(opened));
            await opened.Page.CheckAsync("input[value=auto]");
            Assert.Equal((system, system), await Grounds(opened));
        }
    }

    /// <summary>A4 less its margins; what is wider would be cut off.</summary>
    [BrowserFact]
    public async Task EveryTableFitsPaper()
    {
        await using var opened = await browser.OpenAsync(report.Path);
        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await opened.Page.EvaluateAsync("() => { document.body.style.width = '182mm'; }");
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('table')].filter(t => t.getBoundingClientRect().width > t.parentElement.getBoundingClientRect().width + 1).map(t => t.closest('section').id)"));
    }

    [BrowserFact]
    public async Task ItFitsADeskAndAPhone()
    {
        await using var opened = await browser.OpenAsync(report.Path);
        foreach (int widthPx in (int[])[1280, 601, 600, 360])
        {
            await opened.Page.SetViewportSizeAsync(widthPx, 800);
            Assert.Equal(widthPx, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            Assert.Equal(
                widthPx <= 600 ? ["regions-narrow-figure", "differences-narrow-figure", "pair-times-narrow-figure", "recovery-narrow-figure"] : ["regions-figure", "differences-figure", "pair-times-figure", "recovery-figure"],
                await opened.Page.Locator("svg:visible").EvaluateAllAsync<string[]>("all => all.map(svg => svg.id)"));

            // Nor does what is told of a cell at the edge reach beyond it.
            var map = (await opened.Page.Locator(MapOfV2).BoundingBoxAsync())!;
            await opened.Page.Locator(MapOfV2).ClickAsync(new LocatorClickOptions { Position = new Position { X = map.Width - 3, Y = 3 } });
            Assert.NotNull(await opened.ToldAsync());
            Assert.Equal(widthPx, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            await opened.Page.Keyboard.PressAsync("Escape");
        }
    }

    /// <summary>4.5 to 1, of all text on the ground of page and pictures (WCAG 2.2, 1.4.3); what stands on the colours of maps has a border of the ground's colour around it.</summary>
    [BrowserFact]
    public async Task TextStandsOutFromItsGround()
    {
        await using var opened = await browser.OpenAsync(report.Path);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await opened.Page.Locator(MapOfV2).HoverAsync();
            string[] faint = await opened.Page.EvaluateAsync<string[]>(Contrasts);
            Assert.InRange(int.Parse(faint[0], System.Globalization.CultureInfo.InvariantCulture), 100, 10_000);
            Assert.Equal([], faint[1..]);
        }
    }

    [BrowserFact]
    public async Task WithoutScriptAllButTheSwitchesIsThere()
    {
        await using var opened = await browser.OpenAsync(report.Path, withScript: false);
        Assert.True(await opened.Page.IsVisibleAsync("svg:visible .panel >> nth=2"));
        Assert.True(await opened.Page.IsVisibleAsync("table >> nth=0"));
        Assert.False(await opened.Page.IsVisibleAsync(".controls"));
        Assert.False(await opened.Page.IsVisibleAsync("#tip"));
    }

    /// <summary>What is told against the text of the cell in the picture: "outage a – b, write rate c – d: 12 = 7 caught up + 5 rebuilt by decision".</summary>
    private static void AssertTells(string version, string expected, string? told)
    {
        Match cell = CellText().Match(expected);
        Assert.True(cell.Success, expected);
        string[] lines = [.. told!.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        Assert.Equal([version, cell.Groups["x"].Value, cell.Groups["y"].Value, "scenarios", cell.Groups["total"].Value], lines[..5]);
        Dictionary<string, string> fates = cell.Groups["fates"].Value.Split(" + ").Select(fate => fate.Split(' ', 2)).ToDictionary(words => words[1], words => words[0]);
        for (int i = 5; i < 5 + (2 * Fates.Count); i += 2)
        {
            Assert.Equal(fates.GetValueOrDefault(lines[i], "0"), lines[i + 1].Split(' ')[0]);
        }

        Assert.Subset(lines[5..].ToHashSet(), fates.Keys.ToHashSet());
        int typical = Array.IndexOf(lines, "typical");
        Assert.True(typical > 0, "no typical scenario is named");
        Assert.Matches(@"^walsweep replay results/\S+ --scenario \d+ --protocol v2$", lines[typical + 1]);
    }

    private static async Task<string[]> Shown(OpenPage opened, string parts) => await opened.Page.EvaluateAsync<string[]>(
        "parts => [...document.querySelectorAll(parts.replace(':visible', ''))].filter(part => part.dataset.versions && part.getClientRects().length > 0).map(part => part.dataset.versions)", parts);

    private static async Task<string[]> Texts(OpenPage opened, string parts) =>
        await opened.Page.EvaluateAsync<string[]>("parts => [...document.querySelectorAll(parts)].filter(part => part.getClientRects().length > 0).map(part => part.textContent)", parts);

    /// <summary>Where the maps are that can be seen, from the left and the top of their picture.</summary>
    private static async Task<string[]> Places(OpenPage opened) => await opened.Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('.grid')].filter(map => map.getClientRects().length > 0).map(map => map.getBoundingClientRect()).map(box => [box.left, box.width, box.height].map(Math.round).join())");

    private static async Task<(string Page, string Figure)> Grounds(OpenPage opened)
    {
        string[] grounds = await opened.Page.EvaluateAsync<string[]>("() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('svg.ws .ground')).fill]");
        return (grounds[0], grounds[1]);
    }

    private const string Contrasts = """
        () => {
          const numbers = colour => colour.match(/[\d.]+/g).map(Number);
          const light = colour => {
            const [r, g, b] = numbers(colour).slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const groundOf = element => {
            if (element.closest("svg")) {
              return getComputedStyle(element.closest("svg").querySelector(".ground")).fill;
            }
            for (let at = element; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if ((numbers(colour)[3] ?? 1) === 1) {
                return colour;
              }
            }
            return "rgb(255, 255, 255)";
          };
          let count = 0;
          const faint = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (walker.currentNode.data.trim() === "" || element.getClientRects().length === 0 || element.closest("script, style")) {
              continue;
            }
            const style = getComputedStyle(element);
            const [a, b] = [light(element.closest("svg") ? style.fill : style.color), light(groundOf(element))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            count++;
            if (ratio < 4.5) {
              faint.push(`${ratio.toFixed(2)}: ${walker.currentNode.data}`);
            }
          }
          return [String(count), ...faint];
        }
        """;

    [GeneratedRegex(@"^(?<x>outage .+), (?<y>write rate .+): (?<total>[\d,]+) = (?<fates>.+)$")]
    private static partial Regex CellText();
}
