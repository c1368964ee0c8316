using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.CellTables;

/// <summary>The tables of one map: every cell with its counts, how long its recoveries took, and which fates the same scenarios had under two versions. Each column is declared here and nowhere else.</summary>
/// <param name="map">The counts.</param>
/// <param name="protocols">The names of the sweep's protocols, in the order of the counts.</param>
/// <param name="pairs">Which of them are compared, in the order of the counts.</param>
internal sealed class MapTables(MapCounts map, IReadOnlyList<string> protocols, IReadOnlyList<ProtocolPair> pairs)
{
    private static readonly string[] _fates = [.. Fates.All.Select(Fates.Column)];

    /// <summary>A row for each protocol and each cell, also for those in which nothing lies, so that the table holds the map's axes whole.</summary>
    internal CellTable<Cell> Cells() => new(
        [
            CellColumn<Cell>.Name("protocol", protocols, "The protocol version that the trials ran under.", cell => cell.Index),
            .. Place<Cell>(cell => cell),
            .. Edges(map.Map.X.Axis, cell => cell.XIndex),
            .. Edges(map.Map.Y.Axis, cell => cell.YIndex),
            CellColumn<Cell>.Count("trials", "Trials that lie in the cell: the sum of the four fates.", cell => FatesAt(cell).Total),
            .. Fates.All.Select(fate => CellColumn<Cell>.Count(Fates.Column(fate), $"Trials with this fate: {Fates.Meaning(fate)}.", cell => FatesAt(cell)[fate])),
            CellColumn<Cell>.Count("recoveries", "Trials whose first recovery ended, and so has a time.", cell => map.RecoveryS.CountIn(map.Cells.Of(cell.Index, cell.XIndex, cell.YIndex))),
            CellColumn<Cell>.Count("needless_rebuilds", "Trials whose first recovery rebuilt although a catch-up was possible and faster.", cell => map.Kinds.NeedlessRebuildsAt(cell.Index, cell.XIndex, cell.YIndex)),
            CellColumn<Cell>.Count("aborted", "Trials in which a catch-up or a rebuild was given up other than by a fault.", cell => map.Kinds.AbortedAt(cell.Index, cell.XIndex, cell.YIndex)),
            CellColumn<Cell>.Number("wal_pinned_byte_s", "byte·s", $"WAL kept for recovering replicas beyond what is always kept, over time and all trials, each to the nearest {CellPinned.UnitByteS}.",
                cell => map.Pinned.ByteSIn(map.Cells.Of(cell.Index, cell.XIndex, cell.YIndex))),
        ],
        Grid(protocols.Count));

    /// <summary>A row for each protocol, cell and slot of recovery times in which there are any.</summary>
    internal CellTable<TimeSlot> Recoveries() => new(
        [
            CellColumn<TimeSlot>.Name("protocol", protocols, "The protocol version that the trials ran under.", row => row.Cell.Index),
            .. Place<TimeSlot>(row => row.Cell),
            CellColumn<TimeSlot>.Number("from_recovery_s", "s", "The least time that counts here.", row => CellTimes.SlotBeginS(row.Slot)),
            CellColumn<TimeSlot>.Number("to_recovery_s", "s", "Times that count here are less than this; ∞ in the last slot.", row => CellTimes.SlotBeginS(row.Slot + 1)),
            CellColumn<TimeSlot>.Count("recoveries", "Trials whose first recovery took that long, from reachable again to InSync.", row => row.Count),
        ],
        from cell in Grid(protocols.Count)
        from slot in Enumerable.Range(0, CellTimes.SlotCount)
        let count = map.RecoveryS.CountIn(map.Cells.Of(cell.Index, cell.XIndex, cell.YIndex), slot)
        where count > 0
        select new TimeSlot(cell, slot, count));

    /// <summary>A row for each pair of protocols, cell and pair of fates that there are any scenarios of.</summary>
    internal CellTable<FatePair> Pairs() => new(
        [
            CellColumn<FatePair>.Name("first", protocols, "The version that is compared with.", row => pairs[row.Cell.Index].First),
            CellColumn<FatePair>.Name("second", protocols, "The version that is compared; where an axis measures trials, the cell is that of its trial.", row => pairs[row.Cell.Index].Second),
            .. Place<FatePair>(row => row.Cell),
            CellColumn<FatePair>.Name("first_fate", _fates, "What became of the replica under the first version.", row => (int)row.First),
            CellColumn<FatePair>.Name("second_fate", _fates, "What became of it in the same scenario under the second.", row => (int)row.Second),
            CellColumn<FatePair>.Count("scenarios", "Scenarios of the cell with these two fates.", row => row.Count),
        ],
        from cell in Grid(pairs.Count)
        from first in Fates.All
        from second in Fates.All
        let count = map.PairAt(cell.Index, cell.XIndex, cell.YIndex, first, second)
        where count > 0
        select new FatePair(cell, first, second, count));

    /// <summary>The cells of so many maps, row by row from the bottom, each row from the left.</summary>
    private IEnumerable<Cell> Grid(int count) =>
        from index in Enumerable.Range(0, count)
        from yIndex in Enumerable.Range(0, map.Map.Y.Axis.CellCount)
        from xIndex in Enumerable.Range(0, map.Map.X.Axis.CellCount)
        select new Cell(index, xIndex, yIndex);

    private static CellColumn<TRow>[] Place<TRow>(Func<TRow, Cell> cellOf) =>
    [
        CellColumn<TRow>.Index("x_cell", "The cell's place along the horizontal axis, from 0.", row => cellOf(row).XIndex),
        CellColumn<TRow>.Index("y_cell", "The cell's place along the vertical axis, from 0.", row => cellOf(row).YIndex),
    ];

    private static CellColumn<Cell>[] Edges(Axis axis, Func<Cell, int> indexOf)
    {
        var unit = axis.Unit switch
        {
            AxisUnit.Seconds => "s",
            AxisUnit.Bytes => "bytes",
            AxisUnit.PerSecond => "1/s",
            _ => "",
        };
        return
        [
            CellColumn<Cell>.Number($"from_{axis.Column}", unit, $"Where the cell begins: the least {axis.Label} that lies in it.", cell => axis.EdgeAt(indexOf(cell))),
            CellColumn<Cell>.Number($"to_{axis.Column}", unit, $"Where the cell ends: part of the next one, and of this one where there is none.", cell => axis.EdgeAt(indexOf(cell) + 1)),
        ];
    }

    private FateCounts FatesAt(Cell cell) => map.Kinds.CellAt(cell.Index, cell.XIndex, cell.YIndex);

    /// <summary>A cell of the map of a protocol, or of a pair of them.</summary>
    internal readonly record struct Cell(int Index, int XIndex, int YIndex);

    /// <summary>Recoveries of a cell whose times are in one slot.</summary>
    internal readonly record struct TimeSlot(Cell Cell, int Slot, long Count);

    /// <summary>Scenarios of a cell with two fates.</summary>
    internal readonly record struct FatePair(Cell Cell, Fate First, Fate Second, long Count);
}
