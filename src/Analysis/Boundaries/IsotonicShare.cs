namespace WalSweep.Analysis.Boundaries;

/// <summary>
/// The shares along a row of cells that fit best among those that do not rise: least squares weighted with the trials, which is also maximum likelihood, by pooling adjacent violators.
/// Source: R. E. Barlow, D. J. Bartholomew, J. M. Bremner and H. D. Brunk, Statistical Inference under Order Restrictions, 1972, sections 1.2 and 2.2.
/// </summary>
public static class IsotonicShare
{
    /// <summary>A run of cells with one share; the cells from <paramref name="First"/> to <paramref name="Last"/> both have trials.</summary>
    private readonly record struct Pool(int First, int Last, long Trials, long Hits)
    {
        public double Share => (double)Hits / Trials;

        public bool IsBelow(Pool other) => (Int128)Hits * other.Trials < (Int128)other.Hits * Trials;
    }

    /// <summary>
    /// Where the fit passes one half, in cells from the start of the axis: each cell's share stands at its middle, straight lines run between the middles of cells that have trials, and the middle of the cell before the
    /// axis has 1, that of the cell beyond it 0. Where the fit is exactly one half over several cells, the middle of them. So a row in which all hit gives <c>trials.Length</c>, one in which none does 0. NaN without trials.
    /// </summary>
    /// <param name="trials">Trials per cell, along the axis.</param>
    /// <param name="hits">How many of them are what is counted.</param>
    /// <exception cref="ArgumentException">The numbers of cells differ, or a cell has more hits than trials, or fewer than none.</exception>
    public static double CrossingCells(ReadOnlySpan<long> trials, ReadOnlySpan<long> hits)
    {
        var pools = Pools(trials, hits);
        if (pools.Count == 0)
        {
            return double.NaN;
        }

        var above = (Cell: -1, Share: 1.0);
        foreach (var pool in pools)
        {
            if (2 * (Int128)pool.Hits == pool.Trials)
            {
                return (pool.First + pool.Last + 1) / 2.0;
            }

            if (2 * (Int128)pool.Hits < pool.Trials)
            {
                return Between(above.Cell, above.Share, pool.First, pool.Share);
            }

            above = (pool.Last, pool.Share);
        }

        return Between(above.Cell, above.Share, trials.Length, 0);
    }

    private static double Between(int cell, double share, int next, double nextShare) => cell + 0.5 + ((share - 0.5) / (share - nextShare) * (next - cell));

    /// <summary>The pools in order, their shares falling strictly.</summary>
    private static List<Pool> Pools(ReadOnlySpan<long> trials, ReadOnlySpan<long> hits)
    {
        if (trials.Length != hits.Length)
        {
            throw new ArgumentException($"there are {trials.Length} cells with trials and {hits.Length} with hits", nameof(hits));
        }

        var pools = new List<Pool>(trials.Length);
        for (var cell = 0; cell < trials.Length; cell++)
        {
            if (hits[cell] < 0 || hits[cell] > trials[cell])
            {
                throw new ArgumentException($"cell {cell} has {hits[cell]} hits in {trials[cell]} trials", nameof(hits));
            }

            if (trials[cell] == 0)
            {
                continue;
            }

            var pool = new Pool(cell, cell, trials[cell], hits[cell]);
            while (pools.Count > 0 && !pool.IsBelow(pools[^1]))
            {
                pool = new Pool(pools[^1].First, cell, pools[^1].Trials + pool.Trials, pools[^1].Hits + pool.Hits);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        return pools;
    }
}
