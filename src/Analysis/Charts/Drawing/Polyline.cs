namespace WalSweep.Analysis.Charts;

/// <summary>Lines through points, with fewer or more of them.</summary>
internal static class Polyline
{
    /// <summary>Points nearer to each other than a canvas can tell apart.</summary>
    internal const double SamePx = 0.01;

    /// <summary>The points of a line that are not as good as on top of the one before: nearer to it, to the right or down, than so much. The last is left out only if it is the same.</summary>
    internal static List<PointPx> Thinned(List<PointPx> line, double leastPx)
    {
        var kept = new List<PointPx> { line[0] };
        for (var i = 1; i < line.Count; i++)
        {
            if (ApartPx(line[i], kept[^1]) >= (i == line.Count - 1 ? SamePx : leastPx))
            {
                kept.Add(line[i]);
            }
        }

        return kept;
    }

    /// <summary>Points along a line, so many that no two neighbours are further apart, to the right or down, than so much.</summary>
    internal static IEnumerable<PointPx> Spaced(List<PointPx> line, double mostPx)
    {
        yield return line[0];
        foreach (var (from, to) in line.Zip(line.Skip(1)))
        {
            var stepCount = 1 + (int)(ApartPx(from, to) / mostPx);
            for (var step = 1; step <= stepCount; step++)
            {
                yield return new PointPx(from.X + ((to.X - from.X) * step / stepCount), from.Y + ((to.Y - from.Y) * step / stepCount));
            }
        }
    }

    private static double ApartPx(PointPx one, PointPx other) => Math.Max(Math.Abs(one.X - other.X), Math.Abs(one.Y - other.Y));
}
