using System.Globalization;
using WalSweep.Analysis.Knobs;

namespace WalSweep.Analysis.Charts;

/// <summary>Shades for the share of scenarios that catch up: equal steps from the least to the most of all settings, so that maps of several pairs can be compared.</summary>
internal sealed class CaughtUpShades
{
    /// <summary>How many shades there are.</summary>
    internal const int Count = 8;

    private const int _leastPercent = 10;
    private const int _mostPercent = 94;

    /// <summary>Finds the range of some pairs.</summary>
    internal CaughtUpShades(IEnumerable<KnobPair> pairs)
    {
        double[] shares = [.. pairs.SelectMany(pair => pair.Compared.Select(setting => ShareOf(pair.At(setting))))];
        (Least, Most) = shares.Length == 0 ? (0, 1) : (shares.Min(), shares.Max());
    }

    /// <summary>The least share.</summary>
    internal double Least { get; }

    /// <summary>The greatest.</summary>
    internal double Most { get; }

    /// <summary>The style of a shade 0…<see cref="Count"/> − 1.</summary>
    internal static string StyleOf(int shade) => string.Create(CultureInfo.InvariantCulture, $"knob-share{shade}");

    /// <summary>How much of the full colour a shade has, in percent.</summary>
    internal static int StrengthOf(int shade) => _leastPercent + ((_mostPercent - _leastPercent) * shade / (Count - 1));

    /// <summary>The shade of a setting with enough trials.</summary>
    internal int ShadeOf(SettingCosts costs) => Most > Least ? Math.Min(Count - 1, (int)(Count * (ShareOf(costs) - Least) / (Most - Least))) : Count - 1;

    private static double ShareOf(SettingCosts costs) => (double)costs.CaughtUp / costs.Trials;
}
