using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Counting;

/// <summary>Copies rows of a scan into batches of trials, column by column, and of the columns only those that are wanted. One thread's own.</summary>
internal sealed class RowTrials
{
    private readonly List<RowColumn> _columns = [];
    private readonly List<Action<RowCursor, int>> _copies = [];
    private readonly ModeOfScenario _mode;
    private readonly double[] _varied;
    private readonly TrialBatch _batch;

    private RowTrials(SweepConfig config, RowSchema schema)
    {
        _mode = new ModeOfScenario(config);
        _varied = new double[schema.Varied.Count];
        _batch = new TrialBatch(config.Protocols.Count, _varied.Length);
    }

    /// <summary>Copies everything that is ever counted.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="schema">The columns of its rows.</param>
    public static RowTrials OfEverything(SweepConfig config, RowSchema schema)
    {
        var trials = new RowTrials(config, schema);
        trials.AddScenarios(schema, takesOutage: true, _ => true);
        trials.AddNumbers(RowColumns.RecoveryS, trials._batch.RecoveryS);
        trials.AddNumbers(RowColumns.BacklogEntries, trials._batch.BacklogEntries);
        trials.AddFates();
        trials.AddCausesAndAnswers();
        trials.AddNumbers(RowColumns.HoldS, trials._batch.HoldS);
        trials.AddNumbers(RowColumns.BestRecoveryS, trials._batch.BestRecoveryS);
        trials.AddNumbers(RowColumns.BlockedS, trials._batch.BlockedS);
        trials.AddNumbers(RowColumns.ExposedS, trials._batch.ExposedS);
        trials.AddNumbers(RowColumns.WalPinnedByteS, trials._batch.PinnedByteS);
        trials.AddNumbers(RowColumns.TransferredBytes, trials._batch.TransferredBytes);
        return trials;
    }

    /// <summary>Copies what a map takes for fates and recovery times.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="schema">The columns of its rows.</param>
    /// <param name="map">The map.</param>
    public static RowTrials OfMap(SweepConfig config, RowSchema schema, SweepMap map)
    {
        var trials = new RowTrials(config, schema);
        trials.AddScenarios(schema, map.X.IsFirstOutage || map.Y.IsFirstOutage, index => map.X.Reads(index) || map.Y.Reads(index));
        trials.AddNumbers(RowColumns.RecoveryS, trials._batch.RecoveryS);
        if (map.X.IsOfTrial || map.Y.IsOfTrial)
        {
            trials.AddNumbers(RowColumns.BacklogEntries, trials._batch.BacklogEntries);
        }

        trials.AddFates();
        return trials;
    }

    /// <summary>The columns to read, in the order in which <see cref="Take"/> expects them.</summary>
    public RowColumn[] Columns => [.. _columns];

    /// <summary>Gives the rows of a cursor's batch to what counts them, in batches of its own.</summary>
    public void Take(RowCursor cursor, Action<TrialBatch> count)
    {
        var most = TrialBatch.Capacity * _batch.ProtocolCount;
        for (var first = 0; first < cursor.RowCount; first += most)
        {
            _batch.ScenarioCount = Math.Min(most, cursor.RowCount - first) / _batch.ProtocolCount;
            foreach (var copy in _copies)
            {
                copy(cursor, first);
            }

            count(_batch);
        }
    }

    private void AddScenarios(RowSchema schema, bool takesOutage, Predicate<int> takesVaried)
    {
        if (takesOutage)
        {
            var place = Place(RowColumns.FirstOutageS);
            _copies.Add((cursor, first) => CopyScenarios(cursor[place], first, _batch.FirstOutageS));
        }

        for (var index = 0; index < _varied.Length; index++)
        {
            if (takesVaried(index))
            {
                var (place, values) = (Place(schema.Columns[2 + index]), _batch.Varied[index]);
                _copies.Add((cursor, first) => CopyScenarios(cursor[place], first, values));
            }
        }

        _copies.Add((_, _) =>
        {
            for (var scenario = 0; scenario < _batch.ScenarioCount; scenario++)
            {
                for (var index = 0; index < _varied.Length; index++)
                {
                    _varied[index] = _batch.Varied[index][scenario];
                }

                _batch.Modes[scenario] = _mode.Of(_varied);
            }
        });
    }

    /// <summary>Of kinds the fate and explicit, whose columns the fate takes; the other answers stay no.</summary>
    private void AddFates()
    {
        var (ended, path, isExplicit) = (Place(RowColumns.Ended), Place(RowColumns.Path), Place(RowColumns.Explicit));
        _copies.Add((cursor, first) =>
        {
            ReadOnlySpan<byte> ends = cursor[ended].Bytes.AsSpan(first), paths = cursor[path].Bytes.AsSpan(first), explicits = cursor[isExplicit].Bytes.AsSpan(first);
            for (var trial = 0; trial < _batch.TrialCount; trial++)
            {
                var wasExplicit = explicits[trial] != 0;
                _batch.Kinds[trial] = TrialKind.Of(TrialBatch.FateOf(ends[trial], paths[trial], wasExplicit), wasExplicit);
            }
        });
    }

    /// <summary>Causes, and of kinds the answers that <see cref="AddFates"/>, which goes before, leaves at no; with what they take.</summary>
    private void AddCausesAndAnswers()
    {
        var (reason, needless, aborts) = (Place(RowColumns.Reason), Place(RowColumns.NeedlessRebuild), Place(RowColumns.Aborts));
        AddNumbers(RowColumns.LostEntries, _batch.LostEntries);
        AddNumbers(RowColumns.LeakedEntries, _batch.LeakedEntries);
        _copies.Add((cursor, first) =>
        {
            cursor[reason].Bytes.AsSpan(first, _batch.TrialCount).CopyTo(_batch.Causes);
            ReadOnlySpan<byte> needlesses = cursor[needless].Bytes.AsSpan(first);
            ReadOnlySpan<int> abortCounts = cursor[aborts].Int32s.AsSpan(first);
            for (var trial = 0; trial < _batch.TrialCount; trial++)
            {
                _batch.Kinds[trial] |= TrialKind.Others(needlesses[trial] != 0, abortCounts[trial] > 0, _batch.LostEntries[trial] > 0 || _batch.LeakedEntries[trial] > 0);
            }
        });
    }

    /// <summary>A column of numbers by trial.</summary>
    private void AddNumbers(RowColumn column, double[] target)
    {
        var place = Place(column);
        _copies.Add((cursor, first) => CopyTrials(cursor[place], first, target.AsSpan(0, _batch.TrialCount)));
    }

    private int Place(RowColumn column)
    {
        _columns.Add(column);
        return _columns.Count - 1;
    }

    private static void CopyTrials(ColumnBuffer column, int first, Span<double> target)
    {
        if (column.Column.Type == ColumnType.Double)
        {
            column.Doubles.AsSpan(first, target.Length).CopyTo(target);
            return;
        }

        for (var trial = 0; trial < target.Length; trial++)
        {
            target[trial] = column.IsValid(first + trial) ? column.Int64s[first + trial] : double.NaN;
        }
    }

    /// <summary>The rows of a scenario have the same value: takes that of the first.</summary>
    private void CopyScenarios(ColumnBuffer column, int first, double[] target)
    {
        for (int scenario = 0, row = first; scenario < _batch.ScenarioCount; scenario++, row += _batch.ProtocolCount)
        {
            target[scenario] = column.Column.Type switch
            {
                ColumnType.Int32 => column.Int32s[row],
                ColumnType.Int64 => column.Int64s[row],
                ColumnType.Double => column.Doubles[row],
                _ => column.Bytes[row],
            };
        }
    }
}
