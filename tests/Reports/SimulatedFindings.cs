using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Reports;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Tests.Reports;

/// <summary>The first scenarios of a sweep, simulated here one by one: the trials themselves, and what a report finds in them.</summary>
internal sealed class SimulatedFindings
{
    public SimulatedFindings(SweepConfig config, int scenarios)
    {
        var (tally, source, state) = (new SweepTally(config), config.CreateSource(), default(TrialState));
        var (timeline, varied) = (new Fault[ScenarioSource.TimelineCapacity], new double[source.VariedCount]);
        for (var index = 0; index < scenarios; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out var weather);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            foreach (var (protocolIndex, protocol) in config.Protocols.Index())
            {
                var outcome = Simulation.Run(protocol, in scenario, ref state);
                Trials.Add((parameters.Durability, protocol, outcome));
                tally.Add(protocolIndex, varied, in weather, in outcome);
            }
        }

        var counts = SweepTally.CountsOf(config);
        counts.AddSaved(tally.Save());
        var hasFailover = config.Specs.Support(WeatherParameters.PrimaryLosses).Max > 0;
        Findings = new SweepFindings(config, scenarios, counts.Summarize(config.Protocols, hasFailover), counts);
    }

    public List<(Durability Mode, ProtocolVersion Version, Outcome Outcome)> Trials { get; } = [];

    public SweepFindings Findings { get; }
}
