using System.Buffers.Binary;

namespace WalSweep.Sweep.Parquet;

/// <summary>Reads one column of one row group after another into a buffer, some rows at a time.</summary>
internal sealed partial class ColumnReader(ByteSource source, FileMetadata file, int columnIndex, ColumnBuffer target)
{
    private readonly ChunkPages _pages = new(source);
    private readonly ChunkDictionary _dictionary = new(file.Schema.Columns[columnIndex]);
    private readonly DeltaDecoder _deltas = new();
    private readonly Column _column = file.Schema.Columns[columnIndex];
    private readonly long[] _numbers = new long[file.Schema.Columns[columnIndex].Type == ColumnType.Int32 ? TableCursor.BatchRows : 0];
    private FileMetadata _file = file;
    private Place _place = new(source.Name, $"column '{file.Schema.Columns[columnIndex].Name}'");
    private HybridDecoder _levels;
    private HybridDecoder _codes;
    private PageEncoding _encoding;
    private int _pageRowsLeft;
    private int _position;
    private int _bit;
    private long _rowsLeft;

    /// <summary>The values read last.</summary>
    public ColumnBuffer Target => target;

    /// <summary>Names of an enumeration, as <see cref="ChunkDictionary.Names"/>.</summary>
    public IReadOnlyList<string> Names => _dictionary.Names;

    /// <summary>Goes on with another file of the same columns, in the same memory.</summary>
    public void Continue(ByteSource next, FileMetadata nextFile)
    {
        (_file, _place) = (nextFile, _place.In(next.Name));
        _pages.Continue(next);
    }

    /// <summary>Begins a row group.</summary>
    public void Begin(int rowGroup)
    {
        _place.RowGroup = rowGroup;
        _pages.Begin(_file.RowGroups[rowGroup].Columns[columnIndex], _place);
        _dictionary.Clear();
        (_pageRowsLeft, _position, _encoding) = (0, 0, PageEncoding.Plain);
        _rowsLeft = _file.RowGroups[rowGroup].RowCount;
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
        if (_pageRowsLeft == 0 && _encoding == PageEncoding.Plain && _column.Type != ColumnType.Boolean && _position != 0 && _position != _pages.Header.ContentBytes)
        {
            throw Error($"expected the page to end after its values, but {_pages.Header.ContentBytes - _position} bytes are left");
        }

        if (_rowsLeft == 0 && _pageRowsLeft == 0 && !_pages.IsAtEnd)
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
            if (_dictionary.Count > 0 || header.Encoding != PageEncoding.Plain)
            {
                throw Error("expected one dictionary, with its values in plain encoding");
            }

            _dictionary.Read(_pages.Content.AsSpan(0, header.ContentBytes), header.ValueCount, _place, _pages.ContentOffset);
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
        if (!_column.IsOptional)
        {
            return;
        }

        if (header.LevelEncoding != PageEncoding.Rle)
        {
            throw Error($"expected definition levels in RLE, found encoding {(int)header.LevelEncoding}");
        }

        int end = header.ContentBytes - sizeof(uint);
        uint length = end >= 0 ? BinaryPrimitives.ReadUInt32LittleEndian(_pages.Content) : uint.MaxValue;
        if (length > end)
        {
            throw Error("expected the length of the definition levels, which lie within the page");
        }

        _position = sizeof(uint) + (int)length;
        _levels = new HybridDecoder(_pages.Content, sizeof(uint), _position, 1);
    }

    private void BeginValues(ref PageHeader header)
    {
        int end = header.ContentBytes;
        _encoding = header.Encoding;
        switch (_encoding)
        {
            case PageEncoding.Plain when _column.Type != ColumnType.Enumeration:
                break;
            case PageEncoding.RleDictionary when _column.Type != ColumnType.Boolean:
                int width = _position < end ? _pages.Content[_position++] : int.MaxValue;
                if (width > 31)
                {
                    throw Error("expected the width of dictionary indices, at most 31 bits");
                }

                _codes = new HybridDecoder(_pages.Content, _position, end, width);
                break;
            case PageEncoding.DeltaBinaryPacked when _column.Type is ColumnType.Int32 or ColumnType.Int64:
                if (!_deltas.Begin(_pages.Content, _position, end) || _deltas.ValuesLeft > _pageRowsLeft)
                {
                    throw Error("the delta-encoded numbers have a malformed header");
                }

                break;
            default:
                throw Error($"expected an encoding of {_column.Type} that is written here, found {(int)header.Encoding}");
        }
    }

    private ParquetFormatException Error(string problem) => _place.Error(_pages.ContentOffset, problem);
}
