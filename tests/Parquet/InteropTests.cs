using System.Globalization;
using System.Text.Json;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Rows;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Parquet;

/// <summary>
/// Three readers that share no code with ours read what we write (tests/interop/check.mjs): DuckDB, arrow-rs and hyparquet. Each file comes with its values and
/// statistics as the tests know them, not as a reader of ours found them. Tables reach the edges; parts are what sweeps leave.
/// </summary>
public sealed class InteropTests(ITestOutputHelper output)
{
    private static SweepConfig DrawnDurability => Configs.With("\"durability\": {\"choice\": [\"best_effort\", \"sync_all\"]}");

    private static readonly JsonSerializerOptions _camelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [NodeFact]
    public void OtherReadersFindTheSame()
    {
        Assert.True(Node.IsThere, "node and npm are not on the path, and CI=true demands that other Parquet readers are asked");
        string folder = Directory.CreateTempSubdirectory("walsweep-interop-").FullName;
        try
        {
            TestTable[] tables = [.. TestTables.Named(), .. Enumerable.Range(0, LongTier.IsOn ? 400 : 12).Select(TestTables.Drawn)];
            foreach (TestTable table in tables)
            {
                Write(table, Path.Combine(folder, table.Name));
            }

            SimulatedPart[] parts = [new("quickstart", 3000), new("overnight", 1500), new("failover", 400), new(DrawnDurability, 400)];
            Assert.Contains(parts.SelectMany(part => part.Table.Values), column => column.Contains(null) && column.Any(value => value is not null));
            foreach (SimulatedPart part in parts)
            {
                Write(part.Table, part.Bytes, Path.Combine(folder, part.Table.Name));
            }

            Node.Install(output);
            (int exitCode, string said) = Node.Run(output, "node", "check.mjs", folder);
            Assert.True(exitCode == 0, said);
            Assert.Contains($"{tables.Length + parts.Length} files, 3 readers: all the same", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(TestTable table, string path) => Write(table, table.Write(), path);

    private static void Write(TestTable table, byte[] file, string path)
    {
        File.WriteAllBytes(path + ".parquet", file);
        var rowGroups = new List<object>();
        int first = 0;
        foreach (int rows in table.GroupRows.Where(rows => rows > 0))
        {
            rowGroups.Add(new { rows, columns = Enumerable.Range(0, table.Values.Length).Select(c => Statistics(table, c, first, rows)).ToArray() });
            first += rows;
        }

        var said = new
        {
            metadata = table.Metadata.ToDictionary(),
            rowGroups,
            columns = table.Schema.Columns.Select((c, i) => new { c.Name, type = c.Type.ToString(), c.IsOptional, values = table.Values[i].Select(Text) }),
        };
        File.WriteAllText(path + ".json", JsonSerializer.Serialize(said, _camelCase));
    }

    private static object Statistics(TestTable table, int column, int first, int rows)
    {
        (long nulls, object? min, object? max) = table.Statistics(column, first, rows);
        return new { nulls, min = Text(min), max = Text(max) };
    }

    /// <summary>Whole numbers in decimal, doubles as their bits, since not every number survives JSON.</summary>
    private static object? Text(object? value) => value switch
    {
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture),
        double d => BitConverter.DoubleToInt64Bits(d + 0.0).ToString("x16", CultureInfo.InvariantCulture),
        _ => value,
    };
}
