using System.CommandLine;
using System.Text;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Reports;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary>
/// <c>report</c>: writes what <c>run</c> writes at its end, from what is there. Of a sweep that is going on it tells of the finished parts.
/// </summary>
internal sealed class ReportVerb : Verb
{
    public override string Name => "report";

    public override string Example => "walsweep report results/quickstart";

    public override Command Build(Streams streams)
    {
        var folder = SweepArguments.Folder();
        var figure = new Option<string?>("--figure") { Description = "Writes no files: gives the figure of this name, such as regions or regions-narrow, as SVG on standard output.", HelpName = "NAME" };
        var png = SweepArguments.Png();
        const string Purpose = "Writes the report of a sweep, a page with its figures and tables, and the counts of its maps (cells/*.parquet). Exit code 3 if the sweep is not finished; both are then of what is there.";
        var command = new Command(Name, Purpose) { folder, figure, png };
        command.Validators.Add(result =>
        {
            if (result.GetValue(figure) is not null && result.GetValue(png))
            {
                result.AddError("--png: goes with the files of the report, not with --figure, which writes none");
            }
        });
        command.SetAction(result =>
        {
            var layout = new ResultsLayout(result.GetRequiredValue(folder));
            return result.GetValue(figure) is { } name ? Draw(layout, name, streams) : Write(layout, result.GetValue(png), streams);
        });
        return command;
    }

    public override string? WayOut(Exception failure) => failure switch
    {
        StorageException => "Nothing but cells and report is written; the rows are as they were. Mend this and run the same command again.",
        OperationCanceledException => "Each file of the report is as it was or as it will be; run the same command again to go on.",
        _ => StoredSweep.WayOut(failure, Name),
    };

    private static int Write(ResultsLayout layout, bool wantsPng, Streams streams)
    {
        using var interruption = new Interruption();
        return WrittenReport.Write(layout, new ReportWishes(Report: true, wantsPng), streams, interruption.Token).End(streams);
    }

    private static int Draw(ResultsLayout layout, string name, Streams streams)
    {
        var (sweep, counted) = StoredSweep.Count(layout, Product.Figure, streams, CancellationToken.None);
        IFigure[] figures = [.. new SweepReport(sweep.Config, counted.Scenarios, counted.Counts).Page().Sections.SelectMany(section => section.Figures).SelectMany(figure => figure.Shapes)];
        var figure = Array.Find(figures, figure => figure.Name == name) ?? throw new UsageException(figures.Length == 0
            ? $"--figure: the report of {layout.Root} has no figures, found \"{name}\""
            : $"--figure: expected one of {string.Join(", ", figures.Select(figure => figure.Name))}, found \"{name}\"");
        streams.Output.Write(Encoding.UTF8.GetString(SvgWriter.ToBytes(figure)));
        return sweep.End(Product.Figure, streams);
    }
}
