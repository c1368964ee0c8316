using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Regions;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>
/// Finds, for cells of maps, a scenario that is typical of them: the first of the sweep that lies there and had the cell's most frequent fate. The first scenarios of the sweep are run once more for it, so the
/// same sweep always names the same ones; a cell in which none of those lies has none. Some tenths of a second, once.
/// </summary>
internal sealed class TypicalScenarios
{
    /// <summary>Scenarios that are looked at.</summary>
    internal const int Most = 32_768;

    private readonly Dictionary<string, Found> _found;

    /// <summary>Looks through the first scenarios of a sweep.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="maps">The maps whose cells are asked about.</param>
    internal TypicalScenarios(SweepConfig config, IEnumerable<SweepMap> maps)
    {
        _found = maps.ToDictionary(map => map.Name, map => new Found(map, config.Protocols.Count));
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        for (long index = 0; index < Math.Min(Most, config.Count); index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out var weather);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            for (var protocolIndex = 0; protocolIndex < config.Protocols.Count; protocolIndex++)
            {
                ref readonly var outcome = ref Simulation.Run(config.Protocols[protocolIndex], in scenario, ref state);
                foreach (var found in _found.Values)
                {
                    found.Note(index, protocolIndex, varied, weather.FirstOutageS, in outcome);
                }
            }
        }
    }

    /// <summary>What was found for the cells of a map.</summary>
    internal Found Of(SweepMap map) => _found[map.Name];

    /// <summary>The scenarios of one map.</summary>
    internal sealed class Found(SweepMap map, int protocolCount)
    {
        /// <summary>By protocol, cell and fate; one more than the scenario's index, so that 0 is none.</summary>
        private readonly int[] _scenarios = new int[protocolCount * map.CellCount * Fates.Count];

        /// <summary>A scenario of a cell that had a fate under a protocol; null if none of the first has.</summary>
        internal long? ScenarioOf(int protocolIndex, int xIndex, int yIndex, Fate fate) =>
            _scenarios[IndexOf(protocolIndex, xIndex, yIndex, fate)] is var found && found > 0 ? found - 1 : null;

        internal void Note(long scenario, int protocolIndex, ReadOnlySpan<double> varied, double firstOutageS, in Outcome outcome)
        {
            var xIndex = map.X.Axis.CellOf(map.X.Of(varied, firstOutageS, in outcome));
            var yIndex = map.Y.Axis.CellOf(map.Y.Of(varied, firstOutageS, in outcome));
            if ((xIndex | yIndex) >= 0)
            {
                ref var first = ref _scenarios[IndexOf(protocolIndex, xIndex, yIndex, Fates.Of(outcome.Ended, outcome.Path, outcome.Explicit))];
                first = first == 0 ? (int)scenario + 1 : first;
            }
        }

        private int IndexOf(int protocolIndex, int xIndex, int yIndex, Fate fate) => (((((protocolIndex * map.Y.Axis.CellCount) + yIndex) * map.X.Axis.CellCount) + xIndex) * Fates.Count) + (int)fate;
    }
}
