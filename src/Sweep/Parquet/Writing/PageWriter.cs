using System.IO.Compression;

namespace WalSweep.Sweep.Parquet;

/// <summary>Writes pages with their headers and checksums to a stream and counts the bytes.</summary>
internal sealed class PageWriter(Codec codec)
{
    private readonly ByteBuffer _header = new(64);
    private readonly ByteBuffer _compressed = new(64);
    private Stream _output = Stream.Null;

    /// <summary>Bytes written to the stream since <see cref="Begin"/>.</summary>
    public long Position { get; private set; }

    public void Begin(Stream output) => (_output, Position) = (output, 0);

    /// <summary>Writes bytes that belong to no page.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        Position += bytes.Length;
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
