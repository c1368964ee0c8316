using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>Whether files are of one sweep.</summary>
internal static class SameSweep
{
    private const int _mostCharacters = 80;

    /// <summary>Compares all that a file says of its sweep with what the first file of the scan says.</summary>
    /// <exception cref="ParquetFormatException">They differ.</exception>
    public static void Check(RowScan scan, RowReader reader)
    {
        IReadOnlyList<KeyValuePair<string, string>> expected = scan.Metadata, found = reader.File.Metadata;
        for (int i = 0; i < expected.Count; i++)
        {
            (string key, string value) = expected[i];
            string? other = i < found.Count && found[i].Key == key ? found[i].Value : reader.File[key];
            if (other != value)
            {
                throw Error(scan, reader, $"{key} '{Short(value)}'", other is null ? "none" : $"'{Short(other)}'");
            }
        }

        if (found.Count != expected.Count)
        {
            throw Error(scan, reader, $"{expected.Count} metadata keys", $"{found.Count}");
        }

        IReadOnlyList<Column> columns = scan.First.Schema.Columns, others = reader.File.Schema.Columns;
        for (int i = 0; i < Math.Max(columns.Count, others.Count); i++)
        {
            string column = i < columns.Count ? $"column {columns[i]}" : "no other column", other = i < others.Count ? $"column {others[i]}" : "no other column";
            if (column != other)
            {
                throw Error(scan, reader, Short(column), Short(other));
            }
        }
    }

    private static ParquetFormatException Error(RowScan scan, RowReader reader, string expected, string found) =>
        new($"{reader.Name}: footer: expected rows of the same sweep as {scan.Files[0]}, with {expected}, found {found}");

    private static string Short(string text)
    {
        if (text.Length <= _mostCharacters)
        {
            return text;
        }

        // Not between the two halves of one character.
        return text[..(char.IsHighSurrogate(text[_mostCharacters - 1]) ? _mostCharacters - 1 : _mostCharacters)] + "…";
    }
}
