using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Running;

/// <summary>What a simulated part came to, besides its rows.</summary>
/// <param name="Rows">Rows stored.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Tally">What its scenarios came to, stored or not.</param>
internal readonly record struct PartContent(long Rows, long Bytes, byte[] Tally);

/// <summary>
/// Draws the scenarios of a part, runs the protocols on each and writes the rows. Owns every buffer it needs, so that nothing is shared
/// with other threads and nothing is allocated for a row.
/// </summary>
internal sealed class PartSimulator
{
    /// <summary>Scenarios between two looks at whether to stop: well under a millisecond.</summary>
    private const int ScenariosPerLook = 256;

    /// <summary>Stored scenarios of a row group at the most. A constant of the format: the bytes of a file depend on it.</summary>
    private const int MostScenariosPerRowGroup = 1 << 15;

    private readonly SweepJob _job;
    private readonly ITally _tally;
    private readonly Fault[] _timeline = new Fault[ScenarioSource.TimelineCapacity];
    private readonly double[] _varied;
    private readonly RowBuffer _rows;
    private readonly ITableWriter _writer;
    private TrialState _state;
    private InvariantObserver _invariants;
    private ScenarioParameters _parameters;
    private WeatherSummary _weather;
    private long _scenario;
    private int _protocolIndex;
    private long _scenariosDone;
    private long _rowsStored;

    public PartSimulator(SweepJob job)
    {
        _job = job;
        _tally = job.Options.CreateTally();
        _varied = new double[job.Source.Varied.Count];
        _rows = new RowBuffer(job.Schema, Math.Min(MostScenariosPerRowGroup, RowGroupBuffer.MaxRowCapacity / job.Protocols.Length),
            job.Options.Poison);
        _writer = SweepColumns.CreateWriter(job.Schema);
    }

    /// <summary>Scenarios simulated since it was made, for other threads to look at.</summary>
    public long ScenariosDone => Volatile.Read(ref _scenariosDone);

    /// <summary>Simulates a part.</summary>
    /// <param name="part">Which.</param>
    /// <param name="output">Takes the file.</param>
    /// <param name="cancel">A request to stop.</param>
    /// <param name="content">What it came to.</param>
    /// <returns>False if it stopped early; what was written is then worthless.</returns>
    /// <exception cref="IOException">The file could not be written.</exception>
    /// <exception cref="TrialFailedException">The simulator failed.</exception>
    public bool TryWrite(Part part, Stream output, CancellationToken cancel, out PartContent content)
    {
        content = default;
        _tally.Clear();
        _rows.Clear(); // A part that was dropped may have left some.
        _rowsStored = 0;
        _writer.Begin(output, _job.Metadata);
        for (long from = part.FirstScenario; from < part.EndScenario; from += ScenariosPerLook)
        {
            if (cancel.IsCancellationRequested)
            {
                return false;
            }

            long to = Math.Min(from + ScenariosPerLook, part.EndScenario);
            if (_rows.ScenarioCount + ScenariosPerLook > _rows.ScenarioCapacity)
            {
                WriteRows();
            }

            Simulate(from, to);
            Volatile.Write(ref _scenariosDone, _scenariosDone + (to - from));
        }

        WriteRows();
        content = new PartContent(_rowsStored, _writer.End(), _tally.Save());
        return true;
    }

    private void WriteRows()
    {
        var rows = _rows.Rows;
        _rowsStored += rows.RowCount;
        _writer.WriteRowGroup(rows);
        _rows.Clear();
    }

    private void Simulate(long from, long to)
    {
        try
        {
            for (_scenario = from; _scenario < to; _scenario++)
            {
                SimulateScenario();
            }
        }
#pragma warning disable CA1031 // Whatever the simulator fails with is a bug; it is passed on with the way to see it again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            throw new TrialFailedException(_job.Options.Origin, _job.Config.Seed, _scenario, _job.Protocols[_protocolIndex].Name,
                failure);
        }
    }

    private void SimulateScenario()
    {
        _protocolIndex = 0;
        int faults = _job.Source.Draw(_scenario, out _parameters, _timeline, _varied, out _weather);
        var scenario = new Scenario(in _parameters, _timeline.AsSpan(0, faults));
        bool isStored = _scenario % _job.RowsEvery == 0;
        if (isStored)
        {
            _rows.Begin(_scenario, _varied, in _weather);
        }

        for (; _protocolIndex < _job.Protocols.Length; _protocolIndex++)
        {
            ref readonly var outcome = ref RunTrial(_job.Protocols[_protocolIndex], in scenario);
            _tally.Add(_protocolIndex, _varied, in _weather, in outcome);
            if (isStored)
            {
                _rows.Add(_protocolIndex, in outcome);
            }
        }
    }

    private ref readonly Outcome RunTrial(ProtocolVersion version, in Scenario scenario)
    {
        if (!_job.Options.Check)
        {
            return ref Simulation.Run(version, in scenario, ref _state);
        }

        _invariants.Reset();
        return ref Simulation.Run(version, in scenario, ref _state, ref _invariants);
    }
}
