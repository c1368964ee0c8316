using System.Globalization;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Rows;

/// <summary>The columns of a sweep's rows, and what its files say of themselves.</summary>
internal static class SweepColumns
{
    /// <summary>The columns: a parameter that varies has one, and so has the durability mode after them.</summary>
    public static RowSchema SchemaOf(SweepConfig config) =>
        new([.. config.Protocols.Select(version => version.Name)], [.. config.Specs.Varied.Select(definition => Column(config, definition)), .. Durability(config)]);

    /// <summary>
    /// What the rows depend on, and the parameters that have no column because chance has no part in them. Nothing of it depends on the
    /// count, for a larger one must leave finished parts as they are.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> MetadataOf(SweepConfig config, RowSchema schema) =>
    [
        .. SweepMetadata.Identity(config),
        new(SweepMetadata.KeyPrefix + "rows_every", config.RowsEvery.ToString(CultureInfo.InvariantCulture)),
        .. SweepMetadata.Settled(config),
        .. schema.Metadata,
    ];

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
