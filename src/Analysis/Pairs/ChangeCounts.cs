using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Pairs;

/// <summary>How the fates of a set of scenarios, such as those of a cell, change from the first version of a pair to the second.</summary>
public sealed class ChangeCounts
{
    /// <summary>The p-value from which on the changes for the better and for the worse may as well be equally frequent.</summary>
    public const double Significance = 0.05;

    private readonly long[] _counts = new long[FateChanges.Count];

    /// <summary>The changes in a table of fate against fate.</summary>
    /// <param name="countOf">Scenarios that had one fate under the first version and another under the second.</param>
    public ChangeCounts(Func<Fate, Fate, long> countOf)
    {
        foreach (var (first, second) in Fates.All.SelectMany(first => Fates.All.Select(second => (first, second))))
        {
            _counts[(int)FateChanges.Of(first, second)] += countOf(first, second);
        }

        PValue = McNemar.PValue(Worse, Better);
    }

    /// <summary>Scenarios to which a change happened.</summary>
    public long this[FateChange change] => _counts[(int)change];

    /// <summary>All scenarios.</summary>
    public long Total => _counts.Sum();

    /// <summary>Scenarios that fare better under the second version.</summary>
    public long Better => this[FateChange.CatchesUp] + this[FateChange.RebuildsBetter];

    /// <summary>Scenarios that fare worse under the second version.</summary>
    public long Worse => this[FateChange.RebuildsInstead] + this[FateChange.FaresWorse];

    /// <summary>McNemar's exact p-value of "neither version is better more often".</summary>
    public double PValue { get; }

    /// <summary>
    /// What the cell shows: of the direction in which more scenarios change, the most frequent change, among equals the first; <see cref="FateChange.Unchanged"/> where the two directions do not differ significantly.
    /// </summary>
    public FateChange Leading
    {
        get
        {
            if (PValue >= Significance)
            {
                return FateChange.Unchanged;
            }

            var isBetter = Better > Worse;
            return FateChanges.Changes.Where(change => FateChanges.IsBetter(change) == isBetter).MaxBy(change => this[change]);
        }
    }

    /// <summary>What is typical of the cell: <see cref="Leading"/> where it shows a change, else what its scenarios do most often, among equals the first.</summary>
    public FateChange Typical => Leading == FateChange.Unchanged ? Enum.GetValues<FateChange>().MaxBy(change => this[change]) : Leading;

    /// <summary>Scenarios that change in the direction of <see cref="Leading"/>; 0 where that is none.</summary>
    public long InDirection => Leading == FateChange.Unchanged ? 0 : Math.Max(Better, Worse);
}
