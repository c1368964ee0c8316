using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>A test of POSIX signals, limits or paths.</summary>
public sealed class SkippableOnWindowsFactAttribute : FactAttribute
{
    public SkippableOnWindowsFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a POSIX system" : null;
}

/// <inheritdoc cref="SkippableOnWindowsFactAttribute"/>
public sealed class SkippableOnWindowsTheoryAttribute : TheoryAttribute
{
    public SkippableOnWindowsTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a POSIX system" : null;
}
