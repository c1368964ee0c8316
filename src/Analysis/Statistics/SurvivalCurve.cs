namespace WalSweep.Analysis.Statistics;

/// <summary>
/// The share of numbers beyond t as a function of t (the complementary distribution), with pointwise intervals. It ends where fewer than <see cref="FewestBeyond"/> numbers remain: what follows is noise.
/// Its points stand at the ends of the histogram's slots, where counts are exact; between two of them it lies between their shares.
/// </summary>
public sealed class SurvivalCurve
{
    /// <summary>How many numbers lie beyond the end of a curve at least.</summary>
    public const long FewestBeyond = 10;

    private SurvivalCurve(long count, List<SurvivalPoint> points) => (Count, Points) = (count, points);

    /// <summary>How many numbers there are.</summary>
    public long Count { get; }

    /// <summary>The points by ascending t. None if the numbers are too few, or all but some in one slot, so that there is no curve between points.</summary>
    public IReadOnlyList<SurvivalPoint> Points { get; }

    /// <summary>The curve of what a histogram holds. A walk over its slots and two intervals for each that holds any.</summary>
    public static SurvivalCurve Of(LogHistogram histogram)
    {
        var points = new List<SurvivalPoint>();
        var beyond = histogram.Count;
        foreach (var slot in histogram.Walk())
        {
            // Where slots without numbers lie between, the curve is level up to this one.
            if (beyond >= FewestBeyond && (points.Count == 0 || points[^1].At < slot.Start))
            {
                points.Add(PointAt(slot.Start, beyond, histogram.Count));
            }

            beyond = slot.Beyond;
            if (beyond < FewestBeyond)
            {
                break;
            }

            points.Add(PointAt(slot.End, beyond, histogram.Count));
        }

        return new SurvivalCurve(histogram.Count, points.Count > 1 ? points : []);
    }

    private static SurvivalPoint PointAt(double at, long beyond, long count) => new(at, beyond, (double)beyond / count, Proportion.Of(beyond, count));
}

/// <summary>A point of a curve.</summary>
/// <param name="At">t.</param>
/// <param name="Beyond">How many numbers lie beyond.</param>
/// <param name="Share">Their share.</param>
/// <param name="Band">The 95 % interval of that share, for this point alone.</param>
public readonly record struct SurvivalPoint(double At, long Beyond, double Share, Interval Band);
