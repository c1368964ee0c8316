namespace WalSweep.Analysis.Charts;

/// <summary>Round numbers for the ends of axes: 1, 2 and 5 times a power of ten.</summary>
internal static class RoundNumber
{
    private static readonly double[] _mantissas = [5, 2, 1];

    /// <summary>The largest that is not above a number; that is above 0.</summary>
    internal static double AtMost(double value)
    {
        double decade = 1;
        while (decade > value)
        {
            decade /= 10;
        }

        while (10 * decade <= value)
        {
            decade *= 10;
        }

        return decade * _mantissas.First(mantissa => mantissa * decade <= value);
    }
}
