using System.Globalization;
using WalSweep.Cli;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Running;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Cli;

/// <summary>The process is killed again and again, at moments of every kind, and in the end nobody can tell.</summary>
public sealed class KillTests(ITestOutputHelper log)
{
    private const int Seed = 20_240_607;
    private const int Parts = 24;
    private const int ShortestPartMs = 40;

    [PosixFact]
    public void KilledSweepsAreResumedToTheSameBytes()
    {
        int kills = LongTier.IsOn ? 200 : 20;
        var random = new Random(Seed);
        using var folder = new TemporaryFolder();
        string path = ConfigFiles.Calm(folder, (Parts * (long)PartPlan.ScenariosPerFullPart) - 1000);
        Assert.Equal(ExitCode.Done, Walsweep.Run("run", path, "--out", folder["whole"], "--threads", "2").ExitCode);
        var expected = TemporaryFolder.BytesOf(folder["whole"]);
        EveryScenarioIsThereOnce(folder["whole"], (Parts * (long)PartPlan.ScenariosPerFullPart) - 1000);

        int killed = 0;
        for (int sweep = 0; killed < kills; sweep++)
        {
            string root = folder[string.Create(CultureInfo.InvariantCulture, $"sweep-{sweep}")];
            while (killed < kills && KillBetweenTheFirstAndTheLastPart(path, root, random))
            {
                killed++;
            }

            log.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"seed {Seed}: {killed} kills, {TemporaryFolder.StampsOf(root).Count} parts at the last one"));
            var before = TemporaryFolder.StampsOf(root);
            Assert.Equal(ExitCode.Done, Walsweep.Run("run", path, "--out", root, "--threads", "2").ExitCode);
            Assert.Empty(before.Except(TemporaryFolder.StampsOf(root)));
            Assert.Equal(expected, TemporaryFolder.BytesOf(root));
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Starts or resumes the sweep and kills it; false if it was done before that.</summary>
    private static bool KillBetweenTheFirstAndTheLastPart(string config, string root, Random random)
    {
        var before = TemporaryFolder.StampsOf(root);
        using var run = Walsweep.Start("run", config, "--out", root, "--threads", "2");
        while (!run.HasExited && TemporaryFolder.StampsOf(root).Count == before.Count)
        {
            Thread.Sleep(1);
        }

        Thread.Sleep(random.Next(2 * ShortestPartMs));
        bool isDone = TemporaryFolder.StampsOf(root).Count == Parts;
        run.Kill();
        run.WaitForExit();
        Assert.Empty(before.Except(TemporaryFolder.StampsOf(root)));
        return !isDone;
    }

    /// <summary>What holds of the whole sweep's bytes holds of those that are equal to them.</summary>
    private static void EveryScenarioIsThereOnce(string root, long count)
    {
        long next = 0;
        foreach (string path in Directory.GetFiles(new ResultsLayout(root).RowsFolder).Order(StringComparer.Ordinal))
        {
            using var reader = RowReader.Open(path);
            var cursor = reader.Read([RowColumns.Scenario]);
            while (cursor.MoveNext())
            {
                for (int row = 0; row < cursor.RowCount; row++)
                {
                    Assert.Equal(next++, cursor[0].Int64s[row]);
                }
            }
        }

        Assert.Equal(count, next);
    }
}
