using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Replay;

/// <summary>
/// One scenario of a sweep, drawn again to be looked at, with the simulator's own rules checked after every event. Its rows come to be
/// exactly as in a run: filled, written and read.
/// </summary>
public sealed class ScenarioReplay
{
    private readonly SweepConfig _config;
    private readonly SweepJob _job;
    private readonly long _scenario;
    private readonly ScenarioParameters _parameters;
    private readonly Fault[] _timeline;

    /// <summary>Draws a scenario.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="scenario">Index of the scenario.</param>
    /// <param name="origin">Where the configuration is from: <see cref="RunOptions.Origin"/>.</param>
    public ScenarioReplay(SweepConfig config, long scenario, string origin)
    {
        (_config, _scenario) = (config, scenario);
        _job = new SweepJob(config, new RunOptions { Origin = origin, Threads = 1, Check = true }, rowsEvery: 1);
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        int faults = _job.Source.Draw(scenario, out _parameters, timeline, new double[_job.Source.VariedCount], out _);
        _timeline = timeline[..faults];
    }

    /// <summary>Runs the trial of one protocol and writes down what happens.</summary>
    /// <param name="protocol">One of the sweep's protocols.</param>
    /// <param name="output">Takes the trace.</param>
    /// <exception cref="TrialFailedException">The simulator broke one of its rules; the trace ends with the event that did.</exception>
    public void Trace(ProtocolVersion protocol, TextWriter output)
    {
        var invariants = new InvariantObserver();
        invariants.Reset();
        Trace(protocol, output, invariants);
    }

    /// <summary>For tests: with another check of the rules.</summary>
    internal void Trace<TCheck>(ProtocolVersion protocol, TextWriter output, TCheck check)
        where TCheck : struct, ITrialObserver
    {
        var observers = new ObserverPair<TextTrace, TCheck>(new TextTrace(output, _parameters.Replicas), check);
        var scenario = new Scenario(in _parameters, _timeline);
        var state = new TrialState();
        try
        {
            Simulation.Run(protocol, in scenario, ref state, ref observers);
        }
        catch (ModelViolationException violation)
        {
            throw new TrialFailedException(_job.Options.Origin, _config.Seed, _scenario, protocol.Name, violation);
        }
    }

    /// <summary>The row of one protocol.</summary>
    /// <param name="protocol">One of the sweep's protocols.</param>
    /// <exception cref="TrialFailedException">The simulator failed.</exception>
    public TrialRow Row(ProtocolVersion protocol)
    {
        using var file = new MemoryStream();
        new PartSimulator(_job).TryWrite(new Part(0, _scenario, 1), file, CancellationToken.None, out _);
        using var reader = RowReader.Open(file.ToArray(), "replay");
        return TrialRow.Read(reader, IndexOf(protocol));
    }

    /// <summary>The row as it is stored in a results folder; null if it is not.</summary>
    /// <param name="layout">A results folder of the sweep.</param>
    /// <param name="protocol">One of the sweep's protocols.</param>
    /// <exception cref="Parquet.ParquetFormatException">The file that should hold it is damaged.</exception>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public TrialRow? StoredRow(ResultsLayout layout, ProtocolVersion protocol)
    {
        var part = new PartPlan(_config.Count, _config.RowsEvery).PartOf(_scenario);
        string path = layout.RowsPath(part.Index);
        if (_scenario % _config.RowsEvery != 0 || !File.Exists(path))
        {
            return null;
        }

        // Stored are the multiples of k; so many of them stand before this one in its part.
        long storedBefore = (_scenario / _config.RowsEvery) - ((part.FirstScenario + _config.RowsEvery - 1) / _config.RowsEvery);
        return StorageException.Guard(path, () =>
        {
            using var reader = RowReader.Open(path);
            return TrialRow.Read(reader, (storedBefore * _config.Protocols.Count) + IndexOf(protocol));
        });
    }

    /// <summary>The file that holds the scenario's rows, if they are stored.</summary>
    /// <param name="layout">A results folder of the sweep.</param>
    public string StoredPath(ResultsLayout layout) => layout.RowsPath(new PartPlan(_config.Count, _config.RowsEvery).PartOf(_scenario).Index);

    private int IndexOf(ProtocolVersion protocol) => Array.IndexOf(_job.Protocols, protocol);
}
