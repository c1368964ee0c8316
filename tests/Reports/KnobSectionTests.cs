using System.Globalization;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Reports;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Regions;
using Xunit;

namespace WalSweep.Tests.Reports;

public sealed class KnobSectionTests
{
    private const int Seed = 20261203;
    private const double MiB = 1 << 20;

    private static readonly SweepConfig _config = Configs.Parse("""
        {
          "name": "knobs", "count": 6000, "protocols": ["v2"],
          "parameters": { "retention_bytes": { "log_uniform": ["1MiB", "256MiB"] }, "max_rounds": { "choice": [4, 8, 16, 32, 64] } }
        }
        """);

    /// <summary>Trials that know nothing of cells: a rebuild is needless, or a catch-up given up, the more often the smaller the limits.</summary>
    private readonly List<(double RetentionBytes, double Rounds, Outcome Outcome)> _trials = [];

    private readonly ReportSection _section;

    public KnobSectionTests()
    {
        var random = new Random(Seed);
        var counts = SweepTally.CountsOf(_config);
        for (var trial = 0; trial < _config.Count; trial++)
        {
            double[] varied = [MiB * Math.Pow(2, 8 * random.NextDouble()), 4 << random.Next(5)];
            var outcome = new Outcome
            {
                Ended = Ending.Completed,
                Path = random.NextDouble() < 0.5 ? RecoveryPath.Catchup : RecoveryPath.Rebuild,
                NeedlessRebuild = random.NextDouble() < 8 * MiB / varied[0],
                Aborts = random.NextDouble() < 8 / varied[1] ? 1 : 0,
                RecoveryS = 1 + random.NextDouble(),
                WalPinnedByteS = varied[1] * MiB,
            };
            _trials.Add((varied[0], varied[1], outcome));
            counts.Add(varied, 0, Durability.SyncQuorum, [outcome]);
        }

        _section = new KnobSection().Tell(new SweepFindings(_config, _config.Count, counts.Summarize([new("v2", "V2")]), counts));
    }

    [Fact]
    public void Each_setting_of_each_limit_has_what_its_trials_came_to()
    {
        var rows = RowsOf("knobs");
        Assert.Equal(2 * 8, rows.Count);
        foreach (var row in rows)
        {
            var (from, to) = (Number(row["from"]), Number(row["to"]));
            Outcome[] own = [.. _trials.Where(trial => row["knob"] == "max_rounds" ? IsIn(trial.Rounds, from, to, 64) : IsIn(trial.RetentionBytes, from, to, 256 * MiB)).Select(trial => trial.Outcome)];
            Assert.Equal(own.Length, Number(row["scenarios"]));
            if (own.Length > 0)
            {
                Assert.Equal(own.Count(outcome => outcome.NeedlessRebuild) / (double)own.Length, Number(row["needless_rebuilds"]), 1e-12);
                Assert.Equal(own.Count(outcome => outcome.Aborts > 0) / (double)own.Length, Number(row["given_up"]), 1e-12);
                Assert.Equal(own.Average(outcome => outcome.WalPinnedByteS), Number(row["pinned_byte_s"]), 1e-6 * MiB);
            }
        }
    }

    [Fact]
    public void The_setting_with_the_default_is_marked_once_for_each_limit()
    {
        var marked = RowsOf("knobs").Where(row => row["has_default"] == "true").ToList();
        Assert.Equal(["retention_bytes", "max_rounds"], marked.Select(row => row["knob"]));
        Assert.True(Number(marked[0]["from"]) <= 64 * MiB && 64 * MiB < Number(marked[0]["to"]));
        Assert.True(Number(marked[1]["from"]) <= 32 && 32 < Number(marked[1]["to"]));
    }

    [Fact]
    public void Efficient_settings_are_those_that_no_other_beats()
    {
        var rows = RowsOf("knobs-frontier");
        double[] CostsOf(Dictionary<string, string> row) => [Number(row["pinned_byte_s"]), Number(row["needless_rebuilds"]), Number(row["given_up"]), Number(row["x_from"])];
        Assert.NotEmpty(rows);
        Assert.All(rows, one => Assert.DoesNotContain(rows, other => KnobSection.Beats(CostsOf(other), CostsOf(one))));

        // The least of each cost is beaten by nothing, so it is among them.
        Assert.Equal(1 * MiB, rows.Min(row => Number(row["x_from"])), 1e-6);
    }

    [Fact]
    public void Costs_are_beaten_by_what_is_no_higher_and_somewhere_lower()
    {
        Assert.True(KnobSection.Beats([1, 2], [1, 3]));
        Assert.False(KnobSection.Beats([1, 2], [1, 2]));
        Assert.False(KnobSection.Beats([0, 4], [1, 3]));
    }

    [Fact]
    public void A_sweep_in_which_one_limit_varies_says_which_config_has_more()
    {
        var config = Configs.Parse("""{ "name": "one", "count": 1, "protocols": ["v2"], "parameters": { "retention_bytes": { "log_uniform": ["1MiB", "256MiB"] } } }""");
        var counts = SweepTally.CountsOf(config);
        var section = new KnobSection().Tell(new SweepFindings(config, 1, counts.Summarize([new("v2", "V2")]), counts));
        Assert.Equal("configs/knobs.json", section.Missing?.Config);
        Assert.Empty(section.Tables);
    }

    private static bool IsIn(double value, double from, double to, double last) => value >= from && (value < to || (to == last && value == last));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private List<Dictionary<string, string>> RowsOf(string name)
    {
        var table = _section.Tables.Single(table => table.Name == name);
        return [.. table.Rows.Select(row => table.Columns.Zip(row.Cells).ToDictionary(pair => pair.First.Name, pair => pair.Second.Value))];
    }
}
