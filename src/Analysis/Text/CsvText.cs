namespace WalSweep.Analysis.Text;

/// <summary>Lines of CSV (RFC 4180, but with \n).</summary>
internal static class CsvText
{
    /// <summary>A line with its end.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted)) + "\n";

    /// <summary>A field as it stands in a line: in quotes where it holds what would end it.</summary>
    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
