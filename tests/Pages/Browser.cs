using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>
/// A test that needs a browser: without it skipped, and failing where the environment variable CI is "true". The reason is part of the name, for of a skipped test <c>dotnet test</c> prints no more than that.
/// </summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerMemberName] string test = "")
    {
        if (Browser.Program is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "no chromium is on the path: the page was not opened";
            DisplayName = $"{test} ({Skip})";
        }
    }
}

/// <summary>The system's Chromium, started once for a class of tests and driven by Playwright, which asks no network for anything; nor may the browser, or the page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] _switches =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it is, or null.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => _names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Program is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Headless = true, Args = _switches });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a file in a window of its own, 1280 px wide and light.</summary>
    public async Task<OpenPage> OpenAsync(string path, bool withScript = true)
    {
        Assert.True(_browser is not null, "no chromium is on the path, and CI=true demands that the page is opened");
        var page = await _browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            ColorScheme = ColorScheme.Light,
            JavaScriptEnabled = withScript,
        });
        var opened = new OpenPage(page, new Uri(path).AbsoluteUri);
        await page.GotoAsync(opened.Address);
        return opened;
    }
}

/// <summary>A page that is watched: whatever it asks for, says or complains of is a failure when it is closed.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    internal OpenPage(IPage page, string address)
    {
        (Page, Address) = (page, address);
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, message) => _complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) => _complaints.Add($"dialog: {dialog.Message}");
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Its address.</summary>
    public string Address { get; }

    /// <summary>What is told of a cell; null if nothing is. Movements of a pointer come with the next picture, so that is waited for.</summary>
    public async Task<string?> ToldAsync() => await Page.EvaluateAsync<string?>(
        "() => new Promise(tell => requestAnimationFrame(() => requestAnimationFrame(() => tell(tip.hidden ? null : tip.innerText))))");

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Assert.Equal([Address], _requests);
        Assert.Empty(_complaints);
    }
}
