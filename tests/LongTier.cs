namespace WalSweep.Tests;

/// <summary>The long tier of the tests: the same tests with more seeds, more rows and more kills, switched on by WALSWEEP_LONG=1.</summary>
internal static class LongTier
{
    public static bool IsOn => Environment.GetEnvironmentVariable("WALSWEEP_LONG") == "1";
}
