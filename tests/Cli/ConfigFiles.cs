using System.Globalization;
using WalSweep.Sweep.Results;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Running;
using WalSweep.Tests.Space;

namespace WalSweep.Tests.Cli;

/// <summary>Configurations as files.</summary>
internal static class ConfigFiles
{
    /// <summary>Calm weather under one protocol: a part takes little time, so that a sweep of many parts does.</summary>
    public static string Calm(TemporaryFolder folder, long count) => Write(
        folder,
        $$"""
        {
          "name": "calm", "count": {{count}}, "protocols": ["v2"],
          "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "catchup_rate": "100k/s" },
          "weather": { "outages": 0 }
        }
        """);

    /// <summary>Outages under all protocols.</summary>
    public static string Stormy(TemporaryFolder folder, long count, string rows = "\"all\"") => Write(
        folder,
        $$"""
        {
          "name": "stormy", "count": {{count}}, "rows": {{rows}},
          "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } },
          "weather": { "outage": { "log_uniform": ["100ms", "1h"] } }
        }
        """);

    /// <summary>
    /// A sweep of two parts with the first endless trial in the second: in one scenario of 100,000 the replica is cut off for a moment, and as the replay is just as fast
    /// as the writes, its rounds go on until the budget of 10^9 events is used up. A worker looks whether to stop between trials only.
    /// </summary>
    public static string EndlessInItsSecondPart(TemporaryFolder folder, long count)
    {
        const string Text =
            """
            {
              "name": "endless", "count": COUNT, "seed": SEED, "protocols": ["v2"], "durability": "best_effort",
              "parameters": {
                "replicas": 1, "catchup_rate": { "of": "write_rate", "times": 1 }, "barrier_entries": 1, "barrier_timeout": "5ms", "reconnect_interval": "1ms",
                "max_rounds": "none", "no_progress_rounds": "none", "reservation_ttl": "none", "horizon": "3650d", "event_budget": "1G"
              },
              "weather": { "outages": { "choice": { "values": [0, 1], "weights": [100000, 1] } }, "outage": "10ms" }
            }
            """;
        string Of(int seed) => Text
            .Replace("COUNT", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("SEED", seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        bool IsInTheSecondPart(int seed)
        {
            var scene = new Scene(Configs.Parse(Of(seed)));
            long first = 0;
            while (first < 2 * PartPlan.ScenariosPerFullPart && scene.Weather.Outages == 0)
            {
                scene.Draw(first++);
            }

            return scene.Weather.Outages > 0 && first > PartPlan.ScenariosPerFullPart;
        }

        return Write(folder, Of(Enumerable.Range(1, 1000).First(IsInTheSecondPart)));
    }

    public static string Write(TemporaryFolder folder, string text)
    {
        string path = folder[string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}.json")];
        File.WriteAllText(path, text);
        return path;
    }
}
