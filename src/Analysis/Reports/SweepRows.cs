using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Regions;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Reports;

/// <summary>Gives the rows of a sweep to an accumulator, as <see cref="SweepTally"/> gives it the trials of one that runs: both must come to the same.</summary>
public sealed class SweepRows : IRowSink
{
    private static readonly RowColumn[] _outcomeColumns =
    [
        RowColumns.FirstOutageS, RowColumns.BacklogEntries, RowColumns.LostEntries, RowColumns.LeakedEntries, RowColumns.Ended, RowColumns.RecoveryS, RowColumns.HoldS, RowColumns.Path, RowColumns.Aborts,
        RowColumns.Explicit, RowColumns.Reason, RowColumns.BlockedS, RowColumns.ExposedS, RowColumns.WalPinnedByteS, RowColumns.TransferredBytes, RowColumns.NeedlessRebuild, RowColumns.BestRecoveryS,
    ];

    private readonly ModeOfScenario _mode;
    private readonly Outcome[] _outcomes;
    private readonly double[] _varied;

    /// <summary>Makes one for a sweep.</summary>
    /// <param name="config">The sweep.</param>
    public SweepRows(SweepConfig config)
    {
        _mode = new ModeOfScenario(config);
        _outcomes = new Outcome[config.Protocols.Count];
        _varied = new double[config.Specs.Varied.Count + (config.Durability.IsDrawn ? 1 : 0)];
        Counts = SweepTally.CountsOf(config);
    }

    /// <summary>What the rows came to.</summary>
    public SweepAccumulator Counts { get; }

    /// <summary>The columns to read, in the order in which <see cref="Take"/> expects them.</summary>
    public static RowColumn[] ColumnsOf(RowSchema schema) => [.. _outcomeColumns, .. schema.Columns.Skip(2).Take(schema.Varied.Count)];

    /// <inheritdoc/>
    public void Take(RowCursor batch)
    {
        for (var row = 0; row < batch.RowCount; row += _outcomes.Length)
        {
            for (var index = 0; index < _varied.Length; index++)
            {
                _varied[index] = batch.Number(_outcomeColumns.Length + index, row);
            }

            for (var protocolIndex = 0; protocolIndex < _outcomes.Length; protocolIndex++)
            {
                Fill(ref _outcomes[protocolIndex], batch, row + protocolIndex);
            }

            Counts.Add(_varied, batch.Number(0, row), _mode.Of(_varied), _outcomes);
        }
    }

    private static void Fill(ref Outcome outcome, RowCursor batch, int row)
    {
        outcome.BacklogEntries = batch.Number(1, row);
        outcome.LostEntries = batch.Number(2, row);
        outcome.LeakedEntries = batch.Number(3, row);
        outcome.Ended = (Ending)batch.Number(4, row);
        outcome.RecoveryS = batch.Number(5, row);
        outcome.HoldS = batch.Number(6, row);
        outcome.Path = (RecoveryPath)batch.Number(7, row);
        outcome.Aborts = (int)batch.Number(8, row);
        outcome.Explicit = batch.Number(9, row) != 0;
        outcome.Reason = (Cause)batch.Number(10, row);
        outcome.BlockedS = batch.Number(11, row);
        outcome.ExposedS = batch.Number(12, row);
        outcome.WalPinnedByteS = batch.Number(13, row);
        outcome.TransferredBytes = batch.Number(14, row);
        outcome.NeedlessRebuild = batch.Number(15, row) != 0;
        outcome.BestRecoveryS = batch.Number(16, row);
    }
}
