using System.Globalization;
using System.Text.Json;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Replay;

/// <summary>One scenario of a sweep, drawn again.</summary>
public sealed class SweepReplay : ReplaySource
{
    private readonly SweepConfig _config;
    private readonly SweepJob _job;
    private readonly long _scenario;

    private SweepReplay(SweepConfig config, SweepJob job, long scenario, in ScenarioParameters parameters, Fault[] timeline)
        : base(in parameters, timeline) => (_config, _job, _scenario) = (config, job, scenario);

    /// <inheritdoc/>
    public override string Name => _scenario.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string Title => _config.Title;

    /// <inheritdoc/>
    public override string Heading => $"scenario {Name}";

    /// <inheritdoc/>
    public override IReadOnlyList<ProtocolVersion> Protocols => _config.Protocols;

    /// <summary>All versions of the sweep.</summary>
    public override IReadOnlyList<ProtocolVersion> DefaultVersions => Protocols;

    /// <summary>Draws a scenario.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="scenario">Index of the scenario.</param>
    /// <param name="origin">Where the configuration is from: <see cref="RunOptions.Origin"/>.</param>
    public static SweepReplay Draw(SweepConfig config, long scenario, string origin)
    {
        var job = new SweepJob(config, new RunOptions { Origin = origin, Threads = 1, Check = true }, rowsEvery: 1);
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        int faults = job.Source.Draw(scenario, out var parameters, timeline, new double[job.Source.VariedCount], out _);
        return new(config, job, scenario, in parameters, timeline[..faults]);
    }

    /// <summary>Without the sweep's title, which says nothing of one scenario.</summary>
    public override string Introduction(string versions) => $"{Heading} under {versions}";

    /// <inheritdoc/>
    public override IReadOnlyList<RowColumn> ColumnsOf(TrialRow row) => row.Schema.Columns;

    /// <inheritdoc/>
    public override TrialRow Row(ProtocolVersion protocol)
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

    /// <inheritdoc/>
    internal override void WriteIdentity(Utf8JsonWriter json) => json.WriteNumber("scenario", _scenario);

    private protected override Exception Failure(ProtocolVersion protocol, ModelViolationException violation) =>
        new TrialFailedException(_job.Options.Origin, _config.Seed, _scenario, protocol.Name, violation);

    private int IndexOf(ProtocolVersion protocol) => Array.IndexOf(_job.Protocols, protocol);
}
