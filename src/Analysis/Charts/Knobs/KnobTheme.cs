using System.Globalization;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Looks of knobs and their settings. Versions look as in the figure of recovery times; the one that the knobs are of has a wider line. What is efficient is sky blue, of the palette of Okabe and Ito and of no fate, and larger; what
/// is beaten is grey. How many catch up is a shade of the blue of that fate.
/// </summary>
internal static class KnobTheme
{
    internal const string MainLine = "knob-main";
    internal const string Efficient = "knob-efficient";
    internal const string Beaten = "knob-beaten";
    internal const string Edge = "knob-edge";
    internal const string Gap = "knob-gap";
    internal const string Today = "knob-today";
    internal const string Dot = "knob-dot";
    internal const string Nearest = "knob-nearest";

    internal static string Rules(bool isDark)
    {
        var (efficient, ink, ground) = (Palette.SkyBlueLine(isDark), Palette.Ink(isDark), Palette.Ground(isDark));
        var shades = Enumerable.Range(0, CaughtUpShades.Count).Select(shade => $".ws .{CaughtUpShades.StyleOf(shade)}{{fill:{Theme.OnGround(Palette.BlueLine(isDark), CaughtUpShades.StrengthOf(shade), isDark)}}}\n");
        return VersionTheme.Rules(isDark) + string.Concat(shades) + string.Create(CultureInfo.InvariantCulture, $$"""
            .ws .{{MainLine}}{stroke-width:3.4px}
            .ws .{{Efficient}}{fill:{{efficient}};stroke:{{ground}};stroke-width:0.8px}
            .ws .{{Beaten}}{fill:{{Theme.OnGround(Palette.Grey, 45, isDark)}}}
            .ws .{{Dot}}{fill:{{ink}};stroke:{{ground}};stroke-width:1.2px}
            .ws .{{Gap}}{fill:none;stroke:{{ground}};stroke-width:1.4px}
            .ws .{{Edge}}{fill:none;stroke:{{efficient}};stroke-width:1.6px}
            .ws .{{Today}},.ws .{{Nearest}}{fill:none;stroke:{{ink}};stroke-width:2.4px}
            .ws .{{Nearest}}{stroke-width:2px;stroke-dasharray:3 2}
            .ws .{{Dot}},.ws .{{Gap}},.ws .{{Today}},.ws .{{Nearest}}{pointer-events:none}

            """);
    }
}
