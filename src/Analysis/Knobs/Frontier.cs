using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Knobs;

/// <summary>Which of several choices, each with several costs that are known to lie in intervals, are efficient: beaten by no other.</summary>
public static class Frontier
{
    /// <summary>
    /// Whether some costs are clearly lower than others in something and clearly higher in nothing: clearly if one interval lies below the other and their ends do not touch. Of numbers that are known exactly
    /// (<see cref="Interval.At"/>) it is the usual: no higher in anything and lower in something. An end that does not exist bounds nothing.
    /// </summary>
    public static bool Beats(IReadOnlyList<Interval> mine, IReadOnlyList<Interval> theirs)
    {
        var isLower = false;
        for (var cost = 0; cost < mine.Count; cost++)
        {
            if (theirs[cost].IsBelow(mine[cost]))
            {
                return false;
            }

            isLower |= mine[cost].IsBelow(theirs[cost]);
        }

        return isLower;
    }

    /// <summary>
    /// The places of the choices that no other beats, ascending. To beat by intervals is no order: of three choices with three costs each may beat the next, all around, each in a cost in which the third is like
    /// either; then none of them is efficient, and it may be that none is at all. Nor need what beats a choice be efficient itself, so each is compared with every other.
    /// </summary>
    /// <param name="costs">For each choice the intervals of its costs: as many of each.</param>
    public static IReadOnlyList<int> Efficient(IReadOnlyList<IReadOnlyList<Interval>> costs) =>
        [.. Enumerable.Range(0, costs.Count).Where(choice => !costs.Any(other => Beats(other, costs[choice])))];
}
