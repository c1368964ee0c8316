using WalSweep.Analysis.Maps;
using WalSweep.Engine;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Maps;

public sealed class MapPlanTests
{
    private const string Outage = "\"outage\": {\"log_uniform\": [\"1s\", \"1h\"]}";

    [Fact]
    public void The_first_map_is_over_outage_and_write_rate_where_both_vary()
    {
        var maps = MapsOf("\"write_rate\": {\"log_uniform\": [\"100/s\", \"50k/s\"]}, \"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}", Outage);
        Assert.Equal(MapPlan.OutageByWriteRate, maps[0].Name);
        var (x, y) = (maps[0].X.Axis, maps[0].Y.Axis);
        Assert.Equal(("outage_s", AxisScale.Logarithmic, 1.0, 3600.0), (x.Column, x.Scale, x.Min, x.Max));
        Assert.Equal(("write_rate_per_s", AxisUnit.PerSecond), (y.Column, y.Unit));
        Assert.Equal(7.5, maps[0].X.ValueOf([1000, 5000, 0.0015], 7.5, default));
        Assert.Equal(1000, maps[0].Y.ValueOf([1000, 5000, 0.0015], 7.5, default));
    }

    [Fact]
    public void Every_map_whose_quantities_vary_is_there()
    {
        var maps = MapsOf("""
            "write_rate": {"log_uniform": ["100/s", "50k/s"]}, "catchup_rate": {"of": "write_rate", "times": {"log_uniform": [0.5, 8]}},
            "retention_bytes": {"log_uniform": ["1MiB", "1GiB"]}, "reservation_ttl": {"log_uniform": ["10s", "1h"]}
            """, Outage);
        Assert.Equal([MapPlan.OutageByWriteRate, MapPlan.OutageByRetention, MapPlan.OutageByLoad, MapPlan.Plane, "knobs-retention-bytes-reservation-ttl"], maps.Select(map => map.Name));
        var load = maps[2].Y;
        Assert.Equal((0.125, 2.0), (load.Axis.Min, load.Axis.Max));

        // Rows have the varied parameters in the order of their declaration: write_rate, catchup_rate, retention_bytes, reservation_ttl.
        double[] varied = [1000, 4000, 8 << 20, 60];
        Assert.Equal(0.25, load.ValueOf(varied, 0, default));
        var outcome = new Outcome { BacklogEntries = 1024 };
        Assert.Equal(0.5, maps[3].X.ValueOf(varied, 0, outcome));
        Assert.Equal(8 << 20, maps[4].X.ValueOf(varied, 0, default));
        Assert.Equal(60, maps[4].Y.ValueOf(varied, 0, default));
    }

    /// <summary>Values that lie on the very end of an axis are on the map, however the last digit falls.</summary>
    [Theory]
    [InlineData("\"catchup_rate\": {\"of\": \"write_rate\", \"times\": {\"choice\": [1.3, 7]}}")]
    [InlineData("\"catchup_rate\": {\"of\": \"write_rate\", \"times\": {\"choice\": [0.7, 4.9]}}")]
    [InlineData("\"checkpoint_window\": {\"log_uniform\": [\"1MiB\", \"4MiB\"]}, \"snapshot_lag\": \"1MiB\", \"retention_bytes\": {\"of\": \"checkpoint_window\", \"times\": {\"choice\": [1.3, 7]}}")]
    [InlineData("\"reservation_bytes\": {\"of\": \"retention_bytes\", \"times\": {\"choice\": [0.3, 1, 3.3]}}")]
    public void Whoever_lies_on_the_end_of_an_axis_is_on_it(string parameters)
    {
        var config = Configs.Parse($$"""{ "name": "ends", "seed": 1, "count": 1000, "parameters": { "write_rate": {"log_uniform": ["100/s", "50k/s"]}, {{parameters}} }, "weather": { {{Outage}} } }""");
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var quantities = new MapPlan(config).Maps.SelectMany(map => new[] { map.X, map.Y }).Where(quantity => !quantity.IsOfTrial).ToList();
        Assert.NotEmpty(quantities);
        for (var index = 0; index < 1000; index++)
        {
            source.Draw(index, out _, timeline, varied, out var weather);
            Assert.All(quantities, quantity => Assert.InRange(quantity.Axis.CellOf(quantity.ValueOf(varied, weather.FirstOutageS, default)), 0, quantity.Axis.CellCount - 1));
        }
    }

    [Fact]
    public void Without_an_outage_there_is_no_map_over_it() =>
        Assert.Equal(MapPlan.FirstTwo, MapsOf("\"write_rate\": {\"log_uniform\": [\"100/s\", \"50k/s\"]}, \"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}", $"\"outages\": 0, {Outage}")[0].Name);

    [Fact]
    public void A_backlog_as_large_as_the_retention_lies_between_two_cells_of_the_plane()
    {
        var axis = MapsOf("\"write_rate\": {\"log_uniform\": [\"100/s\", \"50k/s\"]}, \"catchup_rate\": {\"of\": \"write_rate\", \"times\": {\"uniform\": [1, 2]}}", Outage).Single(map => map.Name == MapPlan.Plane).X.Axis;
        Assert.Equal(1.0, axis.EdgeAt(axis.CellCount / 2));
        Assert.Equal(-1, axis.CellOf(double.NaN));
    }

    [Fact]
    public void What_varies_takes_the_place_of_what_does_not()
    {
        var map = Assert.Single(MapsOf("\"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}", "\"outage\": {\"lognormal\": {\"median\": \"10s\", \"sigma\": 1, \"max\": \"1h\"}}"));
        Assert.Equal(MapPlan.FirstTwo, map.Name);
        Assert.Equal(("latency_s", AxisScale.Linear), (map.Y.Axis.Column, map.Y.Axis.Scale));

        // Quantiles 0.1 % and 99.9 % of the lognormal: 10 s × e^∓3.09.
        Assert.InRange(map.X.Axis.Min, 0.44, 0.47);
        Assert.InRange(map.X.Axis.Max, 210, 225);
    }

    [Fact]
    public void Two_parameters_make_a_map_without_an_outage_that_varies()
    {
        var map = Assert.Single(MapsOf("\"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}, \"fsync\": {\"uniform\": [\"1ms\", \"2ms\"]}", "\"outage\": \"1s\""));
        Assert.Equal(("latency_s", "fsync_s"), (map.X.Axis.Column, map.Y.Axis.Column));
    }

    [Fact]
    public void The_first_that_varies_has_the_cells_of_a_horizontal_axis_whichever_it_is()
    {
        var map = Assert.Single(MapsOf("\"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}, \"write_rate\": {\"uniform\": [\"100/s\", \"200/s\"]}, \"catchup_rate\": {\"of\": \"write_rate\", \"times\": 2}", "\"outage\": \"1s\""));
        Assert.Equal(("write_rate_per_s", 24, "latency_s", 18), (map.X.Axis.Column, map.X.Axis.CellCount, map.Y.Axis.Column, map.Y.Axis.CellCount));
    }

    [Fact]
    public void A_limit_that_varies_alone_is_laid_against_nothing()
    {
        var map = Assert.Single(MapsOf("\"max_rounds\": {\"log_uniform\": [2, 64]}", "\"outage\": \"1s\""));
        Assert.Equal(("knobs-max-rounds", "max_rounds", 8, 1), (map.Name, map.X.Axis.Column, map.X.Axis.CellCount, map.Y.Axis.CellCount));
        Assert.Equal(0, map.Y.Axis.CellOf(map.Y.ValueOf([7], 3, default)));
    }

    [Fact]
    public void Limits_that_vary_have_a_map_of_fates_as_well()
    {
        const string Limits = "\"max_rounds\": {\"log_uniform\": [2, 64]}, \"promotion_hold\": {\"uniform\": [\"0s\", \"30s\"]}";
        Assert.Equal([MapPlan.FirstTwo, "knobs-max-rounds-promotion-hold"], MapsOf(Limits, "\"outage\": \"1s\"").Select(map => map.Name));
        Assert.Equal([MapPlan.FirstTwo, "knobs-max-rounds"], MapsOf("\"max_rounds\": {\"log_uniform\": [2, 64]}", Outage).Select(map => map.Name));
    }

    [Fact]
    public void Without_two_that_vary_there_is_no_map() => Assert.Empty(MapsOf("\"latency\": {\"uniform\": [\"1ms\", \"2ms\"]}", "\"outage\": \"1s\""));

    private static IReadOnlyList<SweepMap> MapsOf(string parameters, string weather) => new MapPlan(Configs.With($$"""
        "parameters": { {{parameters}} }, "weather": { {{weather}} }
        """)).Maps;
}
