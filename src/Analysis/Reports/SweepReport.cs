using System.Text;
using WalSweep.Analysis.CellTables;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
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
    }

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

    /// <summary>The table of totals: a row for each protocol.</summary>
    public ReportTable Totals() => SummarySection.Table(Summarize());

    /// <summary>Totals for each protocol.</summary>
    public SweepSummary Summarize() => _counts.Summarize(_config.Protocols, _config.Specs.Support(WeatherParameters.PrimaryLosses).Max > 0);

    /// <summary>The page of what was added. If that is not the whole sweep, it says so.</summary>
    public ReportPage Page()
    {
        var findings = new SweepFindings(_config, _scenarios, Summarize(), _counts);
        string versions = string.Join(", ", _config.Protocols.Select(version => version.Label));
        string origin = $"{NumberText.Counted(_config.Count, "scenario")} under {versions}, seed {_config.Seed}, config {ConfigLock.ShortDigest(_config)}";
        return new ReportPage(_config.Title, _config.Note, origin, Opening.Of(findings), _config.Protocols, ReportSections.Tell(findings))
        {
            Warning = findings.IsComplete
                ? null
                : $"This sweep is not finished: {NumberText.Count(_scenarios)} of {NumberText.Counted(_config.Count, "scenario")} are there, and all that follows is about those. "
                    + "To go on, run the same command again that began it.",
        };
    }

    /// <summary>Writes the counts of the maps: see <see cref="CellFiles"/>. To be called with the <see cref="ReportLock"/>.</summary>
    /// <param name="stop">Stops it between two files.</param>
    /// <returns>The paths of the files; none for a sweep without maps.</returns>
    /// <exception cref="StorageException">One could not be written.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public IReadOnlyList<string> WriteCells(CancellationToken stop = default) => CellFiles.Write(_layout.CellsFolder, _config, _counts, _scenarios, stop);

    /// <summary>
    /// Writes the files of the report, each in the place of the one before it as a whole, the page last. What an earlier report wrote and this one has not is removed, PNG pictures of figures that have changed included.
    /// To be called with the <see cref="ReportLock"/>.
    /// </summary>
    /// <param name="stop">Stops it between two files.</param>
    /// <exception cref="StorageException">One could not be written.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public ReportFiles WriteFiles(CancellationToken stop = default)
    {
        var page = Page();
        ReportTable[] tables = [.. page.Sections.SelectMany(section => section.Tables)];
        ReportFigure[] figures = [.. page.Sections.SelectMany(section => section.Figures)];
        IFigure[] shapes = [.. figures.SelectMany(figure => figure.Shapes)];
        string[] names = [.. tables.Select(table => table.FileName), .. shapes.Select(FigureFile), PageFile];
        var files = OwnFiles.Begin(_layout.ReportFolder, names);
        foreach (var table in tables)
        {
            stop.ThrowIfCancellationRequested();
            using var csv = new StringWriter();
            table.WriteCsv(csv);
            files.Write(table.FileName, Encoding.UTF8.GetBytes(csv.ToString()));
        }

        foreach (var shape in shapes)
        {
            stop.ThrowIfCancellationRequested();
            WriteFigure(files, FigureFile(shape), SvgWriter.ToBytes(shape));
        }

        stop.ThrowIfCancellationRequested();
        files.Write(PageFile, Encoding.UTF8.GetBytes(PageWriter.Write(page)));
        files.RemoveOthers();
        return new ReportFiles(files, [.. names.Select(files.PathOf)], [.. figures.Select(figure => new ReportPicture(files.PathOf(FigureFile(figure.Wide)), figure.Wide.WidthPx))]);

        static string FigureFile(IFigure figure) => figure.Name + SvgWriter.Extension;
    }

    /// <summary>A picture of a figure stays as long as the figure is the same, and goes before another figure comes: whenever this is interrupted, none is left that shows something else.</summary>
    private static void WriteFigure(OwnFiles files, string name, byte[] content)
    {
        string png = ReportPicture.PngNameOf(name);
        if (files.Holds(name, content))
        {
            files.Keep(png);
        }
        else
        {
            files.Remove(png);
        }

        files.Write(name, content);
    }
}
