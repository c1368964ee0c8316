using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WalSweep.Analysis.Charts;

namespace WalSweep.Analysis.Pages;

/// <summary>The page's style and script. They stand in it, so that it needs nothing but itself.</summary>
internal static class PageAssets
{
    /// <summary>The script.</summary>
    internal static string Script { get; } = Read("page.js");

    /// <summary>The rules of everything, on a light ground, which is also that of paper.</summary>
    internal static string LightStyle(IReadOnlyList<IFigure> figures)
    {
        var css = new StringBuilder(Read("page.css"));
        css.Append(Theme.PageRules(isDark: false)).Append(OwnRules(figures, isDark: false));
        foreach (var figure in figures)
        {
            css.Append(SvgWriter.PageRule(figure));
        }

        return css.ToString();
    }

    /// <summary>What is different on a dark ground: a style element of its own, because it applies where the reader's system, or a switch of the page, says so.</summary>
    internal static string DarkStyle(IEnumerable<IFigure> figures) => Read("page-dark.css") + Theme.PageRules(isDark: true) + OwnRules(figures, isDark: true);

    /// <summary>
    /// What a browser may do with the page: apply exactly these styles and run exactly this script. Nothing else, from wherever it came: no other script, no request, no form, no frame.
    /// </summary>
    internal static string SecurityPolicy(IEnumerable<string> styles) => string.Create(
        CultureInfo.InvariantCulture,
        $"default-src 'none'; style-src {string.Join(' ', styles.Select(Source))}; script-src {Source(Script)}; base-uri 'none'; form-action 'none'");

    /// <summary>Rules that only some figures need, which stand in lines of their own, each once.</summary>
    private static string OwnRules(IEnumerable<IFigure> figures, bool isDark) => string.Concat(figures.SelectMany(figure => figure.StyleRules(isDark).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Distinct().Select(rule => rule + '\n'));

    private static string Source(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
