using System.Globalization;
using System.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Looks of versions as curves. Colours are the four of the palette of Okabe and Ito that stand for no fate: orange, reddish purple, bluish green, sky blue; on the light ground they are darker, so that
/// thin lines and names can be read. The first curve is drawn first and has no gaps: where another lies on it, both are seen. Every version has dashes of its own and its name at its curve, so nothing rests on colour, and two
/// versions that share a colour are told apart as well.
/// </summary>
internal static class VersionTheme
{
    private static readonly string[] _dashes = ["none", "9 4", "2 3", "9 3 2 3", "14 3", "5 5", "9 3 2 3 2 3", "1 5"];

    /// <summary>The style of a version's curve; from the ninth on they begin again.</summary>
    internal static string StyleOf(int protocolIndex) => string.Create(CultureInfo.InvariantCulture, $"v{protocolIndex % _dashes.Length}");

    /// <summary>The style of the band around it.</summary>
    internal static string BandOf(int protocolIndex) => StyleOf(protocolIndex) + "band";

    /// <summary>The style of what is filled with its colour.</summary>
    internal static string FillOf(int protocolIndex) => StyleOf(protocolIndex) + "label";

    /// <summary>The style of the name beside it.</summary>
    internal static string LabelOf(int protocolIndex) => $"curvelabel {FillOf(protocolIndex)}";

    internal static string Rules(bool isDark)
    {
        var css = new StringBuilder(Theme.GridLineRule(isDark));
        string[] colours = [Palette.OrangeLine(isDark), Palette.PurpleLine(isDark), Palette.GreenLine(isDark), Palette.SkyBlueLine(isDark)];
        for (int i = 0; i < _dashes.Length; i++)
        {
            string colour = colours[i % colours.Length];
            css.Append(CultureInfo.InvariantCulture, $".ws .{StyleOf(i)}{{fill:none;stroke:{colour};stroke-width:2.2px;stroke-dasharray:{_dashes[i]};stroke-linejoin:round}}\n");
            css.Append(CultureInfo.InvariantCulture, $".ws .{BandOf(i)}{{fill:{colour};fill-opacity:0.22}}\n");
            css.Append(CultureInfo.InvariantCulture, $".ws .{FillOf(i)}{{fill:{colour}}}\n");
        }

        return css.ToString();
    }
}
