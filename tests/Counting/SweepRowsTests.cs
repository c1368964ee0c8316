using WalSweep.Analysis.Counting;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Counting;

/// <summary>What a sweep counts while it runs is what its rows come to.</summary>
public sealed class SweepRowsTests
{
    private const long Count = (5 * SmallSweep.ScenariosPerPart) + 77;

    private static readonly Dictionary<string, SweepConfig> _sweeps = new()
    {
        ["small"] = SmallSweep.Config(Count),
        ["everything varies"] = Configs.Parse($$"""
            {
              "name": "wide", "count": {{Count}}, "seed": 11, "protocols": ["v1", "v2_no_reservation", "v2", "v1_5"], "durability": { "choice": ["best_effort", "sync_quorum", "sync_all"] },
              "parameters": {
                "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "catchup_rate": { "of": "write_rate", "times": { "uniform": [0.5, 4] } }, "retention_bytes": { "log_uniform": ["1MiB", "1GiB"] },
                "max_rounds": { "choice": [4, 8, 32] }, "promotion_hold": { "uniform": ["0s", "30s"] }
              },
              "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "burst_probability": 0.3, "primary_losses": { "choice": [0, 1, 2] }, "primary_loss": { "log_uniform": ["1s", "10min"] }, "payload_loss_probability": 0.2 }
            }
            """),
        ["one version, nothing varies"] = Configs.Parse($$"""{ "name": "one", "count": {{Count}}, "protocols": ["v2"] }"""),
    };

    public static TheoryData<string> Sweeps => [.. _sweeps.Keys];

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void Rows_and_receipts_come_to_the_same_counts(string name)
    {
        using var folder = new TemporaryFolder();
        var config = _sweeps[name];
        SmallSweep.Run(folder["out"], config, 2);
        var ofReceipts = SweepTally.CountsOf(config);
        var audit = SmallSweep.Audit(folder["out"], config, receipt => ofReceipts.AddSaved(receipt.Tally));
        Assert.Equal(6, audit.Finished.Count);
        var layout = new ResultsLayout(folder["out"]);
        var scan = RowScan.Open([.. audit.Finished.Select(receipt => layout.RowsPath(receipt.Part))]);
        foreach (var threads in (int[])[1, 3])
        {
            var ofRows = SweepRows.Count(config, scan, threads);
            Assert.Equal(Count, ofRows.TotalsOf(0).TrialCount);
            Assert.Equal(ofReceipts.Save(), ofRows.Save());
        }
    }
}
