using System.IO.Compression;

namespace WalSweep.Sweep.Parquet;

/// <summary>Writes pages with their headers and checksums to a stream and counts the bytes.</summary>
internal sealed class PageWriter(Codec codec)
{
    // Bytes go to the stream in pieces of this size, whole pages of the file system.
    private const int _pieceBytes = 1 << 18;

    private readonly ByteBuffer _header = new(64);
    private readonly byte[] _piece = new byte[_pieceBytes];
    private int _pieceLength;
    private readonly ByteBuffer _compressed = new(64);
    private Stream _output = Stream.Null;

    /// <summary>Bytes written since <see cref="Begin"/>.</summary>
    public long Position { get; private set; }

    public void Begin(Stream output) => (_output, Position, _pieceLength) = (output, 0, 0);

    /// <summary>Writes bytes that belong to no page.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Position += bytes.Length;
        while (bytes.Length > _pieceBytes - _pieceLength)
        {
            int fits = _pieceBytes - _pieceLength;
            bytes[..fits].CopyTo(_piece.AsSpan(_pieceLength));
            _output.Write(_piece);
            _pieceLength = 0;
            bytes = bytes[fits..];
        }

        bytes.CopyTo(_piece.AsSpan(_pieceLength));
        _pieceLength += bytes.Length;
    }

    /// <summary>Gives the stream what it has not got yet.</summary>
    public void Flush()
    {
        _output.Write(_piece.AsSpan(0, _pieceLength));
        _pieceLength = 0;
    }

    /// <summary>Writes a dictionary page.</summary>
    /// <returns>What the page with its header would take uncompressed.</returns>
    public long WriteDictionary(ByteBuffer content, int count) => WritePage(content, count, isDictionary: true, PageEncoding.Plain);

    /// <summary>Writes a data page.</summary>
    /// <returns>What the page with its header would take uncompressed.</returns>
    public long WriteData(ByteBuffer content, int rows, PageEncoding encoding) => WritePage(content, rows, isDictionary: false, encoding);

    private long WritePage(ByteBuffer content, int count, bool isDictionary, PageEncoding encoding)
    {
        ReadOnlySpan<byte> stored = codec == Codec.Uncompressed ? content.Written : Compress(content);
        _header.Truncate();
        var thrift = new ThriftWriter(_header);
        int outermost = thrift.BeginElement();
        thrift.Int32(1, (int)(isDictionary ? PageKind.Dictionary : PageKind.Data));
        thrift.Int32(2, content.Length);
        thrift.Int32(3, stored.Length);
        thrift.Int32(4, (int)Crc32.Compute(stored));
        int outer = thrift.BeginStruct(isDictionary ? 7 : 5);
        thrift.Int32(1, count);
        thrift.Int32(2, (int)encoding);
        if (!isDictionary)
        {
            thrift.Int32(3, (int)PageEncoding.Rle);
            thrift.Int32(4, (int)PageEncoding.Rle);
        }

        thrift.EndStruct(outer);
        thrift.EndStruct(outermost);
        Write(_header.Written);
        Write(stored);
        return _header.Length + content.Length;
    }

    private ReadOnlySpan<byte> Compress(ByteBuffer content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content.Written);
        }

        _compressed.Truncate();
        _compressed.Write(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        return _compressed.Written;
    }
}
