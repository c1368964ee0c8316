using System.Security.Cryptography;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>
/// Reads observations: a column of a CSV file beside the configuration, or, in a lock, the numbers themselves, so that a sweep can be resumed and replayed
/// without the file.
/// </summary>
internal sealed class EmpiricalReader(ErrorList errors, string folder)
{
    /// <summary>Most observations of one parameter.</summary>
    public const int MaxObservations = 50_000;

    /// <summary>Most observations of a configuration, so that its lock stays readable.</summary>
    public const int MaxObservationsInAll = 200_000;

    public const string File = "file";
    public const string Column = "column";
    public const string Unit = "unit";
    public const string Min = "min";
    public const string Max = "max";
    public const string Sha256 = "sha256";

    private int _observations;

    /// <summary>Reads the spec; null, and errors, if it is none.</summary>
    /// <exception cref="ArgumentException">The observations make no distribution.</exception>
    public EmpiricalSpec? Read(SpecDomain domain, LocatedValue value, string path)
    {
        var inline = value.Kind == JsonKind.Object && value.Find(SpecReader.Values) is not null;
        var unitKeys = Units.NeedsUnit(domain.Unit) ? new[] { Unit } : [];
        var sound = inline
            ? errors.CheckKeys(value, path, [SpecReader.Values, Unit, Sha256], required: [SpecReader.Values, .. unitKeys])
            : errors.CheckKeys(value, path, [File, Column, Unit, Min, Max], required: [File, Column, .. unitKeys]);
        if (!sound || !TryReadUnit(domain, value, path, out var unit))
        {
            return null;
        }

        string? digest;
        List<double>? observations;
        if (inline)
        {
            observations = ReadInline(domain, unit, value.Find(SpecReader.Values)!, $"{path}.{SpecReader.Values}");
            digest = ReadDigest(value, path);
        }
        else
        {
            observations = ReadFile(domain, unit, value, path, out digest);
        }

        if (observations is null)
        {
            return null;
        }

        _observations += observations.Count;
        if (observations.Count > MaxObservations || _observations > MaxObservationsInAll)
        {
            var here = $"at most {MaxObservations} observations here and {MaxObservationsInAll} in the whole configuration";
            errors.Add(value.Place, path, $"expected {here}; this has more");
            return null;
        }

        return new EmpiricalSpec([.. observations], digest, domain.IsWhole);
    }

    private bool TryReadUnit(SpecDomain domain, LocatedValue value, string path, out string unit)
    {
        unit = "";
        var given = value.Find(Unit);
        if (given is null)
        {
            return true;
        }

        var suffixes = Units.Suffixes(domain.Unit).ToList();
        if (given.Kind == JsonKind.Text && suffixes.Contains(given.Text))
        {
            unit = given.Text;
            return true;
        }

        var known = string.Join(", ", suffixes.Where(suffix => suffix.Length > 0));
        errors.Add(given.Place, $"{path}.{Unit}", $"expected {(known.Length > 0 ? $"one of {known}" : "no unit")}, found {given.Describe()}");
        return false;
    }

    private string? ReadDigest(LocatedValue value, string path)
    {
        var given = value.Find(Sha256);
        var length = SHA256.HashSizeInBytes * 2;
        if (given is not null && (given.Kind != JsonKind.Text || given.Text.Length != length || !given.Text.All(char.IsAsciiHexDigitLower)))
        {
            errors.Add(given.Place, $"{path}.{Sha256}", $"expected 64 hexadecimal digits in lower case, found {given.Describe()}");
        }

        return given?.Text;
    }

    private List<double>? ReadInline(SpecDomain domain, string unit, LocatedValue list, string path)
    {
        if (list.Kind != JsonKind.Array || list.Items.Count == 0)
        {
            errors.Add(list.Place, path, $"expected a list of numbers, found {list.Describe()}");
            return null;
        }

        var numbers = new List<double>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (item.Kind == JsonKind.Number && Units.TryParse(item.Text, unit, domain.Unit, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                errors.Add(item.Place, path, $"expected a number that is not negative, found {item.Describe()}");
            }
        }

        return numbers.Count == list.Items.Count ? numbers : null;
    }

    private List<double>? ReadFile(SpecDomain domain, string unit, LocatedValue value, string path, out string? digest)
    {
        digest = null;
        var (file, column) = (value.Find(File)!, value.Find(Column)!);
        if (file.Kind != JsonKind.Text || column.Kind != JsonKind.Text)
        {
            errors.Add(file.Place, path, $"expected file and column as text, found {file.Describe()} and {column.Describe()}");
            return null;
        }

        if (file.Text.Length == 0)
        {
            errors.Add(file.Place, $"{path}.{File}", "expected the name of a CSV file, found \"\"");
            return null;
        }

        var min = value.Find(Min) is { } low ? domain.Read(low, $"{path}.{Min}", errors) : 0;
        var max = value.Find(Max) is { } high ? domain.Read(high, $"{path}.{Max}", errors) : double.PositiveInfinity;
        if (min is null || max is null)
        {
            return null;
        }

        if (min > max)
        {
            var bounds = $"the lower bound {Units.Format(min.Value, domain.Unit)} must not exceed the upper bound {Units.Format(max.Value, domain.Unit)}";
            errors.Add(value.Place, path, bounds);
            return null;
        }

        var shown = Path.Combine(Path.GetDirectoryName(value.Place.File) ?? "", file.Text);
        byte[] bytes;
        try
        {
            bytes = BoundedFile.Read(Path.Combine(folder, file.Text), CsvColumn.MaxBytes);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add(file.Place, $"{path}.{File}", $"cannot read {LocatedValue.Quote(shown)}: {refusal.Message}");
            return null;
        }

        digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var request = new CsvColumn(shown, column.Text, unit, domain.Unit, domain.IsWhole, MaxObservations);
        var observations = request.Read(bytes, column.Place, $"{path}.{Column}", errors);
        observations?.RemoveAll(observation => observation < min || observation > max);
        if (observations is { Count: 0 })
        {
            errors.Add(value.Place, path, $"no observation in {LocatedValue.Quote(shown)} lies within the bounds");
            return null;
        }

        return observations;
    }
}
