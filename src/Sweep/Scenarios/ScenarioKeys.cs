namespace WalSweep.Sweep.Scenarios;

/// <summary>The words of a scenario file that are not those of a configuration.</summary>
internal static class ScenarioKeys
{
    public const string Initial = "initial";
    public const string Timeline = "timeline";
    public const string Expect = "expect";
    public const string Time = "time";
    public const string Fault = "fault";
    public const string Node = "node";
    public const string State = "state";
    public const string Missed = "missed";
    public const string Value = "value";
    public const string Within = "within";

    /// <summary>The sections of a file, in the order in which files state them.</summary>
    public static readonly string[] All =
    [
        Config.ConfigKeys.Schema, Config.ConfigKeys.Title, Config.ConfigKeys.Note, Config.ConfigKeys.Durability, Config.ConfigKeys.Parameters, Initial, Timeline, Expect,
    ];

    public static readonly string[] Required = [Config.ConfigKeys.Title, Timeline, Expect];
}
