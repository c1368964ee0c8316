using System.Globalization;
using System.Text;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Colours and type of all figures. Fates take blue, yellow, vermillion and black of the palette of Okabe and Ito (Color Universal Design, 2008): no four of its
/// colours have shades that stay further apart under simulated protanopia, deuteranopia and tritanopia (CIELAB distance at least 14.2 on white, 10.5 on the dark
/// ground: ColourBlindnessTests). On the dark ground black becomes white and the blue is lighter. Colours are written out in every rule, without CSS
/// variables, because converters to PNG and PDF do not know those; what does not know media queries shows the light theme.
/// </summary>
public static class Theme
{
    /// <summary>What the palette is called, for descriptions.</summary>
    public const string PaletteName = "Okabe–Ito";

    // Sizes of text, which whoever lays text out needs as much as the style sheet.
    internal const double TitleSizePx = 19;
    internal const double NameSizePx = 17;
    internal const double HeadlineSizePx = 14;
    internal const double TextSizePx = 12.5;
    internal const double DetailSizePx = 12;
    internal const double LabelSizePx = 11.5;
    internal const double NoteSizePx = 11;

    /// <summary>Shades per fate.</summary>
    public const int ShadeCount = 4;

    /// <summary>Style of a cell into which no scenario fell.</summary>
    public const string NoDataStyle = "nodata";

    /// <summary>The style of what flags a cell.</summary>
    internal const string FlagStyle = "flag";

    /// <summary>The style of the bars and lines of a boundary.</summary>
    internal const string BandStyle = "band";

    private static readonly string[] _colourNames = ["blue", "yellow", "vermillion", "black (white on a dark ground)"];

    /// <summary>How much of the full colour each shade has, in percent; the rest is ground.</summary>
    private static readonly int[] _strengths = [40, 60, 80, 100];

    private static readonly string[] _shadeLabels = ["<50", "50–75", "75–95", "≥95"];

    /// <summary>Dashes and gaps in px: two curves of a figure are never dashed alike.</summary>
    private static readonly string[] _dashes = ["7 4", "1 2", "12 3 2 3", "16 4", "3 7", "2 2 2 6", "16 4 7 4", "12 3 2 3 2 3", "7 3 7 3 2 3"];

    /// <summary>How many kinds of dashes there are.</summary>
    internal static int DashesCount => _dashes.Length;

    /// <summary>The colour of a fate in words.</summary>
    public static string ColourName(Fate fate) => _colourNames[(int)fate];

    /// <summary>The range of shares that a shade stands for, in percent.</summary>
    public static string ShadeLabel(int shade) => _shadeLabels[shade];

    /// <summary>How much of its full colour a shade has, in percent.</summary>
    internal static int StrengthOf(int shade) => _strengths[shade];

    /// <summary>The style of a fate at a shade 0…<see cref="ShadeCount"/> − 1.</summary>
    public static string FateStyle(Fate fate, int shade) => string.Create(CultureInfo.InvariantCulture, $"f{(int)fate}{shade}");

    /// <summary>The shade of a share: below 50 %, 75 %, 95 %, or from there on. Decided on whole numbers.</summary>
    public static int ShadeOf(long count, long total) =>
        100 * (Int128)count >= 95 * (Int128)total ? 3 : 4 * (Int128)count >= 3 * (Int128)total ? 2 : 2 * (Int128)count >= total ? 1 : 0;

    /// <summary>The style sheet.</summary>
    /// <param name="hatchId">Names the pattern of <see cref="NoDataStyle"/>.</param>
    /// <param name="ownRules">The figure's own rules, on a light or a dark ground.</param>
    internal static string StyleSheet(string hatchId, Func<bool, string> ownRules)
    {
        var css = new StringBuilder();
        css.Append(TypeRules());
        css.Append(CultureInfo.InvariantCulture, $".ws .{NoDataStyle}{{fill:url(#{hatchId})}}\n");
        AppendColours(css, isDark: false);
        css.Append(ownRules(false));
        css.Append("@media screen and (prefers-color-scheme:dark){\n");
        AppendColours(css, isDark: true);
        css.Append(ownRules(true));
        css.Append("}\n");
        return css.ToString();
    }

    /// <summary>The rules that all figures of a page share, for one ground: the page decides when it is which.</summary>
    internal static string PageRules(bool isDark)
    {
        var css = new StringBuilder(isDark ? "" : TypeRules());
        AppendColours(css, isDark);
        return css.ToString();
    }

    private static string TypeRules() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""

        .ws{color-scheme:light dark;max-width:100%;height:auto;display:block;margin:0 auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
        .ws .cells rect{shape-rendering:crispEdges}
        .ws .title{font-size:{{TitleSizePx}}px;font-weight:700}
        .ws .subtitle,.ws .axis{font-size:{{TextSizePx}}px}
        .ws .name{font-size:{{NameSizePx}}px;font-weight:700}
        .ws .headline{font-size:{{HeadlineSizePx}}px;font-weight:600}
        .ws .detail,.ws .strong{font-size:{{DetailSizePx}}px}
        .ws .tick,.ws .note{font-size:{{NoteSizePx}}px}
        .ws .region,.ws .curvelabel{font-size:{{LabelSizePx}}px;font-weight:600;paint-order:stroke;stroke-width:3.2px;stroke-linejoin:round}
        .ws .strong{font-weight:600}
        .ws .frame,.ws .edge{fill:none;stroke-width:1px}
        .ws .curve{fill:none;stroke-width:2px;stroke-dasharray:{{_dashes[0]}}}
        {{string.Join('\n', _dashes.Skip(1).Select((dashes, index) => $".ws .curve{index + 1}{{stroke-dasharray:{dashes}}}"))}}
        .ws .halo{fill:none;stroke-width:4.6px}
        .ws .{{BandStyle}}{fill:none;stroke-width:1.6px}

        """);

    private static void AppendColours(StringBuilder css, bool isDark)
    {
        var (ground, ink, muted) = (Palette.Ground(isDark), Palette.Ink(isDark), Palette.Muted(isDark));
        var (line, hatch) = (Palette.Rule(isDark), Palette.Hatch(isDark));
        string[] fates = [Palette.BlueLine(isDark), Palette.Yellow, Palette.Vermillion, Palette.Black(isDark)];
        css.Append(CultureInfo.InvariantCulture, $".ws .ground{{fill:{ground}}}\n.ws text{{fill:{ink}}}\n.ws .subtitle,.ws .tick,.ws .note{{fill:{muted}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .frame,.ws .edge{{stroke:{line}}}\n.ws .hatch{{stroke:{hatch};stroke-width:1.5px}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .curve,.ws .{BandStyle}{{stroke:{ink}}}\n.ws .flag{{fill:{ink};stroke:{ground}}}\n.ws .halo,.ws .region,.ws .curvelabel{{stroke:{ground}}}\n");
        foreach (Fate fate in Fates.All)
        {
            for (int shade = 0; shade < ShadeCount; shade++)
            {
                css.Append(CultureInfo.InvariantCulture, $".ws .{FateStyle(fate, shade)}{{fill:{OnGround(fates[(int)fate], _strengths[shade], isDark)}}}\n");
            }
        }
    }

    /// <summary>The style of a curve with dashes 0…<see cref="DashesCount"/> − 1.</summary>
    internal static string CurveStyle(int dashes) => dashes == 0 ? "curve" : string.Create(CultureInfo.InvariantCulture, $"curve curve{dashes}");

    /// <summary>The rule of the level and upright lines at the marks of a plot.</summary>
    internal static string GridLineRule(bool isDark) => $".ws .{PlotGrid.LineStyle}{{fill:none;stroke-width:1px;stroke:{Palette.GridLine(isDark)}}}\n";

    /// <summary>A colour laid over the ground of the theme, in percent of the full colour.</summary>
    internal static string OnGround(string colour, int percent, bool isDark)
    {
        string ground = Palette.Ground(isDark);
        var blended = new StringBuilder("#");
        for (int at = 1; at < 7; at += 2)
        {
            int over = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            int under = int.Parse(ground.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            blended.Append(CultureInfo.InvariantCulture, $"{((over * percent) + (under * (100 - percent)) + 50) / 100:x2}");
        }

        return blended.ToString();
    }
}
