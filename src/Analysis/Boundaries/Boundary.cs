using WalSweep.Analysis.Statistics;
using WalSweep.Sweep.Sampling;

namespace WalSweep.Analysis.Boundaries;

/// <summary>
/// Where, along a row of cells, a share that does not rise falls below one half: an estimate, and the places that the trials do not exclude.
/// <para>What the band is of. The edge e of a row (0…<see cref="CellCount"/>) is its boundary if every cell before it has a true share of at least, and every cell after it of at most, one half. Since the shares
/// do not rise there is one. It is at cell resolution: where the share passes one half inside a cell, at x, the edge is the one before or after that cell, so x lies within one cell of it whatever the shape of
/// the share. Within half a cell of it (<see cref="BandCells"/>) x lies if the share of that cell is at least one half just where x is not before the cell's middle, as it is where
/// trials lie evenly in the cell and the share falls below one half after x as it exceeded one half before it: for a step, for a logistic curve, for any other that is antisymmetric about x.</para>
/// <para>What excludes an edge. If e is the boundary, any cells before it catch up at least as often as a coin falls on heads, and any after it at most as often: a one-sided binomial test with one half of the pooled
/// trials of a run of cells, exact also where the shares within the run differ. The edge is excluded if a run that ends at it has significantly fewer than half, or a run that begins at it significantly more. How
/// long a run tells most depends on how steep the share is; several are tried, each the shortest with at least twice the trials of the one before, with 1/2, 1/4, 1/8, … of the error, so that one of them is
/// falsely significant with at most the whole. Which cells they are depends on the numbers of trials alone.</para>
/// <para>Why walking inwards costs nothing. That all cells before e have at least one half implies the same of every smaller e: the hypotheses are nested. They are tested from the last edge inwards up to the first
/// that stands. A true one is only ever excluded if the largest true one is, which is a single test, so the error of all of them is that of one (W. Maurer, L. A. Hothorn and W. Lehmacher, 1995; the argument of
/// M. R. Marcus, E. Peritz and K. R. Gabriel, Biometrika 63, 1976, for nested hypotheses). The same from the first edge on for the other side; each side has half of the row's error.</para>
/// <para>The edge of the estimate always stands, so there is always a band around it: if every run that ends between some edge and the end of the axis can be begun so that less than half of it hits, so can their
/// concatenations, and then the fit is below one half there. A share that does rise somewhere makes the band wide.</para>
/// </summary>
/// <param name="HasBand">Whether the row has enough trials that some outcome of them could exclude a place; without, there is no band.</param>
/// <param name="CellCount">Cells in the row.</param>
/// <param name="Trials">Trials in the row.</param>
/// <param name="EstimateCells">The estimate, in cells from the start of the axis (<see cref="IsotonicShare"/>); NaN without trials.</param>
/// <param name="LowEdge">The first edge that stands; 0 without a band.</param>
/// <param name="HighEdge">The last edge that stands; <paramref name="CellCount"/> without a band.</param>
public readonly record struct Boundary(bool HasBand, int CellCount, long Trials, double EstimateCells, int LowEdge, int HighEdge)
{
    /// <summary>A tail that exceeds the error by no more than its rounding does not exceed it.</summary>
    private const double _rounding = 1e-12;

    /// <summary>The band of the place where the share passes one half, in cells from the start of the axis: half a cell beyond the edges that stand, and not beyond the axis. NaN at both ends without a band.</summary>
    public Interval BandCells => HasBand ? new Interval(Math.Max(0, LowEdge - 0.5), Math.Min(CellCount, HighEdge + 0.5)) : Interval.Unbounded;

    /// <summary>Whether the boundary may also lie before the axis: the band reaches its start. Never without a band.</summary>
    public bool MayLieBefore => HasBand && LowEdge == 0;

    /// <summary>Whether the boundary may also lie beyond the axis: the band reaches its end. Never without a band.</summary>
    public bool MayLieBeyond => HasBand && HighEdge == CellCount;

    /// <summary>Whether it is known to lie on the axis.</summary>
    public bool IsOnMap => HasBand && !MayLieBefore && !MayLieBeyond;

    /// <summary>The boundary of one row. Tens of microseconds for 24 cells.</summary>
    /// <param name="trials">Trials per cell, along the axis; cells may have none.</param>
    /// <param name="hits">How many of them caught up, or whatever it is whose share does not rise.</param>
    /// <param name="error">How often the band may miss, 0…1, both excluded.</param>
    /// <exception cref="ArgumentException">The numbers of cells differ, or a cell has more hits than trials, or fewer than none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The error is outside its range.</exception>
    public static Boundary Of(ReadOnlySpan<long> trials, ReadOnlySpan<long> hits, double error = 1 - Interval.DefaultConfidence)
    {
        var none = WithoutBand(trials, hits);
        var errorOfOneSide = Interval.ErrorOfOneSide(1 - error);
        if (none.Trials < LeastTrials(error))
        {
            return none;
        }

        // Seen from the end of the axis, what misses rises like what hits seen from its start, so the same walk finds the first edge that stands.
        var backwards = trials.ToArray();
        var misses = new long[trials.Length];
        for (var cell = 0; cell < misses.Length; cell++)
        {
            misses[^(cell + 1)] = trials[cell] - hits[cell];
        }

        Array.Reverse(backwards);
        var high = LastStanding(trials, hits, errorOfOneSide);
        var low = trials.Length - LastStanding(backwards, misses, errorOfOneSide);
        return none with { HasBand = true, LowEdge = low, HighEdge = high };
    }

    /// <summary>The least number of trials of a row with which any place can be excluded: all of them alike must have at most half the error of one side.</summary>
    /// <param name="error">The row's error, 0…1, both excluded.</param>
    public static long LeastTrials(double error) => (long)Math.Ceiling(1 - (DeterministicMath.Log(Interval.ErrorOfOneSide(1 - error)) / DeterministicMath.Log(2)) - _rounding);

    /// <summary>A row of which no more is said than the estimate.</summary>
    internal static Boundary WithoutBand(ReadOnlySpan<long> trials, ReadOnlySpan<long> hits)
    {
        var total = 0L;
        foreach (var count in trials)
        {
            total += count;
        }

        return new Boundary(false, trials.Length, total, IsotonicShare.CrossingCells(trials, hits), 0, trials.Length);
    }

    /// <summary>The last edge of which no run of cells before it says that it is too far: from the last one inwards.</summary>
    private static int LastStanding(ReadOnlySpan<long> trials, ReadOnlySpan<long> hits, double error)
    {
        var edge = trials.Length;
        while (edge > 0 && IsExcluded(trials[..edge], hits[..edge], error))
        {
            edge--;
        }

        return edge;
    }

    /// <summary>Whether some run that ends where the cells end has significantly fewer hits than half of its trials.</summary>
    private static bool IsExcluded(ReadOnlySpan<long> trials, ReadOnlySpan<long> hits, double error)
    {
        var (runTrials, runHits, wanted, logError) = (0L, 0L, 1L, DeterministicMath.Log(error) + _rounding);
        for (var cell = trials.Length - 1; cell >= 0; cell--)
        {
            runTrials += trials[cell];
            runHits += hits[cell];
            if (runTrials < wanted || runTrials < 1 - (logError / DeterministicMath.Log(2)))
            {
                continue;
            }

            logError -= DeterministicMath.Log(2);
            wanted = 2 * runTrials;
            if (2 * runHits < runTrials && BinomialTails.LogAtMost(runHits, runTrials, 0.5) <= logError)
            {
                return true;
            }
        }

        return false;
    }
}
