using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Comparison;

/// <summary>A question that a comparison answers, and the columns that answer it.</summary>
/// <param name="Question">The question, as a heading.</param>
/// <param name="Columns">Its columns, in the order in which they are shown.</param>
public sealed record ComparisonGroup(string Question, IReadOnlyList<RowColumn> Columns)
{
    private static readonly ComparisonGroup[] _asked =
    [
        new("does committed data remain safe?",
            [RowColumns.CommittedSafe, RowColumns.LostEntries]),
        new("does uncommitted data stay out of the lineage?",
            [RowColumns.LineageClean, RowColumns.LeakedEntries]),
        new("does recovery complete?",
            [RowColumns.Ended, RowColumns.RecoveryS, RowColumns.HoldS, RowColumns.WorstRecoveryS]),
        new("catch-up or rebuild?",
            [RowColumns.Path, RowColumns.BacklogEntries, RowColumns.Catchups, RowColumns.Rebuilds, RowColumns.Aborts]),
        new("explicit or accidental?",
            [RowColumns.Explicit, RowColumns.Reason]),
        new("against the best possible",
            [RowColumns.NeedlessRebuild, RowColumns.BestRecoveryS]),
    ];

    /// <summary>All groups. What answers no question is a cost, so every column of the outcome is in one.</summary>
    public static IReadOnlyList<ComparisonGroup> All { get; } =
        [.. _asked, new("what did it cost?", [.. RowColumns.Outcome.Except(_asked.SelectMany(group => group.Columns))])];
}
