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
    internal TypicalScenarios(SweepConfig config, IReadOnlyList<SweepMap> maps)
    {
        _found = maps.ToDictionary(map => map.Name, map => new Found(map, config.Protocols.Count));
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        var mode = new ModeOfScenario(config);
        var batch = new TrialBatch(config.Protocols.Count, varied.Length);
        var findings = new BatchFindings(maps, config.Protocols.Count);
        var count = Math.Min(Most, config.Count);
        for (long index = 0; index < count; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out var weather);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            for (var protocolIndex = 0; protocolIndex < config.Protocols.Count; protocolIndex++)
            {
                batch.SetTrial(protocolIndex, in Simulation.Run(config.Protocols[protocolIndex], in scenario, ref state));
            }

            batch.SetScenario(varied, weather.FirstOutageS, mode.Of(varied));
            if (++batch.ScenarioCount == TrialBatch.Capacity || index == count - 1)
            {
                findings.Find(batch);
                foreach (var found in _found.Values)
                {
                    found.Note((int)index + 1 - batch.ScenarioCount, batch, findings);
                }

                batch.ScenarioCount = 0;
            }
        }
    }

    /// <summary>What was found for the cells of a map.</summary>
    internal Found Of(SweepMap map) => _found[map.Name];

    /// <summary>The scenarios of one map.</summary>
    internal sealed class Found
    {
        private readonly SweepMap _map;
        private readonly CellNumbers _cells;

        /// <summary>By cell and fate; one more than the scenario's index, so that 0 is none.</summary>
        private readonly int[] _scenarios;

        internal Found(SweepMap map, int protocolCount)
        {
            (_map, _cells) = (map, new CellNumbers(map.X.Axis, map.Y.Axis));
            _scenarios = new int[protocolCount * _cells.PerProtocol * Fates.Count];
        }

        /// <summary>A scenario of a cell that had a fate under a protocol; null if none of the first has.</summary>
        internal long? ScenarioOf(int protocolIndex, int xIndex, int yIndex, Fate fate) =>
            _scenarios[(_cells.Of(protocolIndex, xIndex, yIndex) * Fates.Count) + (int)fate] is var found && found > 0 ? found - 1 : null;

        /// <summary>Notes scenarios where they are the first of their cell and fate.</summary>
        internal void Note(int firstScenario, TrialBatch batch, BatchFindings findings)
        {
            foreach (var (trial, cell) in findings.CellsOf(_map, _cells).ToArray().Index())
            {
                ref var first = ref _scenarios[(cell * Fates.Count) + (int)TrialKind.FateOf(batch.Kinds[trial])];
                first = first == 0 ? firstScenario + (trial / batch.ProtocolCount) + 1 : first;
            }
        }
    }
}
