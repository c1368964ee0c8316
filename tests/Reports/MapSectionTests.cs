using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Reports;
using WalSweep.Engine;
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
        var findings = new SweepFindings(config, 1, counts.Summarize(ProtocolName.AllOf(config)), counts);
        Assert.Equal((regions, plane), (new RegionSection().Tell(findings).Missing?.Lack, new PlaneSection().Tell(findings).Missing?.Lack));
    }
}
