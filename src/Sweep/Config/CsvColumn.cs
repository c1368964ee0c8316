using System.Globalization;
using System.Text;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>
/// One numeric column of a CSV file: a header line, commas, double quotes around fields that need them, no line breaks within fields, as many fields in
/// every line as in the header.
/// </summary>
/// <param name="File">The file as seen from where the configuration was named, for messages.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Unit">The unit its numbers are in, one of <see cref="Units.Suffixes"/>.</param>
/// <param name="Kind">What they count.</param>
/// <param name="IsWhole">Whether they must be whole.</param>
/// <param name="MaxRows">Most rows.</param>
internal sealed record CsvColumn(string File, string Column, string Unit, UnitKind Kind, bool IsWhole, int MaxRows)
{
    public const int MaxBytes = 16 << 20;

    /// <summary>Reads the column's numbers in base units; null, and errors, if something is wrong. Empty lines are skipped.</summary>
    public List<double>? Read(byte[] bytes, TextPlace columnPlace, string path, ErrorList errors)
    {
        if (bytes.Length > MaxBytes)
        {
            errors.Add(new(File), "", $"a CSV file has at most {MaxBytes >> 20} MiB; this is larger");
            return null;
        }

        if (bytes.AsSpan().StartsWith<byte>([0xFF, 0xFE]) || bytes.AsSpan().StartsWith<byte>([0xFE, 0xFF]) || bytes.Contains((byte)0))
        {
            errors.Add(new(File), "", "expected UTF-8 text; this looks like UTF-16");
            return null;
        }

        var numbers = new List<double>();
        var fields = new List<string>();
        var at = -1;
        var width = 0;
        var lineNumber = 0;
        var sound = true;
        foreach (var line in Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            lineNumber++;
            if (line.IsWhiteSpace())
            {
                continue;
            }

            if (!TrySplit(line, fields))
            {
                errors.Add(new(File, lineNumber), Column, "expected fields between commas; a quote is left open or stands within a field");
                sound = false;
            }
            else if (at < 0)
            {
                width = fields.Count;
                at = fields.IndexOf(Column);
                if (at < 0 || fields.LastIndexOf(Column) != at)
                {
                    var found = at < 0 ? $"no column {LocatedValue.Quote(Column)}{NearestKey.Hint(Column, fields)}"
                        : $"more than one column {LocatedValue.Quote(Column)}; expected one";
                    errors.Add(columnPlace, path, $"{LocatedValue.Quote(File)} has {found}");
                    return null;
                }
            }
            else if (fields.Count != width)
            {
                errors.Add(new(File, lineNumber), Column, WidthError(width, fields.Count));
                sound = false;
            }
            else
            {
                sound &= TryReadCell(fields[at].Trim(), lineNumber, numbers, errors);
            }

            if (numbers.Count > MaxRows || errors.IsFull)
            {
                break;
            }
        }

        if (at < 0)
        {
            errors.Add(new(File), "", "expected a header line with the names of the columns, found an empty file");
            return null;
        }

        return sound ? numbers : null;
    }

    /// <summary>A line cut otherwise than the header has its numbers in other columns; a decimal comma does that, and would go unnoticed.</summary>
    private static string WidthError(int expected, int found)
    {
        var fields = string.Create(CultureInfo.InvariantCulture, $"expected {expected} field{(expected == 1 ? "" : "s")} as in the header, found {found}");
        return found > expected ? fields + "; commas separate fields, so decimals take a point" : fields;
    }

    private bool TryReadCell(string cell, int lineNumber, List<double> numbers, ErrorList errors)
    {
        if (Units.TryParse(cell, Unit, Kind, out var number) && (!IsWhole || number == Math.Floor(number)))
        {
            numbers.Add(number);
            return true;
        }

        var expected = IsWhole && Unit.Length > 0 ? $"that makes whole bytes in {Unit}" : IsWhole ? "that is whole" : "that is not negative";
        errors.Add(new(File, lineNumber), Column, $"expected a number {expected}, found {LocatedValue.Quote(cell)}");
        return false;
    }

    private static bool TrySplit(ReadOnlySpan<char> line, List<string> fields)
    {
        fields.Clear();
        var rest = line;
        while (true)
        {
            if (!TryReadField(ref rest, out var field))
            {
                return false;
            }

            fields.Add(field);
            if (rest.IsEmpty)
            {
                return true;
            }

            rest = rest[1..];
        }
    }

    /// <summary>Takes one field off the line; what is left is empty or starts with a comma.</summary>
    private static bool TryReadField(ref ReadOnlySpan<char> rest, out string field)
    {
        var text = new StringBuilder();
        if (rest.StartsWith("\""))
        {
            do
            {
                rest = rest[1..];
                var end = rest.IndexOf('"');
                field = "";
                if (end < 0)
                {
                    return false;
                }

                text.Append(rest[..end]);
                rest = rest[(end + 1)..];
                if (rest.StartsWith("\""))
                {
                    text.Append('"'); // Two quotes stand for one; the second opens the next stretch.
                }
            }
            while (rest.StartsWith("\""));
        }
        else
        {
            var comma = rest.IndexOf(',');
            var end = comma < 0 ? rest.Length : comma;
            text.Append(rest[..end]);
            rest = rest[end..];
            if (text.ToString().Contains('"'))
            {
                field = "";
                return false;
            }
        }

        field = text.ToString();
        return rest.IsEmpty || rest[0] == ',';
    }
}
