using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Running;

/// <summary>What a simulated part came to, besides its rows.</summary>
/// <param name="Rows">Rows stored.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Tally">What its scenarios came to, stored or not.</param>
internal readonly record struct PartContent(long Rows, long Bytes, byte[] Tally);

/// <summary>
/// Draws the scenarios of a part, runs the protocols on each and writes the rows. Owns every buffer it needs, so that nothing is shared with other threads and
/// nothing is allocated for a row.
/// </summary>
internal sealed class PartSimulator
{
    /// <summary>Scenarios between two looks at whether to stop: well under a millisecond.</summary>
    private const int ScenariosPerLook = 256;

    private readonly SweepJob _job;
    private readonly ITally _tally;
    private readonly Fault[] _timeline = new Fault[ScenarioSource.TimelineCapacity];
    private readonly double[] _varied;
    private readonly RowBuffer _rows;
    private readonly ParquetTableWriter _writer;
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
        _rows = new RowBuffer(job.Schema);
        _writer = new ParquetTableWriter(job.Schema.Table);
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
        _rowsStored = 0;
        _writer.Begin(output, _job.Metadata);
        for (long from = part.FirstScenario; from < part.EndScenario; from += ScenariosPerLook)
        {
            if (cancel.IsCancellationRequested)
            {
                return false;
            }

            long to = Math.Min(from + ScenariosPerLook, part.EndScenario);
            Simulate(from, to);
            Volatile.Write(ref _scenariosDone, _scenariosDone + (to - from));
        }

        WriteRows();
        content = new PartContent(_rowsStored, _writer.End(), _tally.Save());
        return true;
    }
}
