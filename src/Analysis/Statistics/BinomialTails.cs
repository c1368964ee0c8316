using WalSweep.Sweep.Sampling;

namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Probabilities of the binomial distribution and of its tails, as natural logarithms, so that none underflows: right for up to 10¹¹ trials, where the incomplete beta function of MathNet has three digits left.
/// A single probability is Loader's saddle-point form, which subtracts no large numbers; a tail is the sum of its terms from the largest on, each from the one before.
/// Relative error below 3·10⁻¹¹ up to 2·10⁴ trials, where whole numbers tell, and below 2·10⁻⁸ at 10¹¹, where the laws of Poisson and Gauss do. A tail costs at most some ten standard deviations of the
/// distribution in steps: 2 ms at 10¹¹ trials.
/// Source: C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000.
/// </summary>
public static class BinomialTails
{
    /// <summary>What is left out of a sum, relative to it.</summary>
    private const double _negligible = 1e-18;

    /// <summary>Up to here the remainder of Stirling's formula is taken from a sum of logarithms; beyond, five terms of its series are exact to the last digits.</summary>
    private const int _smallest = 16;

    private static readonly double[] _smallRemainders = SmallRemainders();

    /// <summary>ln P(X = successes).</summary>
    /// <param name="successes">0…<paramref name="trials"/>.</param>
    /// <param name="trials">At least 0.</param>
    /// <param name="share">Probability of a success, 0…1.</param>
    public static double LogMass(long successes, long trials, double share)
    {
        Check(successes, trials, share);
        return LogMass((double)successes, trials, share, 1 - share);
    }

    /// <summary>ln P(X ≤ successes).</summary>
    /// <param name="successes">0…<paramref name="trials"/>.</param>
    /// <param name="trials">At least 0.</param>
    /// <param name="share">Probability of a success, 0…1.</param>
    public static double LogAtMost(long successes, long trials, double share)
    {
        Check(successes, trials, share);
        return LogLower(successes, trials, share, 1 - share);
    }

    /// <summary>ln P(X ≥ successes).</summary>
    /// <param name="successes">0…<paramref name="trials"/>.</param>
    /// <param name="trials">At least 0.</param>
    /// <param name="share">Probability of a success, 0…1.</param>
    public static double LogAtLeast(long successes, long trials, double share)
    {
        Check(successes, trials, share);
        return LogLower(trials - successes, trials, 1 - share, share);
    }

    /// <summary>The tail up to <paramref name="k"/>, or what the other one, from <paramref name="k"/> + 1 on, leaves of 1, whichever is small.</summary>
    private static double LogLower(double k, double n, double p, double q)
    {
        if (k >= n)
        {
            return 0;
        }

        return k + 1 <= (n + 1) * p
            ? LogMass(k, n, p, q) + DeterministicMath.Log(SumFrom(k, n, p, q))
            : LogOneMinusExp(LogMass(k + 1, n, p, q) + DeterministicMath.Log(SumFrom(n - k - 1, n, q, p)));
    }

    /// <summary>Σ P(X = i)/P(X = k) over i = k, k−1, …, 0; k does not exceed the mode, so the terms fall.</summary>
    private static double SumFrom(double k, double n, double p, double q)
    {
        var (sum, term, odds) = (1.0, 1.0, q / p);
        for (var i = k; i > 0 && term > _negligible * sum; i--)
        {
            term *= i / (n - i + 1) * odds;
            sum += term;
        }

        return sum;
    }

    private static double LogMass(double k, double n, double p, double q)
    {
        if (p == 0 || q == 0)
        {
            return k == (p == 0 ? 0 : n) ? 0 : double.NegativeInfinity;
        }

        if (k == 0 || k == n)
        {
            var (least, most) = k == 0 ? (p, q) : (q, p);
            return n * (least < 0.5 ? DeterministicMath.Log1p(-least) : DeterministicMath.Log(most));
        }

        return StirlingRemainder(n) - StirlingRemainder(k) - StirlingRemainder(n - k) - Deviance(k, n * p) - Deviance(n - k, n * q)
            - (0.5 * DeterministicMath.Log(2 * Math.PI * k * ((n - k) / n)));
    }

    /// <summary>x·ln(x/m) + m − x, without the cancellation where x is near m.</summary>
    private static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
        {
            return (x * DeterministicMath.Log(x / m)) + m - x;
        }

        // With v = (x − m)/(x + m): ln(x/m) = 2·artanh v, and the sum is (x − m)·v + 2x·Σ v^(2j+1)/(2j+1).
        var v = (x - m) / (x + m);
        var (sum, power, square) = ((x - m) * v, 2 * x * v, v * v);
        for (var odd = 3; odd < 100; odd += 2)
        {
            power *= square;
            var next = sum + (power / odd);
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        return sum;
    }

    /// <summary>ln n! − ln(√(2πn)·(n/e)ⁿ).</summary>
    private static double StirlingRemainder(double n)
    {
        if (n < _smallest)
        {
            return _smallRemainders[(int)n];
        }

        var square = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / square)) / square)) / square)) / square)) / n;
    }

    private static double[] SmallRemainders()
    {
        var remainders = new double[_smallest];
        var factorial = 1.0;
        for (var n = 1; n < _smallest; n++)
        {
            factorial *= n;
            remainders[n] = DeterministicMath.Log(factorial) - ((n + 0.5) * DeterministicMath.Log(n)) + n - (0.5 * DeterministicMath.Log(2 * Math.PI));
        }

        return remainders;
    }

    /// <summary>ln(1 − eˣ) for x ≤ 0.</summary>
    private static double LogOneMinusExp(double x) => DeterministicMath.Log1p(-DeterministicMath.Exp(x));

    private static void Check(long successes, long trials, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "a share is between 0 and 1");
        }
    }
}
