using System.ComponentModel;
using System.Runtime.InteropServices;

namespace WalSweep.Sweep.Results;

/// <summary>
/// Brings a folder's entries to the disk, without which a rename may not survive a power failure. The framework opens no folders, so the
/// three calls are made directly. On Windows there is nothing to call: NTFS journals renames.
/// </summary>
internal static partial class FolderFlush
{
    private const int _readOnly = 0;

    // The same numbers on Linux and macOS.
    private const int _interrupted = 4;
    private const int _invalidArgument = 22;

    /// <exception cref="IOException">The folder cannot be opened, or the disk reports an error.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor;
        while ((descriptor = Open(folder, _readOnly)) < 0)
        {
            ThrowUnless(_interrupted, folder);
        }

        try
        {
            while (Fsync(descriptor) < 0)
            {
                // Some network file systems know no flush of folders; their renames are synchronous.
                if (Marshal.GetLastPInvokeError() == _invalidArgument)
                {
                    return;
                }

                ThrowUnless(_interrupted, folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static void ThrowUnless(int expected, string folder)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error != expected)
        {
            throw new IOException($"{new Win32Exception(error).Message} : '{folder}'", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
