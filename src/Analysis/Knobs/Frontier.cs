using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Knobs;

/// <summary>Which of several choices, each with several costs, are efficient: beaten by no other, by the numbers as they are or clearly by what is known of them.</summary>
public static class Frontier
{
    /// <summary>Whether some costs are no higher than others in anything and lower in something.</summary>
    public static bool Beats(IReadOnlyList<double> mine, IReadOnlyList<double> theirs)
    {
        var isLower = false;
        for (var cost = 0; cost < mine.Count; cost++)
        {
            if (!(mine[cost] <= theirs[cost]))
            {
                return false;
            }

            isLower |= mine[cost] < theirs[cost];
        }

        return isLower;
    }

    /// <summary>
    /// The places of the efficient choices, ascending by the first cost, then the second, and so on. What beats a choice comes before it in that order, and what is beaten is beaten by something efficient, so each is compared with the
    /// efficient ones before it only.
    /// </summary>
    /// <param name="costs">For each choice its costs: as many of each, none of them NaN.</param>
    public static IReadOnlyList<int> Efficient(IReadOnlyList<IReadOnlyList<double>> costs)
    {
        var efficient = new List<int>();
        foreach (var choice in Enumerable.Range(0, costs.Count).Order(Comparer<int>.Create((one, other) => Compare(costs[one], costs[other]))))
        {
            if (!efficient.Exists(before => Beats(costs[before], costs[choice])))
            {
                efficient.Add(choice);
            }
        }

        return efficient;
    }

    /// <summary>
    /// Whether some costs are clearly lower than others in something and clearly higher in nothing: clearly if one interval lies below the other and their ends do not touch. A number that is known exactly is the
    /// interval from itself to itself; an end that does not exist bounds nothing.
    /// </summary>
    public static bool ClearlyBeats(IReadOnlyList<Interval> mine, IReadOnlyList<Interval> theirs)
    {
        var isLower = false;
        for (var cost = 0; cost < mine.Count; cost++)
        {
            if (theirs[cost].High < mine[cost].Low)
            {
                return false;
            }

            isLower |= mine[cost].High < theirs[cost].Low;
        }

        return isLower;
    }

    /// <summary>
    /// The places of the choices that no other clearly beats, ascending. To beat clearly is no order: of three choices with three costs each may beat the next, all around, each in a cost in which the third is like
    /// either; then none of them is efficient, and it may be that none is at all. Nor need what beats a choice be efficient itself, so each is compared with every other.
    /// </summary>
    /// <param name="costs">For each choice the intervals of its costs: as many of each.</param>
    public static IReadOnlyList<int> ClearlyEfficient(IReadOnlyList<IReadOnlyList<Interval>> costs) =>
        [.. Enumerable.Range(0, costs.Count).Where(choice => !costs.Any(other => ClearlyBeats(other, costs[choice])))];

    private static int Compare(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
        one.Zip(other, (mine, theirs) => mine.CompareTo(theirs)).FirstOrDefault(order => order != 0);
}
