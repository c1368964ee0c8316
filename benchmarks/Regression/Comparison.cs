using MathNet.Numerics.Statistics;
using WalSweep.Benchmarks.Probe;

namespace WalSweep.Benchmarks.Regression;

/// <summary>What the interval of a ratio says.</summary>
internal enum Finding
{
    /// <summary>No difference beyond noise and tolerance.</summary>
    Same,

    /// <summary>The whole interval lies above 1 and the tolerance.</summary>
    Slower,

    /// <summary>The whole interval lies below 1.</summary>
    Faster,
}

/// <summary>One thing measured of both revisions.</summary>
/// <param name="Old">The older revision: what the last run read, but with the median of the processor times of all runs.</param>
/// <param name="New">The newer one likewise, with all that any run allocated.</param>
/// <param name="Ratio">Processor time of the newer one over that of the older.</param>
/// <param name="Finding">What that means.</param>
internal sealed record Comparison(Reading Old, Reading New, RatioInterval Ratio, Finding Finding)
{
    /// <summary>
    /// Confidence of each interval. A false alarm needs the interval to lie too high, so seven things are falsely blamed in at most
    /// 7 × 0.5 % of all checks; with no true difference the tolerance makes it fewer.
    /// </summary>
    public const double Confidence = 0.99;

    /// <summary>Whether the newer revision must not pass: it is slower, or allocates.</summary>
    public bool IsRegression => Finding == Finding.Slower || New.AllocatedBytes > 0;

    /// <summary>Compares.</summary>
    /// <param name="olds">What was read of the older revision, one per pair.</param>
    /// <param name="news">What was read of the newer one, in the same order.</param>
    /// <param name="tolerance">A slowdown not worth an alarm, as a share: 0.01 is one per cent.</param>
    public static Comparison Of(IReadOnlyList<Reading> olds, IReadOnlyList<Reading> news, double tolerance)
    {
        var ratio = PairedRatios.Of([.. news.Zip(olds, (newer, older) => newer.CpuNs / older.CpuNs)], Confidence);
        var finding = ratio.Lower > 1 + tolerance ? Finding.Slower : ratio.Upper < 1 ? Finding.Faster : Finding.Same;
        return new Comparison(Summary(olds), Summary(news), ratio, finding);
    }

    private static Reading Summary(IReadOnlyList<Reading> readings) => readings[^1] with
    {
        CpuNs = readings.Select(reading => reading.CpuNs).Median(),
        AllocatedBytes = readings[^1].AllocatedBytes is null ? null : readings.Sum(reading => reading.AllocatedBytes),
    };
}
