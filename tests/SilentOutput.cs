using Xunit.Abstractions;

namespace WalSweep.Tests;

/// <summary>Takes what a test has to tell where nobody reads it: when tests are run against a mutant (tests/Mutants).</summary>
internal sealed class SilentOutput : ITestOutputHelper
{
    public void WriteLine(string message)
    {
    }

    public void WriteLine(string format, params object[] args)
    {
    }
}
