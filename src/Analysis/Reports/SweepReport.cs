using System.Text;
using WalSweep.Analysis.CellTables;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>
/// What is told of a sweep, as a page with figures and tables. Made from the receipts of its parts, so it is the same however the sweep was run.
/// </summary>
public sealed class SweepReport
{
    /// <summary>The page, among the files of the report.</summary>
    public const string PageFile = "index.html";

    private readonly SweepConfig _config;
    private readonly ResultsLayout _layout;
    private readonly SweepAccumulator _counts;
    private long _scenarios;

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

        _scenarios += receipt.Scenarios;
    }

    /// <summary>Takes what was counted elsewhere, such as from rows.</summary>
    /// <param name="counts">Counts of the kind of <see cref="SweepTally.CountsOf"/>.</param>
    /// <param name="scenarios">Of how many scenarios.</param>
    public void Add(SweepAccumulator counts, long scenarios)
    {
        _counts.AddSaved(counts.Save());
        _scenarios += scenarios;
    }

    /// <summary>Whether other counts are the same as everything added so far, to the last one.</summary>
    public bool Counted(SweepAccumulator other) => _counts.Save().AsSpan().SequenceEqual(other.Save());

    /// <summary>The maps of what was added.</summary>
    public IReadOnlyList<MapCounts> Maps => _counts.Maps;

    /// <summary>The table: one column per protocol.</summary>
    public SweepSummary Summarize() => _counts.Summarize(Protocols, _config.Specs.Support(WeatherParameters.PrimaryLosses).Max > 0);

    /// <summary>The page of what was added. If that is not the whole sweep, it says so.</summary>
    public ReportPage Page()
    {
        var findings = new SweepFindings(_config, _scenarios, Summarize(), _counts);
        string versions = string.Join(", ", Protocols.Select(protocol => protocol.Label));
        string origin = $"{NumberText.Counted(_config.Count, "scenario")} under {versions}, seed {_config.Seed}, config {ConfigLock.Digest(_config)[..12]}";
        return new ReportPage(_config.Title, _config.Note, origin, Opening.Of(findings), Protocols, ReportSections.Tell(findings))
        {
            Warning = findings.IsComplete
                ? null
                : $"This sweep is not finished: {NumberText.Count(_scenarios)} of {NumberText.Counted(_config.Count, "scenario")} are there, and all that follows is about those. "
                    + "To go on, run the same command again that began it.",
        };
    }

    /// <summary>Writes the counts of the maps: see <see cref="CellFiles"/>.</summary>
    /// <returns>The paths of the files; none for a sweep without maps.</returns>
    /// <exception cref="StorageException">One could not be written.</exception>
    public IReadOnlyList<string> WriteCells()
    {
        MakeFolder(_layout.CellsFolder);
        return CellFiles.Write(_layout.CellsFolder, _config, _counts, _scenarios);
    }

    /// <summary>Writes the files of the report, each in the place of the one before it as a whole, the page last.</summary>
    /// <exception cref="StorageException">One could not be written.</exception>
    public ReportFiles WriteFiles()
    {
        var page = Page();
        MakeFolder(_layout.ReportFolder);
        List<string> paths = [];
        foreach (var table in page.Sections.SelectMany(section => section.Tables))
        {
            using var csv = new StringWriter();
            table.WriteCsv(csv);
            Write($"{table.Name}.csv", Encoding.UTF8.GetBytes(csv.ToString()));
        }

        var figures = page.Sections.SelectMany(section => section.Figures);
        foreach (var shape in figures.SelectMany(figure => figure.Shapes))
        {
            using var buffer = new MemoryStream();
            SvgWriter.Write(shape, buffer);
            Write(shape.Name + SvgWriter.Extension, buffer.ToArray());
        }

        Write(PageFile, Encoding.UTF8.GetBytes(PageWriter.Write(page)));
        return new ReportFiles(paths, [.. figures.Select(figure => new ReportPicture(PathOf(figure.Wide.Name + SvgWriter.Extension), figure.Wide.WidthPx))]);

        string PathOf(string name) => Path.Combine(_layout.ReportFolder, name);

        void Write(string name, byte[] content)
        {
            paths.Add(PathOf(name));
            AtomicFile.Write(paths[^1], content);
        }
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(folder, refusal);
        }
    }
}
