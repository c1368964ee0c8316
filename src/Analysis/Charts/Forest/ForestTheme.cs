using System.Globalization;
using System.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Looks of differences: as in maps of differences, what is better is bluish green and what is worse reddish purple; what is neither, or not told apart, is grey. On the light ground the two are darker, so that thin lines can be seen. The mark of a
/// difference that is told apart is filled, of another hollow, and better and worse lie on different sides of zero, which the texts say, so nothing rests on colour.
/// </summary>
internal static class ForestTheme
{
    private static readonly string[] _names = ["worse", "even", "better"];

    /// <summary>The style of an interval's line.</summary>
    /// <param name="better">1 for what is better, −1 for what is worse, 0 for what is neither.</param>
    internal static string LineOf(int better) => $"{_names[better + 1]}line";

    /// <summary>The style of a mark.</summary>
    /// <param name="better">As for <see cref="LineOf"/>.</param>
    /// <param name="isFilled">Whether the difference is told apart from none.</param>
    internal static string MarkOf(int better, bool isFilled) => isFilled ? $"{_names[better + 1]}mark" : "openmark";

    internal static string Rules(bool isDark)
    {
        var css = new StringBuilder(Theme.GridLineRule(isDark));
        var (ground, muted) = (Palette.Ground(isDark), Palette.Muted(isDark));
        string[] colours = [Palette.PurpleLine(isDark), muted, Palette.GreenLine(isDark)];
        css.Append(CultureInfo.InvariantCulture, $".ws .zero-line{{fill:none;stroke-width:1.4px;stroke:{muted}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .over{{paint-order:stroke;stroke-width:3.2px;stroke-linejoin:round;stroke:{ground}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .openmark{{fill:{ground};stroke:{muted};stroke-width:1.6px}}\n");
        for (int i = 0; i < _names.Length; i++)
        {
            css.Append(CultureInfo.InvariantCulture, $".ws .{LineOf(i - 1)}{{fill:none;stroke:{colours[i]};stroke-width:2px}}\n");
            css.Append(CultureInfo.InvariantCulture, $".ws .{MarkOf(i - 1, isFilled: true)}{{fill:{colours[i]}}}\n");
        }

        return css.ToString();
    }
}
