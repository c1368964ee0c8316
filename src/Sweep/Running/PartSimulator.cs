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
    /// <summary>
    /// Events between two looks at whether to stop, give or take a trial: some milliseconds. A trial is not looked into, so its
    /// <see cref="RecoveryParameters.EventBudget"/> bounds how long a request to stop may wait.
    /// </summary>
    internal const int EventsPerLook = 1 << 17;

    /// <summary>
    /// Scenarios between which a row group may end; there is a look at whether to stop too, for trials almost without events. A constant of
    /// the format: the bytes of a file depend on it.
    /// </summary>
    private const int _scenariosPerBatch = 256;

    /// <summary>Stored scenarios of a row group at the most. A constant of the format: the bytes of a file depend on it.</summary>
    private const int _mostScenariosPerRowGroup = 1 << 15;

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
    private long _trialsDone;
    private long _events;
    private long _rowsStored;

    public PartSimulator(SweepJob job)
    {
        _job = job;
        _tally = job.Options.CreateTally();
        _varied = new double[job.Source.VariedCount];
        _rows = new RowBuffer(job.Schema, Math.Min(_mostScenariosPerRowGroup, RowGroupBuffer.MaxRowCapacity / job.Protocols.Length),
            job.Options.Poison);
        _writer = ITableWriter.For(job.Schema.Table);
    }

    /// <summary>Scenarios simulated since it was made, for other threads to look at.</summary>
    public long ScenariosDone => TrialsDone / _job.Protocols.Length;

    /// <summary>Trials simulated since it was made, for other threads to look at.</summary>
    public long TrialsDone => Volatile.Read(ref _trialsDone);

    /// <summary>Events of the part it was given last, or of as much of it as was simulated.</summary>
    public long Events => _events;

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
        _events = 0;
        _writer.Begin(output, _job.Metadata);
        for (long from = part.FirstScenario; from < part.EndScenario; from += _scenariosPerBatch)
        {
            long to = Math.Min(from + _scenariosPerBatch, part.EndScenario);
            if (_rows.ScenarioCount + _scenariosPerBatch > _rows.ScenarioCapacity)
            {
                WriteRows();
            }

            // The first look comes after the first scenarios, so that even the shortest measurement has measured something.
            if ((from > part.FirstScenario && cancel.IsCancellationRequested) || !TrySimulate(from, to, cancel))
            {
                return false;
            }
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

    private bool TrySimulate(long from, long to, CancellationToken cancel)
    {
        try
        {
            for (_scenario = from; _scenario < to; _scenario++)
            {
                if (!TrySimulateScenario(cancel))
                {
                    return false;
                }
            }

            return true;
        }
#pragma warning disable CA1031 // Whatever the simulator fails with is a bug; it is passed on with the way to see it again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            throw new TrialFailedException(_job.Options.Origin, _job.Config.Seed, _scenario, _job.Protocols[_protocolIndex].Name,
                failure);
        }
    }

    private bool TrySimulateScenario(CancellationToken cancel)
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

            Volatile.Write(ref _trialsDone, _trialsDone + 1);
            long before = _events;
            _events += outcome.Events;
            if (before / EventsPerLook != _events / EventsPerLook && cancel.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
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
