namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Writes Parquet files: a data page of the first version for each column of a row group, with a checksum, after a dictionary page where that is smaller; exact
/// statistics; a footer with a checksum of its own. Nothing is compressed, so the same rows give the same bytes on any machine. After the first row groups it
/// allocates nothing.
/// </summary>
public sealed class ParquetTableWriter : ITableWriter
{
    private readonly TableSchema _schema;
    private readonly ColumnEncoder _encoder;
    private readonly PageWriter _pages;
    private readonly FooterWriter _footer;
    private IReadOnlyList<KeyValuePair<string, string>> _metadata = [];
    private bool _isOpen;

    /// <summary>Makes a writer for tables of one schema, for use by one thread.</summary>
    public ParquetTableWriter(TableSchema schema)
    {
        _schema = schema;
        _encoder = new ColumnEncoder(schema.RunLength);
        _pages = new PageWriter();
        _footer = new FooterWriter(schema);
    }

    /// <inheritdoc/>
    public void Begin(Stream output, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal) { Format.FooterChecksumKey };
        foreach (KeyValuePair<string, string> pair in metadata)
        {
            if (!keys.Add(pair.Key))
            {
                throw new ArgumentException($"metadata key '{pair.Key}' is there twice, or is the writer's own");
            }
        }

        _metadata = metadata;
        _pages.Begin(output);
        _pages.Write("PAR1"u8);
        _footer.Begin();
        _isOpen = true;
    }

    /// <inheritdoc/>
    public void WriteRowGroup(RowGroupBuffer rows)
    {
        if (!_isOpen || rows.Schema != _schema)
        {
            throw new InvalidOperationException(_isOpen ? "the rows are of another schema than the writer" : "no table was begun");
        }

        if (rows.RowCount == 0)
        {
            return;
        }

        // Whatever goes wrong half way leaves a file without an end; it must not get one by a later call.
        _isOpen = false;
        _footer.BeginRowGroup(_pages.Position);
        for (int i = 0; i < rows.Columns.Count; i++)
        {
            ColumnBuffer column = rows.Columns[i];
            _encoder.Encode(column, rows.RowCount);
            long start = _pages.Position, dictionary = -1;
            if (_encoder.DictionaryCount > 0)
            {
                dictionary = start;
                _pages.WriteDictionary(_encoder.Dictionary, _encoder.DictionaryCount);
            }

            long data = _pages.Position;
            _pages.WriteData(_encoder.Data, rows.RowCount, _encoder.Encoding);
            _footer.AddChunk(column.Column, rows.RowCount, _encoder, new ChunkPlace(dictionary, data, _pages.Position - start));
        }

        _footer.EndRowGroup(rows.RowCount);
        _isOpen = true;
    }

    /// <inheritdoc/>
    public long End()
    {
        if (!_isOpen)
        {
            throw new InvalidOperationException("no table was begun, or a row group could not be written");
        }

        _isOpen = false;
        _pages.Write(_footer.End(_metadata));
        _pages.Flush();
        return _pages.Position;
    }
}
