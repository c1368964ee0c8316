using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Rows;

/// <summary>The columns of a sweep's rows, and what its files say of themselves.</summary>
internal static class SweepColumns
{
    private const string KeyPrefix = "walsweep.";

    /// <summary>The columns: a parameter that varies has one, and so has the durability mode after them.</summary>
    public static RowSchema SchemaOf(SweepConfig config) =>
        new([.. config.Protocols.Select(version => version.Name)], [.. config.Specs.Varied.Select(definition => Column(config, definition)), .. Durability(config)]);

    /// <summary>
    /// What the rows depend on, and the parameters that have no column because chance has no part in them. Nothing of it depends on the
    /// count, for a larger one must leave finished parts as they are.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> MetadataOf(SweepConfig config, RowSchema schema) =>
    [
        new(KeyPrefix + "config_sha256", ConfigLock.Digest(config)),
        new(KeyPrefix + "seed", config.Seed.ToString(CultureInfo.InvariantCulture)),
        new(KeyPrefix + "model_version", Simulation.ModelVersion.ToString(CultureInfo.InvariantCulture)),
        .. config.Durability.Modes.Where(_ => !config.Durability.IsDrawn).Select(mode => new KeyValuePair<string, string>(KeyPrefix + DurabilitySpec.Column, Spelling.Of(mode))),
        new(KeyPrefix + "rows_every", config.RowsEvery.ToString(CultureInfo.InvariantCulture)),
        .. ParameterSpace.All.Where(definition => config.Specs[definition] is not (DrawnSpec or RelativeSpec { Ratio: DrawnSpec }))
            .Select(definition => Settled(config, definition)),
        .. schema.Metadata,
    ];

    /// <summary>Makes a writer of the rows: the one place that names the implementation.</summary>
    public static ITableWriter CreateWriter(RowSchema schema) => new ParquetTableWriter(schema.Table);

    private static KeyValuePair<string, string> Settled(SweepConfig config, ParameterDefinition definition)
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

    private static VariedColumn[] Durability(SweepConfig config) =>
        config.Durability.IsDrawn ? [new VariedColumn(DurabilitySpec.Column, "", DurabilitySpec.Meaning, Names: [.. ConfigKeys.DurabilityModes.Select(mode => mode.Word)])] : [];

    private static VariedColumn Column(SweepConfig config, ParameterDefinition definition)
    {
        var (min, max) = config.Specs.Support(definition);
        return new VariedColumn(definition.Column, UnitOf(definition.Unit), definition.Meaning, definition.IsWhole, min, max);
    }

    private static string UnitOf(UnitKind kind) => kind switch
    {
        UnitKind.Duration => "s",
        UnitKind.Size => "bytes",
        UnitKind.EntryRate => "entries/s",
        UnitKind.ByteRate => "bytes/s",
        _ => "",
    };
}
