namespace WalSweep.Benchmarks.Regression;

/// <summary>A ratio new/old with the interval that holds the true one.</summary>
/// <param name="Estimate">The ratio as measured.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="Confidence">How often such an interval holds the true ratio, 0 to 1.</param>
internal readonly record struct RatioInterval(double Estimate, double Lower, double Upper, double Confidence);

/// <summary>
/// The ratio of two costs from pairs of runs, one of each: the Hodges–Lehmann estimate, with the interval that belongs to Wilcoxon's
/// signed-rank test, both on logarithms. If the two runs of a pair are disturbed alike, the difference of their logarithms is symmetric
/// about the true one however skew the disturbances are, and the interval then holds the true ratio exactly as often as it states: no
/// normal distribution is assumed, and single spoilt pairs hardly move it. A t interval needs the former and has not the latter.
/// Source: Hollander, Wolfe, Chicken, Nonparametric Statistical Methods, 3rd edition, sections 3.1 to 3.3.
/// </summary>
internal static class PairedRatios
{
    /// <summary>The least number of pairs from which an interval of some confidence can be made.</summary>
    /// <param name="confidence">0 to 1, both excluded.</param>
    public static int LeastPairs(double confidence) => (int)Math.Ceiling(1 - Math.Log2(1 - confidence));

    /// <summary>Estimates the ratio.</summary>
    /// <param name="ratios">One per pair, each above 0 and finite.</param>
    /// <param name="leastConfidence">The confidence wanted; the interval has the next one there is.</param>
    /// <exception cref="ArgumentException">There are fewer than <see cref="LeastPairs"/>, or a ratio is out of range.</exception>
    public static RatioInterval Of(IReadOnlyList<double> ratios, double leastConfidence)
    {
        if (ratios.Count < LeastPairs(leastConfidence))
        {
            throw new ArgumentException($"{ratios.Count} pairs cannot give a confidence of {leastConfidence}", nameof(ratios));
        }

        if (ratios.Any(ratio => !(ratio > 0 && double.IsFinite(ratio))))
        {
            throw new ArgumentException("a ratio is not above 0 and finite", nameof(ratios));
        }

        var averages = SortedPairwiseAverages([.. ratios.Select(ratio => Math.Log(ratio))]);
        var (dropped, confidence) = MostDropped(ratios.Count, leastConfidence);
        var median = (averages[(averages.Count - 1) / 2] + averages[averages.Count / 2]) / 2;
        return new RatioInterval(Math.Exp(median), Math.Exp(averages[dropped]), Math.Exp(averages[^(dropped + 1)]), confidence);
    }

    /// <summary>How many averages may be left out at each end of the interval, and the confidence it then has.</summary>
    /// <param name="pairs">Number of pairs.</param>
    /// <param name="leastConfidence">The confidence wanted.</param>
    public static (int Dropped, double Confidence) MostDropped(int pairs, double leastConfidence)
    {
        var probabilities = SignedRankProbabilities(pairs);
        var dropped = 0;
        var tail = probabilities[0];
        while (1 - 2 * (tail + probabilities[dropped + 1]) >= leastConfidence)
        {
            tail += probabilities[++dropped];
        }

        return (dropped, 1 - 2 * tail);
    }

    /// <summary>The averages of all pairs of values, each value with itself included, in order.</summary>
    private static List<double> SortedPairwiseAverages(double[] values)
    {
        var averages = new List<double>(values.Length * (values.Length + 1) / 2);
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i; j < values.Length; j++)
            {
                averages.Add((values[i] + values[j]) / 2);
            }
        }

        averages.Sort();
        return averages;
    }

    /// <summary>The distribution of the signed-rank statistic: each of the ranks 1 to n is added to the sum with probability one half.</summary>
    private static double[] SignedRankProbabilities(int count)
    {
        var probabilities = new double[count * (count + 1) / 2 + 1];
        probabilities[0] = 1;
        for (var rank = 1; rank <= count; rank++)
        {
            for (var sum = probabilities.Length - 1; sum >= 0; sum--)
            {
                probabilities[sum] = (probabilities[sum] + (sum >= rank ? probabilities[sum - rank] : 0)) / 2;
            }
        }

        return probabilities;
    }
}
