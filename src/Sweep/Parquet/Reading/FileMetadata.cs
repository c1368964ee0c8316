namespace WalSweep.Sweep.Parquet;

/// <summary>What a file says of itself in its footer.</summary>
/// <param name="Schema">Its columns. Names of enumerations are not known before the data are read.</param>
/// <param name="RowCount">Rows of the file.</param>
/// <param name="RowGroups">Its row groups in order.</param>
/// <param name="Metadata">Keys and values in order.</param>
/// <param name="CreatedBy">What wrote it, or null.</param>
public sealed record FileMetadata(
    TableSchema Schema, long RowCount, IReadOnlyList<RowGroupInfo> RowGroups, IReadOnlyList<KeyValuePair<string, string>> Metadata, string? CreatedBy)
{
    /// <summary>The value of a metadata key, or null.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (KeyValuePair<string, string> pair in Metadata)
            {
                if (pair.Key == key)
                {
                    return pair.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Whether our own writer wrote it, so that everything must be as it writes it.</summary>
    internal bool IsOwn => CreatedBy is not null && CreatedBy.StartsWith(Format.CreatedByPrefix, StringComparison.Ordinal);
}

/// <summary>One row group.</summary>
/// <param name="FirstRow">The number of its first row, counted from 0 in the whole file.</param>
/// <param name="RowCount">Its rows.</param>
/// <param name="Columns">Its column chunks in the schema's order.</param>
public sealed record RowGroupInfo(long FirstRow, long RowCount, IReadOnlyList<ChunkInfo> Columns);

/// <summary>One column chunk.</summary>
/// <param name="Statistics">What its values are like.</param>
/// <param name="StoredBytes">Its size in the file.</param>
public sealed record ChunkInfo(ChunkStatistics Statistics, long StoredBytes)
{
    internal long Offset { get; init; }

    internal Codec Codec { get; init; }
}

/// <summary>
/// What the footer says of a chunk's values. The extremes are <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or
/// <see cref="string"/> by the column's type, and null where the file does not say, or there is no value.
/// </summary>
/// <param name="NullCount">NULLs among the rows, or null if the file does not say.</param>
/// <param name="Min">A lower bound.</param>
/// <param name="Max">An upper bound.</param>
/// <param name="IsExact">Whether the bounds are values of the chunk.</param>
public sealed record ChunkStatistics(long? NullCount, object? Min, object? Max, bool IsExact);
