using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// Trials counted per protocol and cell of a pair of axes, by fate, needless rebuilds and what was given up. Counts are whole numbers, so rows, and what other maps saved, give the same map in any order of
/// adding. 64 bytes a cell and protocol while adding; adding allocates nothing.
/// </summary>
public sealed class CellKinds : CountGroup
{
    /// <summary>The most protocols one map may hold.</summary>
    public const int MaxProtocolCount = 64;

    private readonly CountTable _kinds;

    /// <summary>An empty map.</summary>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    /// <param name="protocolCount">1…<see cref="MaxProtocolCount"/>.</param>
    public CellKinds(Axis x, Axis y, int protocolCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(protocolCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(protocolCount, MaxProtocolCount);
        Cells = new CellNumbers(x, y);
        ProtocolCount = protocolCount;
        _kinds = new CountTable(protocolCount * Cells.PerProtocol * TrialKind.CountInCells);
    }

    /// <summary>Horizontal axis.</summary>
    public Axis X => Cells.X;

    /// <summary>Vertical axis.</summary>
    public Axis Y => Cells.Y;

    /// <summary>How cells are numbered.</summary>
    public CellNumbers Cells { get; }

    /// <summary>Number of protocols.</summary>
    public int ProtocolCount { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<ICounts> Parts => [_kinds];

    /// <summary>Counts trials.</summary>
    /// <param name="cells">The number of the cell of each; one that lies outside an axis, or has no value there, counts in <see cref="OutsideCount"/>.</param>
    /// <param name="kinds">What each came to, as <see cref="TrialKind"/> puts it.</param>
    public void Add(ReadOnlySpan<int> cells, ReadOnlySpan<byte> kinds)
    {
        var counts = _kinds.ForAdding(cells.Length);
        for (var trial = 0; trial < cells.Length; trial++)
        {
            counts[(cells[trial] * TrialKind.CountInCells) + (kinds[trial] & (TrialKind.CountInCells - 1))]++;
        }
    }

    /// <summary>The counts of one cell.</summary>
    public FateCounts CellAt(int protocolIndex, int xIndex, int yIndex)
    {
        Span<long> fates = stackalloc long[Fates.Count];
        var first = Cells.Of(protocolIndex, xIndex, yIndex) * TrialKind.CountInCells;
        for (var kind = 0; kind < TrialKind.CountInCells; kind++)
        {
            fates[(int)TrialKind.FateOf(kind)] += _kinds[first + kind];
        }

        return new FateCounts(fates[0], fates[1], fates[2], fates[3]);
    }

    /// <summary>Trials of a cell whose first recovery rebuilt although a catch-up was possible and faster.</summary>
    public long NeedlessRebuildsAt(int protocolIndex, int xIndex, int yIndex) => CountAt(Cells.Of(protocolIndex, xIndex, yIndex), TrialKind.NeedlessRebuild);

    /// <summary>Trials of a cell in which a catch-up or a rebuild was given up other than by a fault.</summary>
    public long AbortedAt(int protocolIndex, int xIndex, int yIndex) => CountAt(Cells.Of(protocolIndex, xIndex, yIndex), TrialKind.Aborted);

    /// <summary>Trials of a protocol that lie in no cell.</summary>
    public long OutsideCount(int protocolIndex) => CountAt(Cells.Outside(protocolIndex), 0);

    /// <summary>Trials of a cell whose kind has some bits.</summary>
    private long CountAt(int cell, int bits)
    {
        long count = 0;
        for (var kind = 0; kind < TrialKind.CountInCells; kind++)
        {
            count += (kind & bits) == bits ? _kinds[(cell * TrialKind.CountInCells) + kind] : 0;
        }

        return count;
    }
}
