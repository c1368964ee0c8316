using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Rows;

public sealed class RowBufferTests
{
    private readonly RowBuffer _rows = new(RowSample.Schema, scenarioCapacity: 2);
    private readonly WeatherSummary _weather = new() { Outages = 1 };
    private readonly Outcome _outcome = new() { Events = 1 };

    [Fact]
    public void FillingAndWritingAllocatesNothingBeyondWhatAFileTakes()
    {
        var sample = new RowSample(seed: 5, scenarios: 2000);
        var rows = new RowBuffer(RowSample.Schema, 2000);
        var writer = new ParquetTableWriter(RowSample.Schema.Table);
        Assert.Equal(Allocations.EachTime(() => Write(groups: 0)), Allocations.EachTime(() => Write(groups: 3)));

        void Write(int groups)
        {
            writer.Begin(Stream.Null, []);
            for (int group = 0; group < groups; group++)
            {
                sample.Fill(rows, 0, 2000 - group);
                writer.WriteRowGroup(rows.Rows);
            }

            writer.End();
        }
    }

    [Fact]
    public void ProtocolsComeInTheirOrder()
    {
        Assert.Equal("it is the turn of protocol 3 of 3, not of 0", Message(() => _rows.Add(0, in _outcome)));
        _rows.Begin(0, [1, 2, 3], in _weather);
        Assert.Equal("it is the turn of protocol 0 of 3, not of 1", Message(() => _rows.Add(1, in _outcome)));
        _rows.Add(0, in _outcome);
        Assert.Equal("the last scenario has 1 rows instead of 3", Message(() => _rows.Begin(1, [1, 2, 3], in _weather)));
        Assert.Equal("the last scenario has 1 rows instead of 3", Message(() => _rows.Rows.ToString()));
    }

    [Fact]
    public void ItHoldsWhatItWasMadeFor()
    {
        for (int s = 0; s < 2; s++)
        {
            Assert.False(_rows.IsFull);
            _rows.Begin(s, [1, 2, 3], in _weather);
            for (int p = 0; p < 3; p++)
            {
                _rows.Add(p, in _outcome);
            }
        }

        Assert.True(_rows.IsFull);
        Assert.Equal((2, 6), (_rows.ScenarioCount, _rows.Rows.RowCount));
        Assert.Equal("the buffer is full", Message(() => _rows.Begin(2, [1, 2, 3], in _weather)));
        _rows.Clear();
        Assert.Equal((0, 0), (_rows.ScenarioCount, _rows.Rows.RowCount));
    }

    [Fact]
    public void VariedParametersMustFitTheirColumns()
    {
        Assert.Equal("expected 3 values of varied parameters, found 2", Assert.Throws<ArgumentException>(() => _rows.Begin(0, [1, 2], in _weather)).Message);
        foreach (double value in (double[])[2.5, double.PositiveInfinity, double.NaN])
        {
            string message = Assert.Throws<ArgumentException>(() => _rows.Begin(0, [1, value, 3], in _weather)).Message;
            Assert.Equal(FormattableString.Invariant($"'retention_bytes' is declared whole, but is {value:R}"), message);
            Assert.Equal(0, _rows.ScenarioCount);
        }
    }

    [Fact]
    public void WhatNoRowMayHoldIsRefusedByName()
    {
        Assert.Equal("column 'blocked_s', row 4 of the row group: NaN cannot be stored; a value that does not exist is NULL", Refusal(o => o with { BlockedS = double.NaN }));
        Assert.Equal("column 'reason', row 4 of the row group: index 21 has no name, there are 21", Refusal(o => o with { Reason = Cause.AcknowledgementOverdue }));
    }

    [Fact]
    public void EntriesLostAndLeakedAreWhole()
    {
        Assert.Equal("'lost_entries' is declared whole, but is 0.5", Refusal(o => o with { LostEntries = 0.5 }));
        Assert.Equal("'leaked_entries' is declared whole, but is NaN", Refusal(o => o with { LeakedEntries = double.NaN }));
    }

    [Fact]
    public void AStaleReadShows()
    {
        var rows = new RowBuffer(RowSample.Schema, 10, poison: true);
        new RowSample(seed: 6, scenarios: 10).Fill(rows, 0, 10);
        rows.Clear();
        RowGroupBuffer stale = rows.Rows;
        stale.RowCount = 30;
        var writer = new ParquetTableWriter(RowSample.Schema.Table);
        writer.Begin(Stream.Null, []);
        Assert.Throws<ArgumentException>(() => writer.WriteRowGroup(stale));
    }

    private static string Refusal(Func<Outcome, Outcome> spoil)
    {
        var sample = new RowSample(seed: 7, scenarios: 2);
        sample.Outcomes[1][1] = spoil(sample.Outcomes[1][1]);
        return Assert.Throws<ArgumentException>(() => sample.Write(2)).Message;
    }

    private static string Message(Action action) => Assert.Throws<InvalidOperationException>(action).Message;
}
