using WalSweep.Engine;

namespace WalSweep.Sweep.Config;

/// <summary>The words of a configuration, apart from the parameters' own keys.</summary>
internal static class ConfigKeys
{
    public const string Schema = "$schema";
    public const string Name = "name";
    public const string Title = "title";
    public const string Note = "note";
    public const string Seed = "seed";
    public const string Count = "count";
    public const string Protocols = "protocols";
    public const string Durability = "durability";
    public const string Rows = "rows";
    public const string Parameters = "parameters";
    public const string Weather = "weather";
    public const string AllRows = "all";
    public const string Every = "every";

    public static readonly string[] All = [Schema, Name, Title, Note, Seed, Count, Protocols, Durability, Rows, Parameters, Weather];

    public static readonly (string Word, Durability Mode)[] DurabilityModes =
        [.. Enum.GetValues<Durability>().Select(mode => (Spelling.Of(mode), mode))];
}
