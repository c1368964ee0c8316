using System.Runtime.InteropServices;

namespace WalSweep.Sweep.Results;

/// <summary>The system's limit on the size of files: a write beyond it is to fail like any other that the system refuses.</summary>
public static class FileSizeLimit
{
    // SIGXFSZ; the framework has no name for it. The same number on Linux and macOS.
    private const PosixSignal _fileSizeExceeded = (PosixSignal)25;

    // For as long as the process lives: a signal is dealt with some time after the write that it came of has failed, and by then a verb may be done.
    private static PosixSignalRegistration? _exceeded;

    /// <summary>Sees to it that a write beyond the limit does not end the process without a word.</summary>
    public static void LetWritesFail() =>
        _exceeded ??= OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(_fileSizeExceeded, context => context.Cancel = true);

    /// <summary>Writes.</summary>
    /// <exception cref="IOException">The system refuses, be it because of the limit.</exception>
    internal static void Write(Stream file, ReadOnlySpan<byte> content)
    {
        try
        {
            file.Write(content);
        }
        catch (ArgumentOutOfRangeException refusal)
        {
            // This is how the framework words the system's EFBIG.
            throw new IOException("the file is larger than the system permits", refusal);
        }
    }
}
