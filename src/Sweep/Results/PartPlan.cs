namespace WalSweep.Sweep.Results;

/// <summary>
/// Cuts a sweep into parts. The cuts lie at fixed scenarios, whatever the number of threads and the count: a larger count appends parts and
/// leaves all but a last part that was cut short as they are.
/// </summary>
public sealed class PartPlan
{
    /// <summary>Scenarios of a part of which all rows are stored.</summary>
    public const int ScenariosPerFullPart = 1 << 16;

    /// <summary>How many times larger parts get where few rows are stored, at the most.</summary>
    public const int LargestStretch = 16;

    private readonly long _scenariosPerPart;

    /// <summary>Cuts the scenarios 0..count−1.</summary>
    /// <param name="count">Scenarios of the sweep, at least 1.</param>
    /// <param name="rowsEvery">Rows are stored of every k-th scenario. Parts then span more scenarios, so that their files do not become
    /// many and tiny.</param>
    public PartPlan(long count, long rowsEvery)
        : this(count, rowsEvery, ScenariosPerFullPart)
    {
    }

    /// <summary>For tests: parts of another size.</summary>
    internal PartPlan(long count, long rowsEvery, int scenariosPerFullPart)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsEvery, 1);
        (Count, RowsEvery) = (count, rowsEvery);
        _scenariosPerPart = scenariosPerFullPart * Stretch(rowsEvery);
        PartCount = checked((int)((count + _scenariosPerPart - 1) / _scenariosPerPart));
    }

    /// <summary>Scenarios of the sweep.</summary>
    public long Count { get; }

    /// <summary>Rows are stored of every k-th scenario.</summary>
    public long RowsEvery { get; }

    /// <summary>Parts of the sweep.</summary>
    public int PartCount { get; }

    /// <summary>A part by its index.</summary>
    public Part this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, PartCount);
            long first = index * _scenariosPerPart;
            return new Part(index, first, Math.Min(_scenariosPerPart, Count - first));
        }
    }

    /// <summary>The part that holds a scenario.</summary>
    public Part PartOf(long scenario) => this[checked((int)(scenario / _scenariosPerPart))];

    /// <summary>Scenarios of a part of which rows are stored: the multiples of k.</summary>
    public long StoredScenariosOf(Part part) => MultiplesBelow(part.EndScenario) - MultiplesBelow(part.FirstScenario);

    private long MultiplesBelow(long scenario) => (scenario + RowsEvery - 1) / RowsEvery;

    private static long Stretch(long rowsEvery)
    {
        long stretch = 1;
        while (stretch < LargestStretch && stretch * 2 <= rowsEvery)
        {
            stretch *= 2;
        }

        return stretch;
    }
}
