using System.Globalization;
using System.Text.RegularExpressions;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Trials;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Charts;

/// <summary>
/// How far apart the shades of different fates, and of different changes, stay for readers who see few colours: distances in CIELAB (CIE 1976, D65) of what G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based
/// model for simulation of color vision deficiency" (IEEE Transactions on Visualization and Computer Graphics 15, 2009), make of linear sRGB at severity 1.
/// </summary>
public sealed class ColourBlindnessTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, double[]> _sights = new()
    {
        ["usual"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    /// <summary>Linear sRGB to XYZ.</summary>
    private static readonly double[] _xyz = [0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920, 0.9503041];

    /// <summary>The white of D65 in XYZ.</summary>
    private static readonly double[] _white = [0.95047, 1, 1.08883];

    private static readonly int[] _channels = [1, 3, 5];

    private static readonly string[] _palette =
        [Palette.Blue, Palette.Yellow, Palette.Vermillion, Palette.BluishGreen, Palette.SkyBlue, Palette.Orange, Palette.ReddishPurple];

    /// <summary>The figures of Theme, DifferenceTheme and docs/decisions.md.</summary>
    [Theory]
    [InlineData(false, 14.22, 5.26, 5.65)]
    [InlineData(true, 10.53, 4.83, 4.83)]
    public void Shades_stay_as_far_apart_as_is_said(bool isDark, double ofFates, double ofChanges, double ofBetterAndWorse)
    {
        var fates = Fates.All.SelectMany(fate => Shades(fate, shade => Theme.FateStyle(fate, shade), Theme.PageRules(isDark))).ToList();
        var changes = FateChanges.Changes.SelectMany(change => Shades(change, shade => DifferenceTheme.StyleOf(change, shade), DifferenceTheme.Rules(isDark))).ToList();
        Assert.Equal((16, 16), (fates.Count, changes.Count));
        Assert.Equal(ofFates, Least(fates, (one, other) => one != other), 2);
        Assert.Equal(ofChanges, Least(changes, (one, other) => one != other), 2);
        Assert.Equal(ofBetterAndWorse, Least(changes, (one, other) => FateChanges.IsBetter(one) != FateChanges.IsBetter(other)), 2);
    }

    /// <summary>Of the palette with black, which is white on a dark ground.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_four_colours_of_the_palette_stay_further_apart_than_those_of_fates(bool isDark)
    {
        string[] colours = [.. _palette, Palette.Black(isDark)];
        var shades = colours.Select(colour => Enumerable.Range(0, Theme.ShadeCount).Select(shade => (colour, Theme.OnGround(colour, Theme.StrengthOf(shade), isDark))).ToList()).ToList();
        var apart = new double[colours.Length, colours.Length];
        for (var one = 0; one < colours.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                apart[one, other] = apart[other, one] = Least([.. shades[one], .. shades[other]], (first, second) => first != second);
            }
        }

        double Of(int[] four) => four.SelectMany(one => four.Where(other => other != one).Select(other => apart[one, other])).Min();
        var best = (from a in Enumerable.Range(0, colours.Length)
                    from b in Enumerable.Range(0, a)
                    from c in Enumerable.Range(0, b)
                    from d in Enumerable.Range(0, c)
                    select Of([a, b, c, d])).Max();
        int[] ours = [.. new[] { Palette.Blue, Palette.Yellow, Palette.Vermillion, Palette.Black(isDark) }.Select(colour => Array.IndexOf(colours, colour))];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isDark ? "dark" : "white")}: the best four {best:F2}, those of fates {Of(ours):F2}"));
        Assert.Equal(best, Of(ours), 9);
    }

    /// <summary>What the simulation must keep: greys stay greys, for each row of a matrix adds up to one; and lightness is that of CIELAB.</summary>
    [Fact]
    public void Greys_are_the_same_to_everybody()
    {
        foreach (var sight in _sights.Keys)
        {
            Assert.Equal([100.0, 0.0, 0.0], Lab("#ffffff", sight).Select(value => Math.Abs(Math.Round(value, 2))));
            Assert.Equal([53.2, 0.0, 0.0], Lab("#7f7f7f", sight).Select(value => Math.Abs(Math.Round(value, 1))));
        }

        // Full sRGB red by the definition of CIELAB, as published tables have it.
        Assert.Equal([53.2, 80.1, 67.2], Lab("#ff0000", "usual").Select(value => Math.Round(value, 1)));
    }

    /// <summary>The shades of a kind, as the style sheet has them.</summary>
    private static IEnumerable<(TKind Kind, string Colour)> Shades<TKind>(TKind kind, Func<int, string> style, string css) =>
        Enumerable.Range(0, Theme.ShadeCount).Select(shade => (kind, Regex.Match(css, $@"\.{style(shade)}\{{fill:(#[0-9a-f]{{6}})\}}").Groups[1].Value));

    /// <summary>The least distance between two shades of kinds that are compared, to whoever sees them least apart.</summary>
    private static double Least<TKind>(List<(TKind Kind, string Colour)> shades, Func<TKind, TKind, bool> areCompared)
        where TKind : notnull =>
        (from sight in _sights.Keys
         let seen = shades.Select(shade => (shade.Kind, Lab: Lab(shade.Colour, sight))).ToList()
         from one in seen
         from other in seen
         where !EqualityComparer<TKind>.Default.Equals(one.Kind, other.Kind) && areCompared(one.Kind, other.Kind)
         select Math.Sqrt(one.Lab.Zip(other.Lab, (a, b) => (a - b) * (a - b)).Sum())).Min();

    /// <summary>sRGB (IEC 61966-2-1) to linear light, as it is seen, to XYZ, to L*, a*, b*.</summary>
    private static double[] Lab(string colour, string sight)
    {
        double[] linear = [.. _channels.Select(at => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0).Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        double[] seen = [.. Times(_sights[sight], linear).Select(value => Math.Clamp(value, 0, 1))];
        double[] xyz = Times(_xyz, seen);
        double[] roots = [.. xyz.Zip(_white, (value, white) => value / white).Select(value => value > 216 / 24389.0 ? Math.Cbrt(value) : ((24389 / 27.0 * value) + 16) / 116)];
        return [(116 * roots[1]) - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])];
    }

    private static double[] Times(double[] matrix, double[] vector) => [.. Enumerable.Range(0, 3).Select(row => (matrix[3 * row] * vector[0]) + (matrix[(3 * row) + 1] * vector[1]) + (matrix[(3 * row) + 2] * vector[2]))];
}
