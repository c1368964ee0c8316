using System.Security.Cryptography;

namespace WalSweep.Sweep.Results;

/// <summary>
/// Passes on what is written and computes its SHA-256 on the way, so that a file need not be read again to be vouched for. Reused from file
/// to file.
/// </summary>
internal sealed class HashingStream : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Stream _inner = Null;
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>Begins a new file.</summary>
    public void Begin(Stream inner)
    {
        Span<byte> forgotten = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(forgotten);
        (_inner, _length) = (inner, 0);
    }

    /// <summary>The digest of everything written, in lower-case hex.</summary>
    public string End() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        FileSizeLimit.Write(_inner, buffer);
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
