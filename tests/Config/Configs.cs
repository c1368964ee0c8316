using System.Text;
using WalSweep.Sweep.Config;
using Xunit;

namespace WalSweep.Tests.Configuration;

/// <summary>Short ways to configurations.</summary>
internal static class Configs
{
    public static SweepConfig Parse(string text, string folder = ".") => ConfigReader.Parse(Encoding.UTF8.GetBytes(text), "c.json", folder);

    /// <summary>A configuration with these members besides the required ones.</summary>
    public static SweepConfig With(string members) => Parse("{\"name\": \"x\", \"count\": 10, " + members + "}");

    /// <summary>What is wrong with a configuration, one line each; empty if nothing is.</summary>
    public static string ErrorsOf(string text, string folder = ".") => ErrorsOf(Encoding.UTF8.GetBytes(text), folder);

    public static string ErrorsOf(byte[] text, string folder = ".")
    {
        try
        {
            ConfigReader.Parse(text, "c.json", folder);
            return "";
        }
        catch (ConfigException refusal)
        {
            Assert.Equal(string.Join('\n', refusal.Errors), refusal.Message);
            return refusal.Message;
        }
    }
}
