using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Reports;

/// <summary>A question that a scenario answers with yes or no under each version.</summary>
/// <param name="Name">What is asked, in figures and tables.</param>
/// <param name="Column">The same in files.</param>
/// <param name="Better">1 if yes is better, −1 if no is, 0 if that depends on what else would have been.</param>
/// <param name="CountOf">Of a pair, the scenarios by their answers under the first version and under the second.</param>
internal sealed record PairQuestion(string Name, string Column, int Better, Func<PairCounts, bool, bool, long> CountOf)
{
    /// <summary>Those that fates do not answer.</summary>
    internal static IReadOnlyList<PairQuestion> Verdicts { get; } =
    [
        new("explicit", "explicit", 1, (counts, first, second) => counts.ExplicitOf(first, second)),
        new("safe", "safe", 1, (counts, first, second) => counts.SafeOf(first, second)),
    ];

    /// <summary>All questions, in the order of tables.</summary>
    internal static IReadOnlyList<PairQuestion> All { get; } =
    [
        OfFate(Fate.CaughtUp, 1), OfFate(Fate.RebuiltByDecision, 0), OfFate(Fate.RebuiltByAccident, -1), OfFate(Fate.NotRecovered, -1), .. Verdicts,
    ];

    /// <summary>Scenarios of a pair that answer yes under the first version alone, or under the second alone.</summary>
    internal long OnlyOf(PairCounts counts, bool first) => CountOf(counts, first, !first);

    /// <summary>The share of yes under the second version less that under the first.</summary>
    internal ForestLine LineOf(ComparedPair pair, long scenarios)
    {
        var (onlyFirst, onlySecond) = (OnlyOf(pair.Counts, true), OnlyOf(pair.Counts, false));
        return new ForestLine(pair.First, scenarios, onlyFirst + onlySecond, (double)(onlySecond - onlyFirst) / scenarios, McNemar.Difference(onlySecond, onlyFirst, scenarios));
    }

    private static PairQuestion OfFate(Fate fate, int better) => new(
        Fates.Label(fate), Fates.Column(fate), better,
        (counts, first, second) => (from one in Fates.All
                                    from other in Fates.All
                                    where (one == fate) == first && (other == fate) == second
                                    select counts.FatesOf(one, other)).Sum());
}
