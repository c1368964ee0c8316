using MathNet.Numerics.Distributions;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>
/// Collects how far observed shares and means are from what a formula says, in standard errors, and judges them: no score beyond 4.5, and the sum of their squares inside both 0.1 % tails
/// of its distribution. The lower tail notices agreement that is too good, which a test that compares a thing with itself would show.
/// </summary>
/// <param name="output">Takes what was compared.</param>
/// <param name="seed">Named in every message.</param>
internal sealed class StandardScores(ITestOutputHelper output, int seed)
{
    /// <summary>A true statement fails |z| ≤ 4.5 once in 147,000 scores.</summary>
    private const double _mostStandardErrors = 4.5;

    /// <summary>A true statement fails at the sum of squares once in 500 tests.</summary>
    private const double _tail = 0.001;

    private double _sumOfSquares;
    private int _count;

    /// <summary>How often something happened, against its probability.</summary>
    public void AddShare(string what, double hits, double trials, double probability)
    {
        Assert.True(trials * probability * (1 - probability) >= 25, $"seed {seed}, {what}: {trials} trials are too few for the probability {probability}");
        AddScore(what, (hits - (trials * probability)) / Math.Sqrt(trials * probability * (1 - probability)));
    }

    /// <summary>A sum of equally distributed quantities, against their mean and variance.</summary>
    public void AddSum(string what, double sum, double trials, double mean, double variance) =>
        AddScore(what, (sum - (trials * mean)) / Math.Sqrt(trials * variance));

    /// <summary>
    /// How often each of several exclusive things happened, against their probabilities: each as its share of the trials in which none before it happened, so that the scores do not depend on
    /// each other. What is left may happen too. A share whose trials are too few for a score is passed over.
    /// </summary>
    public void AddChoice(string what, ReadOnlySpan<int> hits, double trials, ReadOnlySpan<double> probabilities)
    {
        var left = 1.0;
        for (var index = 0; index < hits.Length && left > 1e-9; index++)
        {
            var share = Math.Min(1, probabilities[index] / left);
            if (trials * share * (1 - share) >= 25)
            {
                AddShare($"{what}, {index}", hits[index], trials, share);
            }

            trials -= hits[index];
            left -= probabilities[index];
        }
    }

    /// <summary>Judges all scores together.</summary>
    /// <param name="least">The least number of scores there must be.</param>
    public void Conclude(int least)
    {
        var chiSquared = new ChiSquared(_count);
        var (low, high) = (chiSquared.InverseCumulativeDistribution(_tail), chiSquared.InverseCumulativeDistribution(1 - _tail));
        output.WriteLine(FormattableString.Invariant($"seed {seed}: {_count} scores, sum of squares {_sumOfSquares:F2} in [{low:F2}, {high:F2}]"));
        Assert.True(_count >= least, $"seed {seed}: only {_count} scores");
        Assert.True(_sumOfSquares >= low && _sumOfSquares <= high, $"seed {seed}: the sum of {_count} squares is {_sumOfSquares}, not in [{low}, {high}]");
    }

    private void AddScore(string what, double z)
    {
        output.WriteLine(FormattableString.Invariant($"{what}: z = {z:F2}"));
        Assert.True(Math.Abs(z) <= _mostStandardErrors, $"seed {seed}, {what}: z = {z}");
        _sumOfSquares += z * z;
        _count++;
    }
}
