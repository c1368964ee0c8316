using System.Globalization;
using System.Text;
using WalSweep.Analysis.Pairs;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Colours of difference maps: those of the palette of Okabe and Ito that no fate has, so that a colour never means a fate in one figure and a change in another. What is better is green or sky blue, what is worse orange or purple, and
/// crossed out, once or twice: who sees few colours or none tells by that, for the faintest shades of different changes come as near as a CIELAB distance of 5.3 on white and 4.8 on the dark ground (ColourBlindnessTests).
/// </summary>
internal static class DifferenceTheme
{
    /// <summary>Style of a cell that shows no clear difference.</summary>
    internal const string NeutralStyle = "dn";

    private const string _crossStyle = "dx";
    private const double _crossPx = 6;

    private static readonly string[] _colours = [Palette.BluishGreen, Palette.SkyBlue, Palette.Orange, Palette.ReddishPurple];
    private static readonly string[] _colourNames = ["bluish green", "sky blue", "orange", "reddish purple"];
    private static readonly string[] _shadeLabels = ["<5", "5–25", "25–75", "≥75"];

    /// <summary>The colour of a change in words.</summary>
    internal static string ColourName(FateChange change) => _colourNames[(int)change];

    /// <summary>The range of shares that a shade stands for, in percent.</summary>
    internal static string ShadeLabel(int shade) => _shadeLabels[shade];

    /// <summary>The shade of a share: below 5 %, 25 %, 75 %, or from there on. Decided on whole numbers.</summary>
    internal static int ShadeOf(long count, long total) =>
        4 * (Int128)count >= 3 * (Int128)total ? 3 : 4 * (Int128)count >= total ? 2 : 20 * (Int128)count >= total ? 1 : 0;

    /// <summary>The style of a change at a shade.</summary>
    internal static string StyleOf(FateChange change, int shade) =>
        change == FateChange.Unchanged ? NeutralStyle : string.Create(CultureInfo.InvariantCulture, $"d{(int)change}{shade}");

    /// <summary>Crosses out what stands for a change for the worse: with one stroke, with two where it is the worst.</summary>
    internal static void CrossOut(ICanvas canvas, FateChange change, BoxPx box)
    {
        var half = Math.Min(_crossPx, Math.Min(box.Width, box.Height) - 2) / 2;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        if (FateChanges.IsWorse(change))
        {
            canvas.Line([new PointPx(x - half, y + half), new PointPx(x + half, y - half)], _crossStyle);
        }

        if (change == FateChange.FaresWorse)
        {
            canvas.Line([new PointPx(x - half, y - half), new PointPx(x + half, y + half)], _crossStyle);
        }
    }

    /// <summary>The rules of the style sheet, for one ground.</summary>
    internal static string Rules(bool isDark)
    {
        var css = new StringBuilder();
        foreach (FateChange change in FateChanges.Changes)
        {
            for (int shade = 0; shade < Theme.ShadeCount; shade++)
            {
                css.Append(CultureInfo.InvariantCulture, $".ws .{StyleOf(change, shade)}{{fill:{Theme.OnGround(_colours[(int)change], Theme.StrengthOf(shade), isDark)}}}\n");
            }
        }

        css.Append(CultureInfo.InvariantCulture, $".ws .{_crossStyle}{{fill:none;stroke-width:1px;stroke:{Palette.Ink(isDark)}}}\n");
        return css.Append(CultureInfo.InvariantCulture, $".ws .{NeutralStyle}{{fill:{Theme.OnGround(Palette.Grey, 18, isDark)}}}\n").ToString();
    }
}
