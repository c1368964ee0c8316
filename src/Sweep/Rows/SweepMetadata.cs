using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Rows;

/// <summary>What every file of data of a sweep says of the sweep in its metadata. Nothing of it depends on the count, for a larger one must leave finished files of rows as they are.</summary>
public static class SweepMetadata
{
    /// <summary>What all keys begin with.</summary>
    public const string KeyPrefix = "walsweep.";

    /// <summary>What the outcomes of the sweep's scenarios depend on: configuration, seed, version of the model, and the durability mode if it is the same in all.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Identity(SweepConfig config) =>
    [
        new(KeyPrefix + "config_sha256", ConfigLock.Digest(config)),
        new(KeyPrefix + "seed", config.Seed.ToString(CultureInfo.InvariantCulture)),
        new(KeyPrefix + "model_version", Simulation.ModelVersion.ToString(CultureInfo.InvariantCulture)),
        .. config.Durability.Modes.Where(_ => !config.Durability.IsDrawn).Select(mode => new KeyValuePair<string, string>(KeyPrefix + DurabilitySpec.Column, Spelling.Of(mode))),
    ];

    /// <summary>The parameters in which chance has no part: constants, fixed multiples and rules.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settled(SweepConfig config) =>
        ParameterSpace.All.Where(definition => config.Specs[definition] is not (DrawnSpec or RelativeSpec { Ratio: DrawnSpec })).Select(definition => Of(config, definition));

    private static KeyValuePair<string, string> Of(SweepConfig config, ParameterDefinition definition)
    {
        var spec = config.Specs[definition];
        if (spec is AutoSpec)
        {
            return new($"{KeyPrefix}auto.{definition.Key}", definition.AutoMeaning!);
        }

        // A multiple of what never changes is itself a constant, and says more as one.
        var (min, max) = config.Specs.Support(definition);
        return min == max
            ? new($"{KeyPrefix}constant.{definition.Key}", Units.FormatExact(min, definition.Unit))
            : new($"{KeyPrefix}multiple.{definition.Key}", ConfigLock.Write(spec, definition.Unit));
    }
}
