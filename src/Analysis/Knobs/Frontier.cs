namespace WalSweep.Analysis.Knobs;

/// <summary>Which of several choices, each with several costs, are efficient: beaten by no other.</summary>
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

    private static int Compare(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
        one.Zip(other, (mine, theirs) => mine.CompareTo(theirs)).FirstOrDefault(order => order != 0);
}
