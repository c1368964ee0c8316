namespace WalSweep.Engine;

/// <summary>Things that happen periodically for ever, computed when needed instead of stepped through.</summary>
internal static class Periodic
{
    /// <summary>The first of the times phase + n·period (n any integer) that is at or after <paramref name="fromS"/>.</summary>
    public static double FirstAtOrAfter(double phaseS, double periodS, double fromS) => phaseS + (FirstIndex(phaseS, periodS, fromS) * periodS);

    /// <summary>The first of the times anchor + k·period, k ≥ 1, that is at or after <paramref name="fromS"/> and strictly after <paramref name="afterS"/>.</summary>
    public static double FirstTick(double anchorS, double periodS, double fromS, double afterS)
    {
        var k = Ordered.Max(1, FirstIndex(anchorS, periodS, Ordered.Max(fromS, afterS)));
        var tickS = anchorS + (k * periodS);
        return tickS > afterS ? tickS : anchorS + ((k + 1) * periodS);
    }

    /// <summary>How many of the times anchor + k·period, k ≥ 1, lie in [from, to).</summary>
    public static double CountTicks(double anchorS, double periodS, double fromS, double toS)
    {
        var first = Ordered.Max(1, FirstIndex(anchorS, periodS, fromS));
        var end = Ordered.Max(1, FirstIndex(anchorS, periodS, toS));
        return Ordered.Max(0, end - first);
    }

    // The quotient is rounded, so its ceiling can be one off either way; the times themselves decide.
    private static double FirstIndex(double phaseS, double periodS, double fromS)
    {
        var n = Math.Ceiling((fromS - phaseS) / periodS);
        if (phaseS + (n * periodS) < fromS)
        {
            return n + 1;
        }

        return phaseS + ((n - 1) * periodS) >= fromS ? n - 1 : n;
    }
}
