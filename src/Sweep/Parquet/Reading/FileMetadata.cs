namespace WalSweep.Sweep.Parquet;

/// <summary>What a file says of itself in its footer.</summary>
/// <param name="Schema">Its columns. Names of enumerations are not known before the data are read.</param>
/// <param name="RowCount">Rows of the file.</param>
/// <param name="RowGroups">Its row groups in order.</param>
/// <param name="Metadata">Keys and values in order.</param>
public sealed record FileMetadata(
    TableSchema Schema, long RowCount, IReadOnlyList<RowGroupInfo> RowGroups, IReadOnlyList<KeyValuePair<string, string>> Metadata)
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
}

/// <summary>
/// What the footer says of a chunk's values. The extremes are <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or
/// <see cref="string"/> by the column's type, and null where every row is NULL.
/// </summary>
/// <param name="NullCount">NULLs among the rows.</param>
/// <param name="Min">The least value.</param>
/// <param name="Max">The greatest value.</param>
public sealed record ChunkStatistics(long NullCount, object? Min, object? Max);
