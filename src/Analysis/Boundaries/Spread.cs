namespace WalSweep.Analysis.Boundaries;

/// <summary>What a number of a sweep may be, in its own unit.</summary>
/// <param name="Low">The least.</param>
/// <param name="Middle">The value in the middle of its distribution; NaN for what is computed from the rest of the scenario.</param>
/// <param name="High">The greatest.</param>
internal readonly record struct Spread(double Low, double Middle, double High)
{
    /// <summary>What is known of no scenario.</summary>
    internal static readonly Spread Unknown = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Whether it is the same in every scenario.</summary>
    internal bool IsConstant => Low.Equals(High);

    /// <summary>What follows from two numbers by a function that rises in both.</summary>
    internal static Spread Of(Spread one, Spread other, Func<double, double, double> rising) => new(rising(one.Low, other.Low), rising(one.Middle, other.Middle), rising(one.High, other.High));

    /// <summary>The sum of two.</summary>
    public static Spread operator +(Spread one, Spread other) => Of(one, other, (a, b) => a + b);
}
