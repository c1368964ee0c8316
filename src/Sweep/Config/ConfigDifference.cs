using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>How one configuration differs from another, as far as rows depend on it. Name, title and note may change freely.</summary>
/// <param name="Changes">One sentence for each change that makes the rows of a scenario others; empty if there is none.</param>
/// <param name="CountBefore">Scenarios of the first.</param>
/// <param name="CountAfter">Scenarios of the second: a larger number extends a sweep.</param>
public sealed record ConfigDifference(IReadOnlyList<string> Changes, long CountBefore, long CountAfter)
{
    private const int _longestShown = 120;

    /// <summary>Compares two configurations.</summary>
    public static ConfigDifference Between(SweepConfig before, SweepConfig after)
    {
        var changes = new List<string>();
        void Compare(string what, string old, string now)
        {
            if (old != now)
            {
                changes.Add($"{what} was {Cut(old)} and is now {Cut(now)}");
            }
        }

        Compare(ConfigKeys.Seed, before.Seed.ToString(CultureInfo.InvariantCulture), after.Seed.ToString(CultureInfo.InvariantCulture));
        Compare(ConfigKeys.Protocols, string.Join(", ", before.Protocols), string.Join(", ", after.Protocols));
        Compare(ConfigKeys.Durability, Durability(before), Durability(after));
        Compare(ConfigKeys.Rows, Rows(before), Rows(after));
        foreach (var definition in ParameterSpace.All)
        {
            Compare(definition.Path, ConfigLock.Write(before.Specs[definition], definition.Unit), ConfigLock.Write(after.Specs[definition], definition.Unit));
        }

        return new(changes, before.Count, after.Count);
    }

    private static string Rows(SweepConfig config) =>
        config.RowsEvery == 1 ? ConfigKeys.AllRows : string.Create(CultureInfo.InvariantCulture, $"every {config.RowsEvery}");

    private static string Durability(SweepConfig config) =>
        config.Durability.IsDrawn ? ConfigLock.Write(config.Durability) : Spelling.Of(config.Durability.Modes[0]);

    private static string Cut(string text) => text.Length <= _longestShown ? text : text[.._longestShown] + "…";
}
