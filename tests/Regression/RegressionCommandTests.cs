using System.Diagnostics;
using WalSweep.Benchmarks.Regression;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Regression;

/// <summary>What cannot be checked is refused with the reason, before anything is built.</summary>
public sealed class RegressionCommandTests
{
    [Theory]
    [InlineData("OLD", new string[0])]
    [InlineData("--pairs: expected a number from 8 to 1000, found \"7\"", new[] { "main", "--pairs", "7" })]
    [InlineData("--pairs: expected a number from 8 to 1000, found \"8.5\"", new[] { "main", "--pairs", "8.5" })]
    [InlineData("--scenarios: expected a number from 1000 to 1000000000, found \"999\"", new[] { "main", "--scenarios", "999" })]
    [InlineData("--tolerance: expected a number from 0 to 1, found \"NaN\"", new[] { "main", "--tolerance", "NaN" })]
    [InlineData("--tolerance: expected a number from 0 to 1, found \"1%\"", new[] { "main", "--tolerance", "1%" })]
    [InlineData("'third'", new[] { "main", "main", "third" })]
    public void AWrongCommandLineIsExplained(string expected, string[] arguments) => AssertRefused(expected, Path.GetTempPath(), arguments);

    [Fact]
    public void AFolderOutsideARepositoryIsRefused()
    {
        using var folder = new TemporaryFolder();
        AssertRefused("expected a folder within WalSweep's git repository", folder.Path, "main");
    }

    [Fact]
    public void AForeignRepositoryIsRefused()
    {
        using var folder = new TemporaryFolder();
        Git(folder.Path, "init", "--quiet");
        AssertRefused("expected a checkout of WalSweep, found no benchmarks/Regression/sweep.json", folder.Path, "main");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("HEAD:src")]
    public void AnUnknownRevisionIsNamed(string revision)
    {
        using var folder = new TemporaryFolder();
        Git(folder.Path, "init", "--quiet");
        Directory.CreateDirectory(folder["benchmarks/Regression"]);
        File.Copy(Golden.PathOf("benchmarks/Regression/sweep.json"), folder["benchmarks/Regression/sweep.json"]);
        AssertRefused($"unknown revision \"{revision}\"", folder.Path, revision);
    }

    [Fact]
    public void TheFixedSweepIsAConfiguration()
    {
        var config = ConfigReader.Load(Golden.PathOf("benchmarks/Regression/sweep.json"));
        Assert.Equal(ProtocolVersion.Generations, config.Protocols);
    }

    private static void AssertRefused(string expected, string folder, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = RegressionCommand.Run(arguments, new Streams(output, errors, false, false, 80, true), folder);
        Assert.True(exitCode == ExitCode.Usage, $"{exitCode}: {errors}");
        Assert.Contains(expected, errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    private static void Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
