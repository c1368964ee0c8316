using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// WAL pinned for recovering replicas beyond what is always kept, added up in each of many cells. Whole numbers of <see cref="UnitByteS"/>, so that sums are the same in any order; what passes 2⁶² is carried, so that
/// they are exact however many trials there are.
/// </summary>
/// <param name="cellCount">How many cells.</param>
public sealed class CellPinned(int cellCount) : ICounts
{
    /// <summary>What pinned WAL is counted in, to the nearest: 64 KiB for a second.</summary>
    public const double UnitByteS = 65536;

    private const long _carryAt = 1L << 62;

    private readonly long[] _sums = new long[cellCount];
    private readonly long[] _carries = new long[cellCount];

    /// <summary>Finds how many units of pinned WAL trials came to.</summary>
    /// <param name="pinnedByteS">What was pinned, in byte·s, at least 0.</param>
    /// <param name="units">As many places for the units.</param>
    public static void FindUnits(ReadOnlySpan<double> pinnedByteS, Span<long> units)
    {
        units = units[..pinnedByteS.Length];
        for (var trial = 0; trial < pinnedByteS.Length; trial++)
        {
            units[trial] = Math.Min((long)Math.Round(pinnedByteS[trial] / UnitByteS), _carryAt);
        }
    }

    /// <summary>Adds what trials pinned.</summary>
    /// <param name="cells">The cell of each.</param>
    /// <param name="units">What it pinned, as <see cref="FindUnits"/> found it.</param>
    public void Add(ReadOnlySpan<int> cells, ReadOnlySpan<long> units)
    {
        for (var trial = 0; trial < cells.Length; trial++)
        {
            ref var sum = ref _sums[cells[trial]];
            sum += units[trial];
            if (sum >= _carryAt)
            {
                sum -= _carryAt;
                _carries[cells[trial]]++;
            }
        }
    }

    /// <summary>What was pinned in a cell, in byte·s.</summary>
    public double ByteSIn(int cell) => (((double)_carries[cell] * _carryAt) + _sums[cell]) * UnitByteS;

    /// <inheritdoc/>
    public void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_carries);
    }

    /// <inheritdoc/>
    public void Save(CountWriter writer)
    {
        writer.Write(_sums);
        writer.Write(_carries);
    }

    /// <inheritdoc/>
    public void AddSaved(ref CountReader reader)
    {
        for (var cell = 0; cell < _sums.Length; cell++)
        {
            var saved = reader.Read();
            if (saved >= _carryAt)
            {
                throw new InvalidDataException("the saved sums of pinned WAL are damaged");
            }

            _sums[cell] += saved;
            _carries[cell] += _sums[cell] >= _carryAt ? 1 : 0;
            _sums[cell] &= _carryAt - 1;
        }

        reader.AddTo(_carries);
    }
}
