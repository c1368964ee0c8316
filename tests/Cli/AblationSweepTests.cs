using System.Text.RegularExpressions;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Rows;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>A sweep of every version there is, from its configuration to its rows, table, maps and replays.</summary>
public sealed class AblationSweepTests
{
    private const int Count = 300;

    private static string Names => string.Join(", ", ProtocolVersion.All.Select(version => $"\"{version.Name}\""));

    [Fact]
    public void Every_version_can_be_swept_together()
    {
        using var folder = new TemporaryFolder();
        string quickstart = Golden.Read("configs/quickstart.json");
        File.WriteAllText(folder["all.json"], quickstart.Replace("\"count\": 200000", $"\"count\": {Count}, \"protocols\": [{Names}]", StringComparison.Ordinal));
        var (exitCode, table) = Run("run", folder["all.json"], "--out", folder["out"]);
        Assert.Equal(ExitCode.Done, exitCode);
        string heads = string.Join(@" +", ProtocolVersion.All.Select(version => Regex.Escape(version.Label)));
        Assert.Matches($@"(^|\n) +{heads}\n", table);
        AssertRows(folder["out"]);
        AssertLock(folder["out/config.lock.json"]);

        Assert.Equal(1 + ProtocolVersion.All.Count, File.ReadAllLines(folder["out/report/summary.csv"]).Length);
        foreach (string map in (string[])["regions.svg", "regions-narrow.svg"])
        {
            string svg = File.ReadAllText(folder[$"out/report/{map}"]);
            Assert.All(ProtocolVersion.All, version => Assert.Contains($">{version.Label}</text>", svg, StringComparison.Ordinal));
        }

        foreach (var version in ProtocolVersion.All)
        {
            var (code, trace) = Run("replay", folder["out"], "--scenario", "7", "--protocol", version.Name);
            Assert.Equal(ExitCode.Done, code);
            Assert.StartsWith($"scenario 7 under {version}\n", trace, StringComparison.Ordinal);
            Assert.Contains("Equal to the stored row.", trace, StringComparison.Ordinal);
        }
    }

    /// <summary>The rows name their version, and any reader that knows the dictionary reads them all: those of a scenario together, in the order of the versions.</summary>
    private static void AssertRows(string folder)
    {
        string path = Assert.Single(Directory.GetFiles(Path.Combine(folder, "rows"), "*.parquet", SearchOption.AllDirectories));
        using var reader = RowReader.Open(path);
        Assert.Equal(ProtocolVersion.All.Select(version => version.Name), reader.Schema.Protocols);
        Assert.Null(reader.FindOutOfRange());
        var cursor = reader.Read([RowColumns.Scenario, reader.Schema.Protocol]);
        long rows = 0;
        while (cursor.MoveNext())
        {
            for (int row = 0; row < cursor.RowCount; row++, rows++)
            {
                (long scenario, long version) = Math.DivRem(rows, ProtocolVersion.All.Count);
                Assert.Equal((scenario, version), (cursor.Number(0, row), cursor.Number(1, row)));
            }
        }

        Assert.Equal(Count * ProtocolVersion.All.Count, rows);
    }

    private static void AssertLock(string path) =>
        Assert.Contains(Names, Regex.Replace(File.ReadAllText(path), @"\s+", " "), StringComparison.Ordinal);

    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        int exitCode = CommandLine.Run(arguments, new Streams(output, TextWriter.Null, false, false, 200, true));
        return (exitCode, output.ToString());
    }
}
