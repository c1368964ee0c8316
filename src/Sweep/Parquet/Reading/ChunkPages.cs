using System.IO.Compression;

namespace WalSweep.Sweep.Parquet;

/// <summary>Goes through the pages of one column chunk, checks them, and unpacks their contents. Holds one page at a time.</summary>
internal sealed class ChunkPages(ByteSource source, bool isOwn)
{
    private const int _headerWindow = 512;
    private byte[] _stored = new byte[_headerWindow];
    private byte[] _plain = [];
    private ChunkInfo _chunk = null!;
    private Place _place = null!;
    private long _position;
    private long _end;

    /// <summary>The header of the page at hand.</summary>
    public PageHeader Header;

    /// <summary>Its content unpacked, with <see cref="HybridDecoder.Padding"/> bytes more; <see cref="PageHeader.PlainBytes"/> of it count.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>Where the stored content begins in the file.</summary>
    public long ContentOffset { get; private set; }

    /// <summary>Where the next page would begin, or the chunk's end.</summary>
    public long Position => _position;

    /// <summary>Whether all pages were read.</summary>
    public bool IsAtEnd => _position == _end;

    /// <summary>Begins a chunk.</summary>
    public void Begin(ChunkInfo chunk, Place place)
    {
        (_chunk, _place) = (chunk, place);
        (_position, _end) = (chunk.Offset, chunk.Offset + chunk.StoredBytes);
    }

    /// <summary>Reads the next page.</summary>
    public void Next()
    {
        if (_position >= _end)
        {
            throw _place.Error(_position, "expected another page, but the column's pages end here");
        }

        Header = ReadHeader();
        ContentOffset = _position + Header.HeaderBytes;
        if (Header.StoredBytes > _end - ContentOffset)
        {
            throw _place.Error(_position, $"expected a page of at most {_end - ContentOffset} bytes, found one of {Header.StoredBytes}");
        }

        if (Math.Max(Header.StoredBytes, Header.PlainBytes) > Format.MaxPageBytes)
        {
            throw _place.Error(_position, $"expected a page of at most {Format.MaxPageBytes} bytes, found one of {Math.Max(Header.StoredBytes, Header.PlainBytes)}");
        }

        if (isOwn && Header.Checksum is null)
        {
            throw _place.Error(_position, "expected a page with a checksum, as every page of this writer has");
        }

        Sized(ref _stored, Header.StoredBytes);
        Span<byte> stored = _stored.AsSpan(0, Header.StoredBytes);
        source.Read(ContentOffset, stored, _place);
        if (Header.Checksum is uint checksum && Crc32.Compute(stored) != checksum)
        {
            throw _place.Error(ContentOffset, $"expected a page with the checksum {checksum:x8}, found {Crc32.Compute(stored):x8}: the page is damaged");
        }

        Unpack();
        _position = ContentOffset + Header.StoredBytes;
    }

    private PageHeader ReadHeader()
    {
        int window = (int)Math.Min(_headerWindow, _end - _position);
        while (true)
        {
            Sized(ref _stored, window);
            source.Read(_position, _stored.AsSpan(0, window), _place);
            try
            {
                return PageHeader.Read(_stored.AsSpan(0, window), _position, _place);
            }
            catch (ParquetFormatException) when (window == _headerWindow)
            {
                // Headers with long statistics of strings are rare; they are read again with all the bytes that a header may have.
                window = (int)Math.Min(Format.MaxPageHeaderBytes, _end - _position);
                if (window == _headerWindow)
                {
                    throw;
                }
            }
        }
    }

    private void Unpack()
    {
        bool isV2 = Header.Kind == PageKind.DataV2;
        if (_chunk.Codec == Codec.Uncompressed || (isV2 && !Header.IsCompressed))
        {
            if (Header.PlainBytes != Header.StoredBytes)
            {
                throw _place.Error(_position, $"expected an uncompressed page of {Header.PlainBytes} bytes, found {Header.StoredBytes}");
            }

            Content = _stored;
            return;
        }

        // Levels of the second version stand before the compressed values as they are.
        int levels = isV2 ? Header.LevelBytes : 0;
        if (levels < 0 || levels > Math.Min(Header.StoredBytes, Header.PlainBytes))
        {
            throw _place.Error(_position, $"expected levels within the page, found {levels} bytes of them");
        }

        // DEFLATE packs at most 1032 bytes into one: a length beyond that is not believed, let alone made room for.
        if (Header.PlainBytes - levels > (Header.StoredBytes - levels) * 1032L)
        {
            throw _place.Error(_position, $"expected a page that {Header.StoredBytes} compressed bytes can hold, found one of {Header.PlainBytes}");
        }

        Sized(ref _plain, Header.PlainBytes);
        _stored.AsSpan(0, levels).CopyTo(_plain);
        if (!Gunzip(levels))
        {
            throw _place.Error(ContentOffset, $"expected {Header.PlainBytes - levels} bytes compressed by GZIP, and no more");
        }

        Content = _plain;
    }

    private bool Gunzip(int levels)
    {
        try
        {
            using var stored = new MemoryStream(_stored, levels, Header.StoredBytes - levels);
            using var gzip = new GZipStream(stored, CompressionMode.Decompress);
            int length = Header.PlainBytes - levels;
            return gzip.ReadAtLeast(_plain.AsSpan(levels, length), length, throwOnEndOfStream: false) == length && (length == 0 || gzip.ReadByte() < 0);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private static void Sized(ref byte[] bytes, int count)
    {
        const int alignment = 4096;
        if (bytes.Length < count + HybridDecoder.Padding + 1)
        {
            bytes = new byte[(count + HybridDecoder.Padding + alignment) & ~(alignment - 1)];
        }
    }
}
