using WalSweep.Sweep.Parquet;

namespace WalSweep.Tests.Parquet;

/// <summary>Tables that together reach every type, encoding and edge. All from fixed seeds.</summary>
internal static class TestTables
{
    private static readonly string[] _fates = ["completed", "stalled", "überzogen", "é", "z", "Z"];

    /// <summary>The ones with a story. Other readers check them too.</summary>
    public static IEnumerable<TestTable> Named()
    {
        TableSchema types = AllTypes(isOptional: false), optional = AllTypes(isOptional: true);
        yield return new("no_rows", types, [], (_, _) => throw new InvalidOperationException("there is no row"), Pair("key", "value"));
        yield return new("one_row", types, [1], Random(1, 0));
        yield return new("no_null", optional, [777], Random(2, 0));
        yield return new("random_nulls", optional, [1000, 9], Random(3, 0.3));
        yield return new("rare_nulls", optional, [5000], Random(4, 0.001));
        yield return new("rare_values", optional, [5000], Random(5, 0.999));
        yield return new("all_null", optional, [130, 1], (_, _) => null);
        yield return new("many_groups", types, [500, 1, 64, 63, 65, 500, 499], Random(6, 0));
        yield return new("unicode_metadata", types, [3], Random(7, 0), Pair("Größe", "ναί 世界 🦆"), Pair("leer", ""));
        yield return new("extremes", optional, [40, 40], Extreme);
        yield return new("long_runs", optional, [20_000], (c, row) => OfType(optional.Columns[c], row / (700 + (c * 311)), row / 9000 % 2 == 1));
        yield return new("constants", optional, [300, 300], (c, row) => OfType(optional.Columns[c], row < 300 ? 3 : 5, false));
        yield return new("mostly_zero", types, [4000], MostlyZero(8));
        yield return Runs("runs_of_3", 3, [3000, 1001, 1], 9);
        yield return Runs("runs_of_3_small", 3, [60, 7], 13);
        yield return Runs("runs_of_2", 2, [512, 5], 10);
        yield return Runs("runs_of_1", 1, [100], 11);
        yield return Runs("runs_of_9000", 9000, [20_000], 12);
    }

    /// <summary>Any table at all: columns, shapes of data, row groups and runs drawn from a seed.</summary>
    public static TestTable Drawn(int seed)
    {
        var random = new Random(seed);
        int runLength = random.Next(3) == 0 ? 1 : random.Next(1, 6);
        var columns = new List<Column>();
        var shapes = new List<Func<Random, double>>();
        double[] nulls = new double[8];
        int count = random.Next(1, 9);
        for (int c = 0; c < count; c++)
        {
            var type = (ColumnType)random.Next(5);
            bool isOptional = random.Next(2) == 0;
            bool isOnce = !isOptional && random.Next(2) == 0;
            columns.Add(new Column($"c{c}", type, isOptional, isOnce, type == ColumnType.Enumeration ? _fates[..random.Next(1, 7)] : null));
            nulls[c] = random.Next(4) switch { 0 => 0, 1 => 1, 2 => 0.01, _ => random.NextDouble() };
            shapes.Add(Shape(random));
        }

        var schema = new TableSchema(columns, runLength);
        int[] groups = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(random.Next(2) == 0 ? 3000 : 20))];
        return new($"drawn_{seed}", schema, groups, (c, _) => OfType(columns[c], shapes[c](random), columns[c].IsOptional && random.NextDouble() < nulls[c]));
    }

    private static KeyValuePair<string, string> Pair(string key, string value) => new(key, value);

    private static Func<Random, double> Shape(Random random)
    {
        double scale = Math.Pow(2, random.Next(70)), last = 0;
        return random.Next(5) switch
        {
            0 => r => r.NextDouble() * scale,
            1 => r => (r.NextDouble() - 0.5) * scale,
            2 => r => r.Next(10) != 0 ? 0 : r.NextDouble() * scale,
            3 => r => r.Next(10) != 0 ? last : last = r.NextDouble() * scale,
            _ => r => last += r.Next(4),
        };
    }

    private static TableSchema AllTypes(bool isOptional) => new(
    [
        new("i32", ColumnType.Int32, isOptional), new("i64", ColumnType.Int64, isOptional), new("f64", ColumnType.Double, isOptional),
        new("flag", ColumnType.Boolean, isOptional), new("fate", ColumnType.Enumeration, isOptional, names: _fates),
        new("small", ColumnType.Int32, isOptional), new("single", ColumnType.Enumeration, isOptional, names: ["only"]),
    ]);

    private static Func<int, int, object?> Random(int seed, double nullShare)
    {
        var random = new Random(seed);
        TableSchema types = AllTypes(isOptional: true);
        return (c, _) => OfType(types.Columns[c], c == 5 ? random.Next(-3, 4) : (random.NextDouble() - 0.3) * 1e6, random.NextDouble() < nullShare);
    }

    private static Func<int, int, object?> MostlyZero(int seed)
    {
        var random = new Random(seed);
        TableSchema types = AllTypes(isOptional: true);
        return (c, _) => OfType(types.Columns[c], random.Next(20) != 0 ? (c == 2 ? -0.0 : 0) : random.NextDouble() * 100, false);
    }

    private static TestTable Runs(string name, int runLength, int[] groups, int seed)
    {
        var random = new Random(seed);
        var schema = new TableSchema(
        [
            new("scenario", ColumnType.Int64, isOncePerRun: true), new("protocol", ColumnType.Enumeration, names: ["v1", "v1_5", "v2"]),
            new("rate", ColumnType.Double, isOncePerRun: true), new("bytes", ColumnType.Int64, isOncePerRun: true),
            new("outages", ColumnType.Int32, isOncePerRun: true), new("code", ColumnType.Int32, isOncePerRun: true),
            new("changed", ColumnType.Boolean, isOncePerRun: true), new("fate", ColumnType.Enumeration, isOncePerRun: true, names: _fates),
            new("recovery", ColumnType.Double, isOptional: true), new("blocked", ColumnType.Double),
        ],
        runLength);
        long scenario = 1_000_000_007;
        return new(name, schema, groups, (c, row) => c switch
        {
            0 => scenario++,
            1 => schema.Columns[1].Names[row % 3],
            3 => random.NextInt64(),
            4 => random.Next(4),
            5 => random.Next(100_000),
            8 => random.Next(5) == 0 ? null : random.NextDouble(),
            9 => random.Next(5) == 0 ? random.NextDouble() : 0.0,
            _ => OfType(schema.Columns[c], random.NextDouble() * 1000, false),
        });
    }

    private static object? Extreme(int column, int row)
    {
        long[] wholes = [long.MinValue, long.MaxValue, 0, -1, 1, long.MinValue + 1, 1L << 53, -(1L << 31), 1L << 32];
        double[] doubles = [double.MinValue, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, double.Epsilon, -double.Epsilon, Math.PI];
        int i = row % 10;
        return i == 9 ? null : column switch
        {
            0 => i % 2 == 0 ? int.MinValue + i : int.MaxValue - i,
            1 => wholes[i],
            2 => row < 40 ? doubles[i] : i - 4.0 + 0.1,
            5 => row < 40 ? (i % 2 == 0 ? (1 << 26) + i : i) : -i,
            _ => OfType(AllTypes(isOptional: true).Columns[column], i, false),
        };
    }

    private static object? OfType(Column column, double value, bool isNull) => isNull ? null : column.Type switch
    {
        ColumnType.Int32 => (int)Math.Clamp(value, int.MinValue, int.MaxValue),
        ColumnType.Int64 => (long)Math.Clamp(value, -9e18, 9e18),
        ColumnType.Double => value,
        ColumnType.Boolean => (long)Math.Clamp(value, -9e18, 9e18) % 2 != 0,
        _ => column.Names[(int)((ulong)Math.Clamp(Math.Abs(value), 0, 9e18) % (ulong)column.Names.Count)],
    };
}
