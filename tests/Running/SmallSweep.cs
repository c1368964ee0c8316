using WalSweep.Analysis.Counting;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;
using WalSweep.Tests.Configuration;

namespace WalSweep.Tests.Running;

/// <summary>A sweep of real trials in parts so small that there are many, run in this process.</summary>
internal static class SmallSweep
{
    public const int ScenariosPerPart = 512;

    public static SweepConfig Config(long count, string rows = "\"all\"", int seed = 7) => Configs.Parse(
        $$"""
        {
          "name": "small", "count": {{count}}, "seed": {{seed}}, "rows": {{rows}},
          "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } },
          "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "burst_probability": 0.3 }
        }
        """);

    /// <summary>Every trial goes on until it has used up its budget of 200,000 events: a rebuild that never gets done is tried again and again.</summary>
    public static SweepConfig LongTrials(long count) => Configs.Parse(
        $$"""
        {
          "name": "long", "count": {{count}}, "protocols": ["v2"],
          "parameters": {
            "event_budget": "200k", "rebuild_attempts": "none", "rebuild_reservation_ttl": "1ms", "plan_delay": "0s", "horizon": "3650d",
            "retention_bytes": "4KiB", "checkpoint_window": "4KiB", "max_sessions": 1
          },
          "weather": { "outage": "1h" }
        }
        """);

    public static RunOptions Options(int threads, SweepConfig config) => new()
    {
        Origin = "small",
        Threads = threads,
        CreateTally = () => new SweepTally(config),
        Poison = threads > 1,
    };

    /// <summary>Opens the folder, runs what is missing and says how that ended.</summary>
    public static RunRecord Run(string root, SweepConfig config, int threads, Func<RunOptions, RunOptions>? change = null)
    {
        var options = Options(threads, config);
        options = change?.Invoke(options) ?? options;
        using var folder = SweepFolder.Open(root, config, ScenariosPerPart);
        var runner = new SweepRunner(folder, options);
        return runner.Run(runner.Audit(), new Silence(), CancellationToken.None);
    }

    public static FolderAudit Audit(string root, SweepConfig config, Action<PartReceipt>? visit = null)
    {
        using var folder = SweepFolder.Open(root, config, ScenariosPerPart);
        return new SweepRunner(folder, Options(1, config)).Audit(visit);
    }

    internal sealed class Silence : IProgressSink
    {
        public TimeSpan Interval => TimeSpan.FromMilliseconds(100);

        public void Report(in RunProgress progress)
        {
        }
    }
}
