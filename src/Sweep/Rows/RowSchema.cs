using System.Globalization;
using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>
/// The columns of one sweep's rows: <c>scenario</c>, <c>protocol</c>, a column for each varied parameter, the weather, the outcome. A scenario has as many rows as
/// there are protocols, in their order.
/// </summary>
public sealed class RowSchema
{
    /// <summary>Metadata key of the version of the columns.</summary>
    public const string VersionKey = "walsweep.schema_version";

    /// <summary>Metadata key of the protocols, joined by commas.</summary>
    public const string ProtocolsKey = "walsweep.protocols";

    private const string _namesKeyPrefix = "walsweep.names.";

    /// <summary>Puts the columns together.</summary>
    /// <param name="protocols">The names of the protocols in the order of a scenario's rows, 1..256.</param>
    /// <param name="varied">The varied parameters, in the order of their columns.</param>
    /// <exception cref="ArgumentException">A name is missing, doubled, or that of another column.</exception>
    public RowSchema(IReadOnlyList<string> protocols, IReadOnlyList<VariedColumn> varied)
    {
        Protocols = [.. protocols];
        Varied = [.. varied];
        Protocol = RowColumns.Protocol(Protocols);
        Columns = [RowColumns.Scenario, Protocol, .. Varied.Select(v => v.ToRowColumn()), .. RowColumns.Weather, .. RowColumns.Outcome];
        Table = new TableSchema(Columns.Select(c => c.ToColumn()), Protocols.Count);
        Metadata =
        [
            new(VersionKey, RowColumns.SchemaVersion.ToString(CultureInfo.InvariantCulture)),
            new(ProtocolsKey, string.Join(',', Protocols)),
            .. Varied.Where(v => v.Names is not null).Select(v => new KeyValuePair<string, string>(_namesKeyPrefix + v.Name, string.Join(',', v.Names!))),
            .. Columns.Select(c => c.Metadata),
        ];
    }

    /// <summary>The names of the protocols.</summary>
    public IReadOnlyList<string> Protocols { get; }

    /// <summary>The varied parameters.</summary>
    public IReadOnlyList<VariedColumn> Varied { get; }

    /// <summary>The column of the protocols.</summary>
    public RowColumn Protocol { get; }

    /// <summary>All columns in order.</summary>
    public IReadOnlyList<RowColumn> Columns { get; }

    /// <summary>The columns as the file format knows them, in the same order.</summary>
    public TableSchema Table { get; }

    /// <summary>What a file of these rows says of itself besides the rows: the version, the protocols, and what each column means.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }

    /// <summary>The index of a column.</summary>
    /// <exception cref="ArgumentException">The rows have no such column.</exception>
    public int IndexOf(RowColumn column)
    {
        int index = Table.IndexOf(column.Name);
        return index >= 0 ? index : throw new ArgumentException($"the rows have no column '{column.Name}'");
    }

    /// <summary>The schema of a file's rows, from what the file says of itself. Of varied parameters the bounds are not known.</summary>
    /// <exception cref="ParquetFormatException">It is not a file of rows of this version.</exception>
    internal static RowSchema Of(FileMetadata file, string name)
    {
        if (file[VersionKey] != RowColumns.SchemaVersion.ToString(CultureInfo.InvariantCulture) || file[ProtocolsKey] is not string protocols)
        {
            throw new ParquetFormatException(
                $"{name}: footer: expected rows of schema version {RowColumns.SchemaVersion}, found {(file[VersionKey] is string v ? "version " + v : "another table")}");
        }

        int variedCount = file.Schema.Columns.Count - 2 - RowColumns.Weather.Count - RowColumns.Outcome.Count;
        string[] names = protocols.Split(',');
        if (variedCount < 0 || names.Length > Column.MaxNames || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw new ParquetFormatException($"{name}: footer: expected the columns and the different protocols of rows, found {file.Schema.Columns.Count} and '{protocols}'");
        }

        var schema = new RowSchema(names, [.. file.Schema.Columns.Skip(2).Take(variedCount).Select(c => Varied(file, c, name))]);
        for (int i = 0; i < schema.Columns.Count; i++)
        {
            Column expected = schema.Table.Columns[i], found = file.Schema.Columns[i];
            if (expected.Name != found.Name || expected.Type != found.Type || expected.IsOptional != found.IsOptional)
            {
                throw new ParquetFormatException($"{name}: footer: expected column {expected} at index {i}, found {found}");
            }
        }

        return schema;

        static VariedColumn Varied(FileMetadata file, Column column, string name)
        {
            string said = file[RowColumn.MetadataKeyPrefix + column.Name] ?? "";
            int close = said.StartsWith('[') ? said.IndexOf("] ", StringComparison.Ordinal) : -1;
            string[]? names = column.Type == ColumnType.Enumeration ? file[_namesKeyPrefix + column.Name]?.Split(',') : null;
            if (names?.Length > Column.MaxNames || names?.Distinct(StringComparer.Ordinal).Count() != names?.Length)
            {
                throw new ParquetFormatException($"{name}: footer: expected the different names of column '{column.Name}', found '{string.Join(',', names!)}'");
            }

            return new(column.Name, close < 0 ? "" : said[1..close], close < 0 ? said : said[(close + 2)..], column.Type == ColumnType.Int64, Names: names);
        }
    }
}
