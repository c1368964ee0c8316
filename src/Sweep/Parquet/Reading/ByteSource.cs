using Microsoft.Win32.SafeHandles;
using WalSweep.Sweep.Config;

namespace WalSweep.Sweep.Parquet;

/// <summary>Bytes that can be read from any position, from a file or from memory.</summary>
internal sealed class ByteSource : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly ReadOnlyMemory<byte> _memory;

    public ByteSource(string path)
    {
        Name = path;
        if (BoundedFile.HasNoLength(path))
        {
            return; // As an empty file, which it may be.
        }

        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_handle);
    }

    public ByteSource(ReadOnlyMemory<byte> memory, string name) => (_memory, Name, Length) = (memory, name, memory.Length);

    public string Name { get; }

    /// <summary>Bytes there were when it was opened.</summary>
    public long Length { get; }

    /// <summary>Fills the target from a position; the caller has checked that so many bytes were there.</summary>
    public void Read(long offset, Span<byte> target, Place place)
    {
        if (_handle is null)
        {
            _memory.Span.Slice((int)offset, target.Length).CopyTo(target);
            return;
        }

        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(_handle, target, offset);
            if (read == 0)
            {
                throw place.Error(offset, "the file ends here, it was longer when it was opened");
            }

            target = target[read..];
            offset += read;
        }
    }

    public void Dispose() => _handle?.Dispose();
}
