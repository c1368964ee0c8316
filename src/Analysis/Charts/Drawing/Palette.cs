namespace WalSweep.Analysis.Charts;

/// <summary>
/// The colours that figures are made of: those of Okabe and Ito (Color Universal Design, 2008), of each a shade that can be read as a thin line or as text (darker on a light ground, lighter on a dark one), and the greys of grounds, ink and
/// rules. Every theme takes its colours from here; the page's own are in its style sheets.
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

    internal static string VermillionLine(bool isDark) => isDark ? "#ff8a3d" : Vermillion;

    internal static string GreenLine(bool isDark) => isDark ? "#35c79d" : "#00795a";

    internal static string SkyBlueLine(bool isDark) => isDark ? SkyBlue : "#1f76ab";

    internal static string OrangeLine(bool isDark) => isDark ? Orange : "#8f5f00";

    internal static string PurpleLine(bool isDark) => isDark ? "#e29bc4" : "#a3467a";

    /// <summary>What everything stands on.</summary>
    internal static string Ground(bool isDark) => isDark ? "#14181d" : "#ffffff";

    /// <summary>Text and what is as strong.</summary>
    internal static string Ink(bool isDark) => isDark ? "#e8eaed" : "#1a1d21";

    /// <summary>Text of less weight.</summary>
    internal static string Muted(bool isDark) => isDark ? "#a9b1bb" : "#565d66";
}
