using System.Globalization;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Reports;

/// <summary>What was lost and leaked, held against the trials themselves.</summary>
public sealed class SafetySectionTests
{
    private static readonly string[] _columns = ["mode", "protocol", "trials", "losses", "loss_share", "loss_high", "leaks", "leak_share", "leak_high"];

    [Fact]
    public void Losses_and_leaks_by_mode_and_version_are_those_of_the_trials()
    {
        var config = ConfigReader.Load(Golden.PathOf("configs/failover.json"));
        var simulated = new SimulatedFindings(config, 6_000);
        var table = TableOf(simulated.Findings);
        Assert.Equal(_columns, table.Columns.Select(column => column.Name));
        var expected = (from mode in config.Durability.Modes
                        from version in config.Protocols
                        let own = simulated.Trials.Where(trial => trial.Mode == mode && trial.Version == version).Select(trial => trial.Outcome).ToList()
                        select (Mode: Spelling.Of(mode), Version: version.Name, Trials: own.Count, Losses: own.Count(trial => trial.LostEntries > 0), Leaks: own.Count(trial => trial.LeakedEntries > 0))).ToList();

        // The sweep has what is to be told: something and nothing, of losses and of leaks.
        Assert.Contains(expected, row => row is { Version: "v1", Losses: > 0 });
        Assert.Contains(expected, row => row is { Version: "v1", Leaks: > 0 });
        Assert.Contains(expected, row => row is { Version: "v2", Losses: 0, Trials: > 1_000 });
        Assert.Contains(expected, row => row is { Version: "v2", Leaks: 0, Trials: > 1_000 });
        Assert.Equal(expected.Count, table.Rows.Count);
        foreach (var (row, wanted) in table.Rows.Zip(expected))
        {
            string[] values = [.. row.Cells.Select(cell => cell.Value)];
            Assert.Equal([wanted.Mode, wanted.Version, Text(wanted.Trials), Text(wanted.Losses)], values[..4]);
            Assert.Equal(wanted.Version, row.Version);
            RequireShare(wanted.Losses, wanted.Trials, values[4], values[5]);
            Assert.Equal(Text(wanted.Leaks), values[6]);
            RequireShare(wanted.Leaks, wanted.Trials, values[7], values[8]);
        }
    }

    /// <summary>Of 330,000 scenarios without a loss the limit is 0.0011 %: page and terminal say so, and not only that it is small.</summary>
    [Fact]
    public void A_limit_that_is_small_is_told_with_its_digits()
    {
        var config = Configs.With("\"protocols\": [\"v2\"]");
        var counts = SweepTally.CountsOf(config);
        const int Trials = 330_000;
        var batch = new TrialBatch(1, config.Specs.VariedCount(config.Durability));
        var quiet = new Outcome { Ended = Ending.Completed, Path = RecoveryPath.Catchup, RecoveryS = 1 };
        var losing = quiet with { LeakedEntries = 1 };
        for (var index = 0; index < Trials; index++)
        {
            batch.SetTrial(0, index == 0 ? losing : quiet);
            if (batch.AddScenario([], 1, Durability.SyncQuorum) || index == Trials - 1)
            {
                counts.Add(batch);
                batch.Clear();
            }
        }

        var findings = new SweepFindings(config, Trials, counts.Summarize(config.Protocols, hasFailover: true), counts);
        var table = TableOf(findings);
        string[] shown = ["sync_quorum", "V2", "330,000", "0", "0\u00a0%", "0.0011\u00a0%", "1", "0.00030\u00a0%", "0.0017\u00a0%"];
        Assert.Equal(shown, table.Rows.Single().Cells.Select(cell => cell.Text));
        Assert.Equal(string.Join("", shown), string.Join("", TableText.Aligned(table).Last().Split("   ", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Trim())));
        Assert.Contains(">0.0011\u00a0%</td>", PageWriter.Write(new ReportPage("", "", "", [], config.Protocols, [new SafetySection().Tell(findings)])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_in_which_no_primary_is_lost_says_which_has_that()
    {
        var config = ConfigReader.Load(Golden.PathOf("configs/quickstart.json"));
        var section = new SafetySection().Tell(new SimulatedFindings(config, 50).Findings);
        Assert.Equal(
            "In this sweep no primary is ever lost, and nothing was lost or leaked. A sweep of configs/failover.json has it: walsweep run configs/failover.json", section.Missing?.Sentence);
        Assert.Empty(section.Tables);
        Assert.Null(new SafetySection().Tell(new SimulatedFindings(ConfigReader.Load(Golden.PathOf("configs/failover.json")), 50).Findings).Missing);
    }

    private static ReportTable TableOf(SweepFindings findings) => new SafetySection().Tell(findings).Tables.Single();

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where none was seen the limit has a closed form: 1 − 0.025^(1/n).</summary>
    private static void RequireShare(int count, int trials, string share, string high)
    {
        Assert.Equal((double)count / trials, double.Parse(share, CultureInfo.InvariantCulture));
        var limit = double.Parse(high, CultureInfo.InvariantCulture);
        Assert.Equal(count == 0 ? 1 - Math.Pow(0.025, 1.0 / trials) : Proportion.Exact(count, trials).High, limit, 1e-12);
        Assert.True(limit > (double)count / trials || count == trials);
    }
}
