namespace WalSweep.Sweep.Parquet;

/// <summary>Writes pages with their headers and checksums to a stream and counts the bytes.</summary>
internal sealed class PageWriter
{
    // Bytes go to the stream in pieces of this size, whole pages of the file system.
    private const int _pieceBytes = 1 << 18;

    private readonly ByteBuffer _header = new(64);
    private readonly byte[] _piece = new byte[_pieceBytes];
    private int _pieceLength;
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
    public void WriteDictionary(ByteBuffer content, int count) => WritePage(content, count, isDictionary: true, PageEncoding.Plain);

    /// <summary>Writes a data page.</summary>
    public void WriteData(ByteBuffer content, int rows, PageEncoding encoding) => WritePage(content, rows, isDictionary: false, encoding);

    private void WritePage(ByteBuffer content, int count, bool isDictionary, PageEncoding encoding)
    {
        _header.Truncate();
        var thrift = new ThriftWriter(_header);
        int outermost = thrift.BeginElement();
        thrift.Int32(1, (int)(isDictionary ? PageKind.Dictionary : PageKind.Data));
        thrift.Int32(2, content.Length);
        thrift.Int32(3, content.Length);
        thrift.Int32(4, (int)Crc32.Compute(content.Written));
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
        Write(content.Written);
    }
}
