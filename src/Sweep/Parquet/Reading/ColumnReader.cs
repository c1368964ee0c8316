using System.Buffers.Binary;

namespace WalSweep.Sweep.Parquet;

/// <summary>Reads one column of one row group after another into a buffer, some rows at a time.</summary>
internal sealed partial class ColumnReader(ByteSource source, FileMetadata file, int columnIndex, ColumnBuffer target)
{
    private readonly ChunkPages _pages = new(source, file.IsOwn);
    private readonly ChunkDictionary _dictionary = new(file.Schema.Columns[columnIndex]);
    private readonly DeltaDecoder _deltas = new();
    private readonly Column _column = file.Schema.Columns[columnIndex];
    private readonly int[] _indices = new int[TableCursor.BatchRows];
    private readonly long[] _numbers = new long[TableCursor.BatchRows];
    private Place _place = null!;
    private HybridDecoder _levels;
    private HybridDecoder _codes;
    private PageEncoding _encoding;
    private int _pageRowsLeft;
    private int _position;
    private int _bit;
    private int _splitStart;
    private long _rowsLeft;

    /// <summary>The values read last.</summary>
    public ColumnBuffer Target => target;

    /// <summary>Names of an enumeration, as <see cref="ChunkDictionary.Names"/>.</summary>
    public IReadOnlyList<string> Names => _dictionary.Names;

    /// <summary>Begins a row group.</summary>
    public void Begin(int rowGroup)
    {
        _place = new Place(source.Name, FormattableString.Invariant($"column '{_column.Name}', row group {rowGroup}"));
        _pages.Begin(file.RowGroups[rowGroup].Columns[columnIndex], _place);
        _dictionary.Clear();
        (_pageRowsLeft, _position, _encoding) = (0, 0, PageEncoding.Plain);
        _rowsLeft = file.RowGroups[rowGroup].RowCount;
        CheckEnd();
    }

    /// <summary>Reads the next rows into the buffer, which the caller knows to exist and to fit.</summary>
    public void Read(int rows)
    {
        target.Validity.AsSpan(0, target.Validity.Length == 0 ? 0 : (rows + 63) >> 6).Clear();
        for (int row = 0; row < rows;)
        {
            while (_pageRowsLeft == 0)
            {
                NextPage();
            }

            int some = Math.Min(rows - row, _pageRowsLeft);
            int present = some;
            if (_column.IsOptional)
            {
                present = _levels.ReadBits(target.Validity, row, some);
                if (present < 0)
                {
                    throw Error("the definition levels end too early, or are malformed");
                }
            }

            ReadValues(row, present);
            if (present < some)
            {
                Spread(row, some, present);
            }

            row += some;
            _pageRowsLeft -= some;
            _rowsLeft -= some;
            CheckEnd();
        }
    }

    /// <summary>After the last row of a page nothing may be left of it, and after that of a chunk no page.</summary>
    private void CheckEnd()
    {
        if (_pageRowsLeft == 0 && _encoding == PageEncoding.Plain && _column.Type != ColumnType.Boolean && _position != 0 && _position != _pages.Header.PlainBytes)
        {
            throw Error($"expected the page to end after its values, but {_pages.Header.PlainBytes - _position} bytes are left");
        }

        if (_rowsLeft == 0 && _pageRowsLeft == 0 && file.IsOwn && !_pages.IsAtEnd)
        {
            throw _place.Error(_pages.Position, "expected the column's pages to end here");
        }
    }

    private void NextPage()
    {
        _pages.Next();
        ref PageHeader header = ref _pages.Header;
        (_position, _bit) = (0, 0);
        if (header.Kind == PageKind.Dictionary)
        {
            if (_dictionary.Count > 0 || header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
            {
                throw Error("expected one dictionary, with its values in plain encoding");
            }

            _dictionary.Read(_pages.Content.AsSpan(0, header.PlainBytes), header.ValueCount, _place, _pages.ContentOffset);
            return;
        }

        if (header.ValueCount > _rowsLeft)
        {
            throw Error($"expected a page of at most {_rowsLeft} values, found {header.ValueCount}");
        }

        _pageRowsLeft = header.ValueCount;
        BeginLevels(ref header);
        BeginValues(ref header);
    }

    private void BeginLevels(ref PageHeader header)
    {
        if (header.Kind == PageKind.DataV2)
        {
            if (header.RepetitionBytes != 0 || header.LevelBytes < 0 || header.LevelBytes > header.PlainBytes || (!_column.IsOptional && header.LevelBytes != 0))
            {
                throw Error("expected definition levels within the page, and no repetition levels");
            }

            _levels = new HybridDecoder(_pages.Content, 0, header.LevelBytes, 1);
            _position = header.LevelBytes;
        }
        else if (_column.IsOptional)
        {
            if (header.LevelEncoding != PageEncoding.Rle)
            {
                throw Error($"expected definition levels in RLE, found encoding {(int)header.LevelEncoding}");
            }

            int end = ReadLength(header.PlainBytes, "definition levels");
            _levels = new HybridDecoder(_pages.Content, _position, end, 1);
            _position = end;
        }
    }

    private void BeginValues(ref PageHeader header)
    {
        int end = header.PlainBytes;
        _encoding = header.Encoding == PageEncoding.PlainDictionary ? PageEncoding.RleDictionary : header.Encoding;
        switch (_encoding)
        {
            case PageEncoding.Plain:
                break;
            case PageEncoding.RleDictionary when _column.Type != ColumnType.Boolean:
                // A page of nulls alone may have no indices, not even their width.
                int width = _position < end ? _pages.Content[_position++] : 0;
                if (width > 31)
                {
                    throw Error($"expected dictionary indices of at most 31 bits, found {width}");
                }

                _codes = new HybridDecoder(_pages.Content, _position, end, width);
                break;
            case PageEncoding.DeltaBinaryPacked when _column.Type is ColumnType.Int32 or ColumnType.Int64:
                if (!_deltas.Begin(_pages.Content, _position, end) || _deltas.ValuesLeft > _pageRowsLeft)
                {
                    throw Error("the delta-encoded numbers have a malformed header");
                }

                break;
            case PageEncoding.ByteStreamSplit when _column.Type is ColumnType.Int32 or ColumnType.Int64 or ColumnType.Double:
                _splitStart = _position;
                break;
            case PageEncoding.Rle when _column.Type == ColumnType.Boolean:
                int codesEnd = ReadLength(end, "booleans");
                _codes = new HybridDecoder(_pages.Content, _position, codesEnd, 1);
                break;
            default:
                throw Error($"expected an encoding of {_column.Type} that is read here, found {(int)header.Encoding}");
        }
    }

    /// <summary>Reads a length in four bytes, and says where what it is the length of ends.</summary>
    private int ReadLength(int end, string what)
    {
        uint length = end - _position >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(_pages.Content.AsSpan(_position)) : uint.MaxValue;
        if (length > (uint)Math.Max(0, end - _position - sizeof(uint)))
        {
            throw Error($"expected the length of the {what}, which lie within the page");
        }

        _position += sizeof(uint);
        return _position + (int)length;
    }

    private ParquetFormatException Error(string problem) => _place.Error(_pages.ContentOffset, problem);
}
