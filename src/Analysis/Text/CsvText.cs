namespace WalSweep.Analysis.Text;

/// <summary>Fields of CSV (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>A field as it stands in a line: in quotes where it holds what would end it.</summary>
    public static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
