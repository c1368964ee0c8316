using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Engine;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Boundaries;

/// <summary>The boundary of real sweeps, where algebra knows it.</summary>
public sealed class BoundaryOfSweepTests(ITestOutputHelper output)
{
    private const int Seeds = 100;

    /// <summary>A band that holds the truth in 95 of 100 sweeps does so in fewer than this with a probability of 0.4 %.</summary>
    private const int LeastHolding = 89;

    /// <summary>
    /// One outage, and w, c and R that vary: what is missing is retained iff it is at most R, whatever else. Rounds and reservations are out of the way, so in the plane of backlog ÷ R and w/c the boundary is the line at 1 in
    /// every row of cells.
    /// </summary>
    [Fact]
    public void The_band_of_a_sweep_holds_the_limit_of_retention_in_every_row()
    {
        var scenarios = LongTier.IsOn ? 100_000 : 12_000;
        var holding = 0;
        var halfWidths = new List<double>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var band = MapBoundary.BandOf(Plane(seed, scenarios).Kinds, protocolIndex: 0);
            var limit = band.Rows[0].CellCount / 2;
            holding += band.Rows.All(row => row.HasBand && row.BandCells.Contains(limit)) ? 1 : 0;
            halfWidths.AddRange(band.Rows.Select(row => row.BandCells.HalfWidth));
        }

        halfWidths.Sort();
        var medianCells = halfWidths[halfWidths.Count / 2];
        output.WriteLine($"seeds 1 to {Seeds}, {scenarios} scenarios each: the band holds the limit in all rows of {holding} sweeps; half-width in the median {medianCells} cells, at the most {halfWidths[^1]}");
        Assert.InRange(holding, LeastHolding, Seeds);
        Assert.InRange(medianCells, 0, 1);
    }

    private static MapCounts Plane(int seed, int scenarios)
    {
        var config = Configs.Parse($$"""
            {
              "name": "one-outage", "seed": {{seed}}, "count": {{scenarios}}, "protocols": ["v2"],
              "parameters": {
                "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "catchup_rate": { "of": "write_rate", "times": { "log_uniform": [1.2, 8] } }, "retention_bytes": { "log_uniform": ["4MiB", "1GiB"] },
                "max_rounds": 10000, "reservation_ttl": "365d"
              },
              "weather": { "outage": { "log_uniform": ["100ms", "1h"] } }
            }
            """);
        var counts = SweepTally.CountsOf(config);
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var outcomes = new Outcome[1];
        var state = new TrialState();
        for (var index = 0; index < scenarios; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out var weather);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            outcomes[0] = Simulation.Run(ProtocolVersion.V2, in scenario, ref state);
            counts.Add(varied, weather.FirstOutageS, parameters.Durability, outcomes);
        }

        return counts.Maps.Single(map => map.Map.Name == MapPlan.Plane);
    }
}
