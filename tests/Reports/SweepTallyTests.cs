using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Reports;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Regions;
using Xunit;

namespace WalSweep.Tests.Reports;

public sealed class SweepTallyTests
{
    /// <summary>However a sweep is cut into parts, the sum of what they saved is what one accumulator saw.</summary>
    [Fact]
    public void SavedTalliesAddUpToTheWhole()
    {
        const int Count = 3000;
        var whole = SyntheticSweep.Accumulate(Count);
        var sum = new SweepAccumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Length);
        var part = new SweepAccumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Length);
        for (int scenario = 0; scenario < Count; scenario++)
        {
            for (int protocol = 0; protocol < SyntheticSweep.Protocols.Length; protocol++)
            {
                part.Add(SyntheticSweep.Row(scenario, protocol));
            }

            if (scenario % 700 == 699 || scenario == Count - 1)
            {
                sum.AddSaved(part.Save());
                part.Clear();
            }
        }

        Assert.Equal(whole.Save(), sum.Save());
        Assert.Equal(whole.Summarize(SyntheticSweep.Protocols).Protocols, sum.Summarize(SyntheticSweep.Protocols).Protocols);
    }

    [Fact]
    public void ATallyOfOtherCellsOrCutOffIsNoticed()
    {
        byte[] saved = SyntheticSweep.Accumulate(100).Save();
        var other = new SweepAccumulator(SyntheticSweep.Outage(3), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Length);
        Assert.Throws<InvalidDataException>(() => other.AddSaved(saved));
        Assert.Throws<InvalidDataException>(() => SyntheticSweep.Accumulate(0).AddSaved(saved.AsSpan(0, saved.Length - 1)));
    }

    [Fact]
    public void TheMapIsOverOutageAndWriteRateWhereBothVary()
    {
        var axes = AxesOf("\"write_rate\": {\"log_uniform\": [\"100/s\", \"50k/s\"]}, \"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}",
            "\"outage\": {\"log_uniform\": [\"1s\", \"1h\"]}");
        Assert.True(axes.IsOutageByWriteRate);
        Assert.Equal(("outage_s", AxisScale.Logarithmic, 1.0, 3600.0), (axes.X.Column, axes.X.Scale, axes.X.Min, axes.X.Max));
        Assert.Equal(("write_rate_per_s", AxisUnit.PerSecond), (axes.Y.Column, axes.Y.Unit));
        Assert.Equal(7.5, axes.XOf([1000, 0.0015], new() { FirstOutageS = 7.5 }));
        Assert.Equal(1000, axes.YOf([1000, 0.0015]));
    }

    [Fact]
    public void WhatVariesTakesThePlaceOfWhatDoesNot()
    {
        var axes = AxesOf("\"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}",
            "\"outage\": {\"lognormal\": {\"median\": \"10s\", \"sigma\": 1, \"max\": \"1h\"}}");
        Assert.True(axes.HasMap);
        Assert.False(axes.IsOutageByWriteRate);
        Assert.Equal(("latency_s", AxisScale.Linear), (axes.Y.Column, axes.Y.Scale));

        // Quantiles 0.1 % and 99.9 % of the lognormal: 10 s × e^∓3.09.
        Assert.InRange(axes.X.Min, 0.44, 0.47);
        Assert.InRange(axes.X.Max, 210, 225);
    }

    [Fact]
    public void WithoutTwoThatVaryThereIsNoMap()
    {
        var axes = AxesOf("\"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}", "\"outage\": \"1s\"");
        Assert.False(axes.HasMap);
        Assert.True(double.IsNaN(axes.XOf([0.001], default)));
        Assert.True(double.IsNaN(axes.YOf([0.001])));
    }

    private static MapAxes AxesOf(string parameters, string weather) => new(Configs.With($$"""
        "parameters": { {{parameters}} }, "weather": { {{weather}} }
        """));
}
