using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Maps;

/// <summary>How often each fate befell some scenarios under one protocol: those of a cell, or all.</summary>
/// <param name="CaughtUp">Count of <see cref="Fate.CaughtUp"/>.</param>
/// <param name="RebuiltByDecision">Count of <see cref="Fate.RebuiltByDecision"/>.</param>
/// <param name="RebuiltByAccident">Count of <see cref="Fate.RebuiltByAccident"/>.</param>
/// <param name="NotRecovered">Count of <see cref="Fate.NotRecovered"/>.</param>
public readonly record struct FateCounts(long CaughtUp, long RebuiltByDecision, long RebuiltByAccident, long NotRecovered)
{
    /// <summary>All of them.</summary>
    public long Total => CaughtUp + RebuiltByDecision + RebuiltByAccident + NotRecovered;

    /// <summary>The most frequent fate; among equals the first in the order of <see cref="Fate"/>. Means nothing in an empty cell.</summary>
    public Fate Dominant
    {
        get
        {
            Fate dominant = Fate.CaughtUp;
            foreach (Fate fate in Fates.All)
            {
                dominant = this[fate] > this[dominant] ? fate : dominant;
            }

            return dominant;
        }
    }

    /// <summary>
    /// The fate that may as well be the most frequent: the second most frequent, unless the exact test of whether two are equally frequent tells the two apart. Null where it does, or where all have the same fate.
    /// </summary>
    public Fate? Contender
    {
        get
        {
            var (dominant, second) = (Dominant, (Fate?)null);
            foreach (var fate in Fates.All)
            {
                second = fate != dominant && this[fate] > (second is { } before ? this[before] : 0) ? fate : second;
            }

            return second is { } contender && !Differ(this[dominant], this[contender]) ? second : null;
        }
    }

    /// <summary>How often a fate occurred.</summary>
    public long this[Fate fate] => fate switch
    {
        Fate.CaughtUp => CaughtUp,
        Fate.RebuiltByDecision => RebuiltByDecision,
        Fate.RebuiltByAccident => RebuiltByAccident,
        _ => NotRecovered,
    };

    /// <summary>By Hoeffding's bound p is at most 2·exp(−(more − fewer)²/(2·(more + fewer))), so that most cells need no sum of a tail.</summary>
    private static bool Differ(long more, long fewer) =>
        (Int128)(more - fewer) * (more - fewer) > 8 * ((Int128)more + fewer) || McNemar.PValue(more, fewer) < ChangeCounts.Significance;
}
