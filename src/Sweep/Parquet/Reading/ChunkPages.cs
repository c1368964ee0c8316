using System.Numerics;

namespace WalSweep.Sweep.Parquet;

/// <summary>Goes through the pages of one column chunk and checks them. Holds one page at a time.</summary>
internal sealed class ChunkPages(ByteSource source)
{
    // A page is read in pieces that stay in the processor's caches until their checksum is taken.
    private const int _pieceBytes = 1 << 16;

    private ByteSource _source = source;
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

    /// <summary>Goes on with another file, in the same memory.</summary>
    public void Continue(ByteSource next) => _source = next;

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
        _source.Read(Position, window, _place);
        Header = PageHeader.Read(window, Position, _place);
        ContentOffset = Position + Header.HeaderBytes;
        long most = Math.Min(_end - ContentOffset, Format.MaxPageBytes);
        if (Header.ContentBytes > most)
        {
            throw _place.Error(Position, $"expected a page of at most {most} bytes, found one of {Header.ContentBytes}");
        }

        Reserve(Header.ContentBytes + HybridDecoder.Padding);
        uint found = 0;
        for (int at = 0; at < Header.ContentBytes; at += _pieceBytes)
        {
            Span<byte> piece = _content.AsSpan(at, Math.Min(_pieceBytes, Header.ContentBytes - at));
            _source.Read(ContentOffset + at, piece, _place);
            found = Crc32.Continue(found, piece);
        }

        if (Header.Checksum != found)
        {
            throw _place.Error(ContentOffset, $"expected a page with the checksum {Header.Checksum:x8}, found {found:x8}: the page is damaged");
        }

        Position = ContentOffset + Header.ContentBytes;
    }

    /// <summary>Makes room, for the largest page sooner than for each a little larger than the one before.</summary>
    private void Reserve(int bytes)
    {
        if (_content.Length < bytes)
        {
            _content = new byte[Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)bytes), Format.MaxPageBytes + HybridDecoder.Padding)];
        }
    }
}
