using System.Text;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>
/// What is told of a sweep when it is done: the summary and the region map. Made from the receipts of its parts, so it is the same however
/// the sweep was run.
/// </summary>
public sealed class SweepReport
{
    private readonly SweepConfig _config;
    private readonly ResultsLayout _layout;
    private readonly SweepAccumulator _counts;

    /// <summary>An empty report on a sweep.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="layout">Where its results are, and the files of the report go.</param>
    public SweepReport(SweepConfig config, ResultsLayout layout)
    {
        (_config, _layout) = (config, layout);
        _counts = SweepTally.CountsOf(config);
        Protocols = [.. config.Protocols.Select(version => new ProtocolName(version.Name, version.Label))];
    }

    /// <summary>The protocols, in the order of the rows.</summary>
    public IReadOnlyList<ProtocolName> Protocols { get; }

    /// <summary>Takes a finished part, whose tally is a <see cref="SweepTally"/>.</summary>
    /// <exception cref="DamagedResultsException">Its tally is damaged.</exception>
    public void Add(PartReceipt receipt)
    {
        try
        {
            _counts.AddSaved(receipt.Tally);
        }
        catch (InvalidDataException damage)
        {
            throw new DamagedResultsException(_layout.ReceiptPath(receipt.Part), damage);
        }
    }

    /// <summary>The table: one column per protocol.</summary>
    public SweepSummary Summarize() => _counts.Summarize(Protocols, _config.Specs.Support(WeatherParameters.PrimaryLosses).Max > 0);

    /// <summary>Writes the files of the report.</summary>
    /// <returns>Their paths.</returns>
    /// <exception cref="StorageException">One could not be written.</exception>
    public IReadOnlyList<string> WriteFiles()
    {
        var summary = Summarize();
        var table = new StringWriter();
        SweepSummaryCsv.Write(summary, table);
        List<string> paths = [Path.Combine(_layout.ReportFolder, "summary.csv")];
        AtomicFile.Write(paths[0], Encoding.UTF8.GetBytes(table.ToString()));
        if (_counts.Maps.Count > 0)
        {
            var content = new RegionFigureContent("regions", _config.Title, Subtitle(), _counts.Maps[0].Fates, summary, Curves(_counts.Maps[0].Map));
            var writer = new SvgWriter();
            foreach (var shape in new[] { FigureShape.Wide, FigureShape.Narrow })
            {
                var figure = new RegionFigure(content, shape);
                using var buffer = new MemoryStream();
                writer.Write(figure, buffer);
                paths.Add(Path.Combine(_layout.ReportFolder, figure.Name + writer.Extension));
                AtomicFile.Write(paths[^1], buffer.ToArray());
            }
        }

        return paths;
    }

    private string Subtitle() => $"{NumberText.Count(_config.Count)} scenarios, seed {_config.Seed}, config {ConfigLock.Digest(_config)[..12]}";

    /// <summary>
    /// Above w·T = R the replica has missed more than is retained for it; known exactly only where R is the same in every scenario.
    /// </summary>
    private List<ReferenceCurve> Curves(SweepMap map)
    {
        double? Constant(ParameterDefinition definition) => _config.Specs[definition] is ConstantSpec constant ? constant.Value : null;
        if (map.Name != MapPlan.OutageByWriteRate
            || Constant(VolumeParameters.RetentionBytes) is not { } retention
            || Constant(VolumeParameters.CheckpointWindow) is not { } checkpoint
            || Constant(VolumeParameters.EntryBytes) is not { } entryBytes)
        {
            return [];
        }

        double keptEntries = Math.Max(retention, checkpoint) / entryBytes;
        string meaning = $"beyond it more is missed than is retained ({NumberText.Bytes(keptEntries * entryBytes)})";
        return [ReferenceCurve.ForProduct("w·T = R", meaning, map.X.Axis, keptEntries)];
    }
}
