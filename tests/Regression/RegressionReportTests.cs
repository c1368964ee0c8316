using WalSweep.Benchmarks;
using WalSweep.Benchmarks.Regression;
using Xunit;

namespace WalSweep.Tests.Regression;

/// <summary>The report's words, and the name of a processor's folder.</summary>
public sealed class RegressionReportTests
{
    private static readonly string[] _cpuInfo =
        ["processor\t: 0", "vendor_id\t: AuthenticAMD", "cpu family\t: 25", "model\t\t: 17", "model name\t: AMD EPYC", "", "model\t\t: 99"];

    [Fact]
    public void WhatPassedSaysSo()
    {
        var report = Report(ComparisonTests.Compare(1, 0), sameRows: true);
        Assert.Contains("**Passed**: nothing is slower beyond the noise and a tolerance of 1 %, and nothing allocates.", report, StringComparison.Ordinal);
        Assert.Contains("The intervals leave room for a slowdown of at most 0.07 % (v2).", report, StringComparison.Ordinal);
        Assert.Contains("Both wrote the same files of rows", report, StringComparison.Ordinal);
        Assert.Contains("10 pairs of runs; signed-rank intervals of 99.02 % confidence.", report, StringComparison.Ordinal);
        Assert.Contains("AMD EPYC (family 25, model 17), 2 cores", report, StringComparison.Ordinal);
        Assert.Contains("2026-11-22.\n\n    dotnet run -c Release --project benchmarks/Regression -- main --pairs 10 --tolerance 0.01\n", report,
            StringComparison.Ordinal);
    }

    [Fact]
    public void WhatFailedNamesEveryReason()
    {
        var report = Report(ComparisonTests.Compare(1.1, 24), sameRows: false);
        Assert.Contains("**Failed**: slower beyond the noise and a tolerance of 1 %: v2; allocates: v2.", report, StringComparison.Ordinal);
        Assert.Contains("Their files of rows differ", report, StringComparison.Ordinal);
        Assert.Contains("| slower  |  12.50 |", report, StringComparison.Ordinal);
        Assert.Contains("0 → 240 |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRowOfTheTableHasTheSameWidth()
    {
        var table = Report(ComparisonTests.Compare(1.1, 24), sameRows: true).Split('\n').Where(line => line.StartsWith('|')).ToList();
        Assert.Equal(3, table.Count);
        Assert.Single(table.Select(line => line.Length).Distinct());
    }

    [Fact]
    public void AProcessorsFolderSaysWhichItIs()
    {
        Assert.Equal("amd-epyc-family-25-model-17-2-cores", Processor.Parse(_cpuInfo, 2).Folder);
        Assert.NotEmpty(Processor.OfThisMachine().Folder);
        Assert.EndsWith("-8-cores", Processor.Parse([], 8).Folder, StringComparison.Ordinal);
    }

    private static string Report(Comparison comparison, bool sameRows)
    {
        var options = new CheckOptions("main", null, 10, null, 0.01);
        var (old, current) = (new Revision("a", "a1 (first)", false), new Revision("b", "working tree at b2 (second)", true));
        var result = new CheckResult(options, old, current, [comparison], 1e6, 9e5, sameRows);
        return RegressionReport.Of(result, Processor.Parse(_cpuInfo, 2), new DateOnly(2026, 11, 22));
    }
}
