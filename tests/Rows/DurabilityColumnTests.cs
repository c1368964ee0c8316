using WalSweep.Sweep.Rows;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Rows;

/// <summary>A durability mode that is drawn is a column of names, which a file tells without the configuration.</summary>
public sealed class DurabilityColumnTests
{
    [Fact]
    public void EachScenarioSaysItsMode()
    {
        const int scenarios = 300;
        var part = new SimulatedPart(Configs.With("\"parameters\": {\"write_rate\": {\"uniform\": [\"1k/s\", \"2k/s\"]}}, \"durability\": {\"choice\": [\"best_effort\", \"sync_all\"]}"), scenarios);
        using var reader = RowReader.Open(part.Bytes, "part");
        Assert.Equal(["scenario", "protocol", "write_rate_per_s", "durability", "outages"], reader.Schema.Columns.Take(5).Select(column => column.Name));
        Assert.Equal("best_effort,sync_quorum,sync_all", reader.File["walsweep.names.durability"]);
        Assert.Null(reader.File["walsweep.durability"]);
        Assert.Null(reader.FindOutOfRange());

        var column = reader.Schema.Columns[3];
        var cursor = reader.Read([column]);
        var found = new List<object?>();
        while (cursor.MoveNext())
        {
            found.AddRange(Enumerable.Range(0, cursor.RowCount).Select(row => column.Text(cursor.Number(0, row))));
        }

        Assert.Equal(part.Table.Values[3], found);
        Assert.Equal(["best_effort", "sync_all"], found.Distinct().Order());
    }

    [Fact]
    public void AModeThatIsTheSameInEveryScenarioIsMetadata()
    {
        using var reader = RowReader.Open(new SimulatedPart(Configs.With("\"durability\": \"sync_all\""), 3).Bytes, "part");
        Assert.Equal("sync_all", reader.File["walsweep.durability"]);
        Assert.DoesNotContain("durability", reader.Schema.Columns.Select(column => column.Name));
    }
}
