using System.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Tests.Scenarios;

/// <summary>Short ways to scenario files.</summary>
internal static class Scripts
{
    public const string Folder = "configs/scenarios";

    public static IEnumerable<string> Shipped =>
        Directory.GetFiles(Golden.PathOf(Folder), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => !name.EndsWith(".schema", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static string PathOf(string name) => $"{Folder}/{name}.json";

    public static NamedScenario Parse(string text, string file = "s.json") => ScenarioReader.Parse(Encoding.UTF8.GetBytes(text), file);

    /// <summary>A scenario with these members besides the required ones, which it may replace.</summary>
    public static string With(string members, string timeline = "[]", string expect = "{}") =>
        $"{{\"title\": \"t\", \"timeline\": {timeline}, \"expect\": {expect}{(members.Length > 0 ? ", " + members : "")}}}";

    /// <summary>What is wrong with a scenario, one line each; empty if nothing is.</summary>
    public static string ErrorsOf(string text, string file = "s.json")
    {
        try
        {
            Parse(text, file);
            return "";
        }
        catch (ConfigException refusal)
        {
            return refusal.Message;
        }
    }
}
