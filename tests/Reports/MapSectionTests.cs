using System.Xml.Linq;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Reports;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Charts;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Reports;

/// <summary>What the sections with maps say where they have none.</summary>
public sealed class MapSectionTests
{
    private const string NoPlane = "In this sweep the write rate is always the same part of the catch-up rate, or one of the quantities of this map is computed from another and stands in no row";
    private const string TooFew = "Fewer than 100 scenarios of this sweep lie on the map, too few to draw: it would show chance";

    [Theory]
    [InlineData("", "In this sweep no two quantities vary over which this map could be drawn", NoPlane)]
    [InlineData(""" "parameters": { "latency": { "uniform": ["1ms", "2ms"] } } """, "In this sweep no two quantities vary over which this map could be drawn", NoPlane)]
    [InlineData(
        """ "parameters": { "write_rate": { "uniform": ["1k/s", "2k/s"] }, "latency": { "uniform": ["1ms", "2ms"] }, "catchup_rate": "10k/s" } """,
        "In this sweep the outage does not vary, so there is no map over it to draw",
        TooFew)]
    [InlineData(""" "parameters": { "write_rate": { "uniform": ["1k/s", "2k/s"] }, "catchup_rate": "10k/s" }, "weather": { "outage": { "uniform": ["1s", "9s"] } } """, TooFew, TooFew)]
    [InlineData(""" "parameters": { "write_rate": { "uniform": ["1k/s", "2k/s"] } }, "weather": { "outage": { "uniform": ["1s", "9s"] } } """, TooFew, NoPlane)]
    public void Why_there_is_no_map_is_said_as_it_is(string members, string regions, string plane)
    {
        var config = Configs.Parse($$"""{ "name": "few", "count": 40, "protocols": ["v2"]{{(members.Length == 0 ? "" : ",")}} {{members}} }""");
        var counts = SweepTally.CountsOf(config);
        counts.Add(new double[config.Specs.Varied.Count], 1, Durability.SyncQuorum, [new RegionRow(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 5).Outcome]);
        var findings = new SweepFindings(config, 1, counts.Summarize(config.Protocols, hasFailover: false), counts);
        Assert.Equal((regions, plane), (new RegionSection().Tell(findings).Missing?.Lack, new PlaneSection().Tell(findings).Missing?.Lack));
    }

    /// <summary>Bars, tables and dashed lines exist where the horizontal axis is of what was missed, the lines only where the writes go on; of what is not there nothing is told.</summary>
    [Theory]
    [InlineData(""" "parameters": { "entry_bytes": { "uniform": ["1KiB", "64KiB"] }, "latency": { "uniform": ["1ms", "9ms"] } }, "weather": { "outage": "30s" } """, false, false)]
    [InlineData(""" "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } }, "weather": { "outage": { "log_uniform": ["1s", "1h"] } } """, true, true)]
    [InlineData(""" "durability": "sync_all", "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } }, "weather": { "outage": { "log_uniform": ["1s", "1h"] } } """, true, false)]
    public void Of_boundaries_and_limits_is_told_where_there_are_any(string members, bool hasBoundary, bool hasLimits)
    {
        var findings = Swept(Configs.Parse($$"""{ "name": "swept", "seed": 3, "count": 400, "protocols": ["v1_5", "v2"], {{members}} }"""));
        var section = new RegionSection().Tell(findings);
        var drawn = XDocument.Parse(Drawn.Alone(Assert.Single(section.Figures).Wide)).Descendants().ToList();
        bool Draws(string style) => drawn.Exists(element => ((string?)element.Attribute("class") ?? "").StartsWith(style, StringComparison.Ordinal));
        bool Tells(string words) => section.Paragraphs.Any(paragraph => paragraph.Contains(words, StringComparison.Ordinal));
        Assert.Equal((hasBoundary, hasBoundary), (Tells("The bars say"), Draws("boundary")));
        Assert.Equal((hasLimits, hasLimits), (Tells("The dashed lines"), Draws("curve")));
        Assert.Equal(hasLimits, Tells("a small square"));
        Assert.Equal(hasBoundary ? ["boundaries-outage-write-rate", "boundary-rows-outage-write-rate"] : [], section.Tables.Select(table => table.Name));
        Assert.Equal(hasBoundary, Opening.Of(findings)[0].StartsWith("The longest outage", StringComparison.Ordinal));
    }

    private static SweepFindings Swept(SweepConfig config)
    {
        var counts = SweepTally.CountsOf(config);
        var source = config.CreateSource();
        var (timeline, varied, state) = (new Fault[ScenarioSource.TimelineCapacity], new double[source.VariedCount], new TrialState());
        for (var index = 0; index < config.Count; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out var weather);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            var outcomes = new Outcome[config.Protocols.Count];
            for (var version = 0; version < outcomes.Length; version++)
            {
                outcomes[version] = Simulation.Run(config.Protocols[version], in scenario, ref state);
            }

            counts.Add(varied, weather.FirstOutageS, parameters.Durability, outcomes);
        }

        return new SweepFindings(config, config.Count, counts.Summarize(config.Protocols, hasFailover: false), counts);
    }
}
