using WalSweep.Sweep.Sampling;

namespace WalSweep.Analysis.Statistics;

/// <summary>A closed interval. An end that is NaN does not exist: nothing bounds the interval there.</summary>
/// <param name="Low">Lower end, or NaN.</param>
/// <param name="High">Upper end, or NaN.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>What intervals state unless said otherwise.</summary>
    public const double DefaultConfidence = 0.95;

    /// <summary>The interval that says nothing.</summary>
    public static Interval Unbounded { get; } = new(double.NaN, double.NaN);

    /// <summary>That of a number which is known exactly: from itself to itself.</summary>
    public static Interval At(double value) => new(value, value);

    /// <summary>Half of what lies between the ends; NaN if one does not exist.</summary>
    public double HalfWidth => (High - Low) / 2;

    /// <summary>Whether all of it lies below another, without touching it; never where an end that would tell does not exist.</summary>
    public bool IsBelow(Interval other) => High < other.Low;

    /// <summary>Whether a number lies in the interval, its ends included.</summary>
    public bool Contains(double value) => !(value < Low) && !(value > High);

    /// <summary>The error on one of two sides that share it alike.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1, both excluded.</exception>
    internal static double ErrorOfOneSide(double confidence) =>
        confidence > 0 && confidence < 1
            ? (1 - confidence) / 2
            : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "a confidence is between 0 and 1, both excluded");

    /// <summary>How many standard errors a normal interval reaches to each side: 1.96 for 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="ErrorOfOneSide"/>.</exception>
    internal static double StandardErrors(double confidence) => -StandardNormal.Quantile(ErrorOfOneSide(confidence));
}
