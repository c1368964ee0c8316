namespace WalSweep.Sweep.Parquet;

/// <summary>Goes through the pages of one column chunk and checks them. Holds one page at a time.</summary>
internal sealed class ChunkPages(ByteSource source)
{
    private byte[] _content = new byte[Format.MaxPageHeaderBytes];
    private Place _place = null!;
    private long _end;

    /// <summary>The header of the page at hand.</summary>
    public PageHeader Header;

    /// <summary>Its content, with <see cref="HybridDecoder.Padding"/> bytes more; <see cref="PageHeader.ContentBytes"/> of it count.</summary>
    public byte[] Content => _content;

    /// <summary>Where the content begins in the file.</summary>
    public long ContentOffset { get; private set; }

    /// <summary>Where the next page would begin, or the chunk's end.</summary>
    public long Position { get; private set; }

    /// <summary>Whether all pages were read.</summary>
    public bool IsAtEnd => Position == _end;

    /// <summary>Begins a chunk.</summary>
    public void Begin(ChunkInfo chunk, Place place)
    {
        _place = place;
        (Position, _end) = (chunk.Offset, chunk.Offset + chunk.StoredBytes);
    }

    /// <summary>Reads the next page.</summary>
    public void Next()
    {
        if (Position >= _end)
        {
            throw _place.Error(Position, "expected another page, but the column's pages end here");
        }

        Span<byte> window = _content.AsSpan(0, (int)Math.Min(Format.MaxPageHeaderBytes, _end - Position));
        source.Read(Position, window, _place);
        Header = PageHeader.Read(window, Position, _place);
        ContentOffset = Position + Header.HeaderBytes;
        long most = Math.Min(_end - ContentOffset, Format.MaxPageBytes);
        if (Header.ContentBytes > most)
        {
            throw _place.Error(Position, $"expected a page of at most {most} bytes, found one of {Header.ContentBytes}");
        }

        if (_content.Length < Header.ContentBytes + HybridDecoder.Padding)
        {
            const int Granule = 4096;
            _content = new byte[(Header.ContentBytes + HybridDecoder.Padding + Granule - 1) & ~(Granule - 1)];
        }

        Span<byte> content = _content.AsSpan(0, Header.ContentBytes);
        source.Read(ContentOffset, content, _place);
        uint found = Crc32.Compute(content);
        if (Header.Checksum != found)
        {
            throw _place.Error(ContentOffset, $"expected a page with the checksum {Header.Checksum:x8}, found {found:x8}: the page is damaged");
        }

        Position = ContentOffset + Header.ContentBytes;
    }
}
