using System.Globalization;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>A test of POSIX limits or paths.</summary>
public sealed class PosixFactAttribute : FactAttribute
{
    public PosixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a POSIX system" : null;
}

/// <summary>A test of the signals that ask a process to end. A process that was started with one of them ignored (by <c>nohup</c>, or in the background of a script) hands that on to those it starts.</summary>
public sealed class SignalTheoryAttribute : TheoryAttribute
{
    // SIGHUP, SIGINT and SIGTERM: signal n is bit n - 1.
    private const ulong _signals = (1UL << 0) | (1UL << 1) | (1UL << 14);

    public SignalTheoryAttribute() => Skip =
        OperatingSystem.IsWindows() ? "needs a POSIX system"
        : (IgnoredSignals() & _signals) != 0 ? "SIGHUP, SIGINT or SIGTERM is ignored here, as nohup and the background of a script have it"
        : null;

    private static ulong IgnoredSignals()
    {
        if (!File.Exists("/proc/self/status"))
        {
            return 0;
        }

        const string Heading = "SigIgn:";
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Heading, StringComparison.Ordinal));
        return line is null ? 0 : ulong.Parse(line.AsSpan(Heading.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
