using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Sweep.Scenarios;

/// <summary>Reads what is expected of each version, column by column.</summary>
internal sealed class ExpectationReader(ErrorList errors)
{
    private const NumberStyles _plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] _columns = [.. RowColumns.Outcome.Select(column => column.Name)];

    /// <summary>Reads the section.</summary>
    public Dictionary<ProtocolVersion, IReadOnlyList<Expectation>> Read(LocatedValue given)
    {
        var read = new Dictionary<ProtocolVersion, IReadOnlyList<Expectation>>();
        errors.CheckKeys(given, ScenarioKeys.Expect, [.. ProtocolVersion.All.Select(version => version.Name)]);
        foreach (var member in given.Members)
        {
            if (ProtocolVersion.Find(member.Key) is { } version)
            {
                read.Add(version, ReadVersion(member.Value, $"{ScenarioKeys.Expect}.{member.Key}"));
            }
        }

        return read;
    }

    private List<Expectation> ReadVersion(LocatedValue given, string path)
    {
        var read = new List<Expectation>();
        errors.CheckKeys(given, path, _columns);
        foreach (var member in given.Members)
        {
            var column = RowColumns.Outcome.FirstOrDefault(column => column.Name == member.Key);
            if (column is not null && ReadExpectation(column, member.Value, $"{path}.{member.Key}") is { } expectation && CanFail(expectation, member.Value, $"{path}.{member.Key}"))
            {
                read.Add(expectation);
            }
        }

        return read;
    }

    private Expectation? ReadExpectation(RowColumn column, LocatedValue given, string path)
    {
        var name = given.Kind == JsonKind.Text && column.Names is not null ? column.Names.ToList().IndexOf(given.Text) : -1;
        return (column.Type, given.Kind) switch
        {
            (_, JsonKind.Null) when column.NullMeans is not null => new(column, double.NaN),
            (ColumnType.Enumeration, JsonKind.Text) when name >= 0 => new(column, name),
            (ColumnType.Boolean, JsonKind.True) => new(column, 1),
            (ColumnType.Boolean, JsonKind.False) => new(column, 0),
            (ColumnType.Enumeration or ColumnType.Boolean, _) => Refuse(column, given, path),
            (_, JsonKind.Number) => Exactly(column, given, path),
            (_, JsonKind.Text) => Compared(column, given, path),
            (_, JsonKind.Object) => Nearly(column, given, path),
            _ => Refuse(column, given, path),
        };
    }

    /// <summary>What can be expected of a column, in words.</summary>
    public static string Describe(RowColumn column)
    {
        var forms = column.Type switch
        {
            ColumnType.Enumeration => $"one of {string.Join(", ", column.Names!)}",
            ColumnType.Boolean => "true or false",
            _ => "a number such as 3, a comparison such as \"> 0\", or {\"value\": 2.5, \"within\": 0.001}",
        };
        return column.NullMeans is null ? forms : forms + ", or null";
    }

    private Expectation? Refuse(RowColumn column, LocatedValue given, string path)
    {
        errors.Add(given.Place, path, $"expected {Describe(column)}, found {given.Describe()}");
        return null;
    }

    private Expectation? Exactly(RowColumn column, LocatedValue given, string path)
    {
        if (!given.TryNumber(out var number))
        {
            return Refuse(column, given, path);
        }

        if (column.Type != ColumnType.Double && number != Math.Floor(number))
        {
            errors.Add(given.Place, path, $"expected a whole number, which {column.Name} always is, found {given.Describe()}");
            return null;
        }

        return IsPossible(column, number, given, path) ? new(column, number) : null;
    }

    private Expectation? Compared(RowColumn column, LocatedValue given, string path)
    {
        foreach (var (sign, comparison) in Expectation.Signs)
        {
            if (given.Text.StartsWith(sign, StringComparison.Ordinal))
            {
                var isNumber = double.TryParse(given.Text[sign.Length..].TrimStart(' '), _plain, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
                return isNumber ? new(column, number, comparison) : Refuse(column, given, path);
            }
        }

        return Refuse(column, given, path);
    }

    private Expectation? Nearly(RowColumn column, LocatedValue given, string path)
    {
        if (!errors.CheckKeys(given, path, [ScenarioKeys.Value, ScenarioKeys.Within], required: [ScenarioKeys.Value, ScenarioKeys.Within]))
        {
            return null;
        }

        var value = given.Find(ScenarioKeys.Value)!;
        var within = given.Find(ScenarioKeys.Within)!;
        var valuePath = $"{path}.{ScenarioKeys.Value}";
        if (!value.TryNumber(out var number))
        {
            errors.Add(value.Place, valuePath, $"expected a number, found {value.Describe()}");
            return null;
        }

        if (!within.TryNumber(out var tolerance) || tolerance <= 0)
        {
            errors.Add(within.Place, $"{path}.{ScenarioKeys.Within}", $"expected a number above 0, found {within.Describe()}");
            return null;
        }

        return IsPossible(column, number, value, valuePath) ? new(column, number, Comparison.Equal, tolerance) : null;
    }

    /// <summary>An expectation that no value breaks would count as one that holds.</summary>
    private bool CanFail(Expectation expectation, LocatedValue given, string path)
    {
        if (expectation.CanFail)
        {
            return true;
        }

        var column = expectation.Column;
        errors.Add(given.Place, path, FormattableString.Invariant($"expected something that can fail, found {expectation.Text}: {column.Name} always lies between {column.Min:R} and {column.Max:R}"));
        return false;
    }

    private bool IsPossible(RowColumn column, double number, LocatedValue given, string path)
    {
        if (number >= column.Min)
        {
            return true;
        }

        errors.Add(given.Place, path, FormattableString.Invariant($"expected a number of at least {column.Min}, which {column.Name} always is, found {given.Describe()}"));
        return false;
    }
}
