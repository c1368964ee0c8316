namespace WalSweep.Analysis.Charts;

/// <summary>
/// The colours that figures are made of: those of Okabe and Ito (Color Universal Design, 2008), of each a shade that can be read as a thin line or as text (darker on a light ground, lighter on a dark one), and the greys of grounds, ink and
/// rules. Every theme of figures takes its colours from here; the page's own are in its style sheets.
/// </summary>
internal static class Palette
{
    internal const string Blue = "#0072b2";
    internal const string Yellow = "#f0e442";
    internal const string Vermillion = "#d55e00";
    internal const string BluishGreen = "#009e73";
    internal const string SkyBlue = "#56b4e9";
    internal const string Orange = "#e69f00";
    internal const string ReddishPurple = "#cc79a7";

    /// <summary>What stands for none of them.</summary>
    internal const string Grey = "#808080";

    internal static string BlueLine(bool isDark) => isDark ? "#3d9bdc" : Blue;

    internal static string YellowLine(bool isDark) => isDark ? "#e0bb55" : "#7d5a00";

    internal static string VermillionLine(bool isDark) => isDark ? "#ff8a3d" : Vermillion;

    /// <summary>Text beside a line of vermillion that is laid over the ground: darker than a line, for it is thinner.</summary>
    internal static string VermillionText(bool isDark) => isDark ? VermillionLine(isDark) : "#b34f00";

    internal static string GreenLine(bool isDark) => isDark ? "#35c79d" : "#00795a";

    internal static string SkyBlueLine(bool isDark) => isDark ? SkyBlue : "#1f76ab";

    internal static string OrangeLine(bool isDark) => isDark ? Orange : "#8f5f00";

    internal static string PurpleLine(bool isDark) => isDark ? "#e29bc4" : "#a3467a";

    /// <summary>What everything stands on.</summary>
    internal static string Ground(bool isDark) => isDark ? "#14181d" : "#ffffff";

    /// <summary>The colour furthest from the ground.</summary>
    internal static string Black(bool isDark) => isDark ? "#ffffff" : "#000000";

    /// <summary>Text and what is as strong.</summary>
    internal static string Ink(bool isDark) => isDark ? "#e8eaed" : "#1a1d21";

    /// <summary>Text of less weight.</summary>
    internal static string Muted(bool isDark) => isDark ? "#a9b1bb" : "#565d66";

    /// <summary>Frames and edges.</summary>
    internal static string Rule(bool isDark) => isDark ? "#6b747f" : "#8a929c";

    /// <summary>The hatching of what has no data.</summary>
    internal static string Hatch(bool isDark) => isDark ? "#39414a" : "#c9ced4";

    /// <summary>The lines at the marks of a plot.</summary>
    internal static string GridLine(bool isDark) => isDark ? "#2b323a" : "#e4e7ea";
}
