using System.Globalization;
using WalSweep.Tests.Running;

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

    public static string Write(TemporaryFolder folder, string text)
    {
        string path = folder[string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}.json")];
        File.WriteAllText(path, text);
        return path;
    }
}
