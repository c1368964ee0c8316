using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Counting;

/// <summary>
/// Finds, for cells of maps, a scenario that is typical of them: the first of the sweep that lies there and had the cell's most frequent fate or, of two versions, its most frequent change. The first scenarios of the
/// sweep are run once more for it, so the same sweep always names the same ones; a cell in which none of those lies has none. Some tenths of a second, once.
/// </summary>
internal sealed class TypicalScenarios
{
    /// <summary>Scenarios that are looked at.</summary>
    internal const int Most = 32_768;

    /// <summary>What is told of a cell that has none.</summary>
    internal static readonly string None = $"none of the first {NumberText.Counted(Most, "scenario")}";

    private readonly Dictionary<string, Found> _found;

    /// <summary>Looks through the first scenarios of a sweep.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="maps">The maps whose cells are asked about.</param>
    /// <param name="pairs">The pairs of versions whose changes are asked about.</param>
    internal TypicalScenarios(SweepConfig config, IReadOnlyList<SweepMap> maps, IReadOnlyList<ProtocolPair> pairs)
    {
        _found = maps.ToDictionary(map => map.Name, map => new Found(map, config.Protocols.Count, pairs));
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        var mode = new ModeOfScenario(config);
        var batch = new TrialBatch(config.Protocols.Count, varied.Length);
        var places = new BatchPlaces(maps, config.Protocols.Count);
        var count = Math.Min(Most, config.Count);
        for (long index = 0; index < count; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out var weather);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            for (var protocolIndex = 0; protocolIndex < config.Protocols.Count; protocolIndex++)
            {
                batch.SetTrial(protocolIndex, in Simulation.Run(config.Protocols[protocolIndex], in scenario, ref state));
            }

            if (batch.AddScenario(varied, weather.FirstOutageS, mode.Of(varied)) || index == count - 1)
            {
                places.Find(batch);
                foreach (var found in _found.Values)
                {
                    found.Note((int)index + 1 - batch.ScenarioCount, batch, places);
                }

                batch.Clear();
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

        /// <summary>By protocol, cell and fate; one more than the scenario's index, so that 0 is none.</summary>
        private readonly int[] _scenarios;

        /// <summary>The same by pair, cell and change.</summary>
        private readonly int[] _changed;
        private readonly IReadOnlyList<ProtocolPair> _pairs;

        internal Found(SweepMap map, int protocolCount, IReadOnlyList<ProtocolPair> pairs)
        {
            (_map, _cells, _pairs) = (map, new CellNumbers(map.X.Axis, map.Y.Axis), pairs);
            _scenarios = new int[protocolCount * _cells.PerProtocol * Fates.Count];
            _changed = new int[pairs.Count * _cells.PerProtocol * FateChanges.Count];
        }

        /// <summary>A scenario of a cell that had a fate under a protocol; null if none of the first has.</summary>
        internal long? ScenarioOf(int protocolIndex, int xIndex, int yIndex, Fate fate) =>
            ScenarioAt(_scenarios[(_cells.Of(protocolIndex, xIndex, yIndex) * Fates.Count) + (int)fate]);

        /// <summary>A scenario of a cell whose fate changed so from the first version of a pair to the second; null if none of the first has. The cell is that of <see cref="MapCounts.PairAt"/>.</summary>
        internal long? ScenarioOf(int pairIndex, int xIndex, int yIndex, FateChange change) =>
            ScenarioAt(_changed[(_cells.Of(pairIndex, xIndex, yIndex) * FateChanges.Count) + (int)change]);

        /// <summary>Notes scenarios where they are the first of their cell and fate, or change.</summary>
        internal void Note(int firstScenario, TrialBatch batch, BatchPlaces places)
        {
            var cells = places.CellsOf(_map, _cells);
            for (var row = 0; row < cells.Length; row += batch.ProtocolCount)
            {
                var numbered = firstScenario + (row / batch.ProtocolCount) + 1;
                for (var trial = row; trial < row + batch.ProtocolCount; trial++)
                {
                    NoteFirst(ref _scenarios[(cells[trial] * Fates.Count) + (int)FateAt(trial)], numbered);
                }

                for (var pairIndex = 0; pairIndex < _pairs.Count; pairIndex++)
                {
                    var (first, second) = (row + _pairs[pairIndex].First, row + _pairs[pairIndex].Second);
                    var cell = cells[second] + _cells.FromProtocolToPair(_pairs[pairIndex].Second, pairIndex);
                    NoteFirst(ref _changed[(cell * FateChanges.Count) + (int)FateChanges.Of(FateAt(first), FateAt(second))], numbered);
                }
            }

            Fate FateAt(int trial) => TrialKind.FateOf(batch.Kinds[trial]);
        }

        private static long? ScenarioAt(int found) => found > 0 ? found - 1 : null;

        private static void NoteFirst(ref int first, int numbered) => first = first == 0 ? numbered : first;
    }
}
