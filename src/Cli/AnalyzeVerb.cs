using System.CommandLine;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Reports;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;

namespace WalSweep.Cli;

/// <summary><c>analyze</c>: the tables of a sweep's report on standard output; from the counts that the sweep kept, or from its rows.</summary>
internal sealed class AnalyzeVerb : Verb
{
    private static readonly string[] _formats = ["text", "md", "csv", "json"];

    public override string Name => "analyze";

    public override string Example => "walsweep analyze results/quickstart --format md";

    public override Command Build(Streams streams)
    {
        var folder = SweepArguments.Folder();
        var format = new Option<string>("--format") { Description = "text, md, csv or json (a line for each row).", HelpName = "FORMAT", DefaultValueFactory = _ => _formats[0] };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && !_formats.Contains(given.Value))
            {
                result.AddError($"--format: expected one of {string.Join(", ", _formats)}, found \"{given.Value}\"");
            }
        });
        var rows = new Option<bool>("--rows") { Description = "Count the rows anew instead of adding up what the sweep counted. Exit code 4 if all rows are stored and the two differ." };
        var threads = SweepArguments.Threads();
        var command = new Command(Name, "Prints the tables of a sweep's report. Exit code 3 if the sweep is not finished; the tables are then of what is there.") { folder, format, rows, threads };
        command.SetAction((result, stop) => Task.FromResult(Analyze(
            new ResultsLayout(result.GetRequiredValue(folder)), result.GetRequiredValue(format), result.GetValue(rows), SweepArguments.OrAllProcessors(result.GetValue(threads)), streams, stop)));
        return command;
    }

    public override string? WayOut(Exception failure) => FinishedSweep.WayOut(failure, Name);

    private static int Analyze(ResultsLayout layout, string format, bool fromRows, int threads, Streams streams, CancellationToken stop)
    {
        const string Told = "the tables are";
        var sweep = FinishedSweep.Read(layout, Told, streams);
        var (config, report, audit) = (sweep.Config, sweep.Report, sweep.Audit);
        var isEqual = true;
        if (fromRows && audit.Finished.Count > 0)
        {
            var counted = Count(config, [.. audit.Finished.Select(receipt => layout.RowsPath(receipt.Part))], threads, stop);
            isEqual = config.RowsEvery > 1 || report.Counted(counted);
            report = new SweepReport(config, layout);
            report.Add(counted, audit.FinishedRows / config.Protocols.Count);
        }

        foreach (var line in Lines(report.Page().Sections.SelectMany(section => section.Tables), format))
        {
            streams.Give(line);
        }

        if (!isEqual)
        {
            streams.Say($"The rows of {layout.Root} come to other counts than those that the sweep kept.");
            return ExitCode.Unequal;
        }

        return sweep.End(Told, streams);
    }

    private static Analysis.Regions.SweepAccumulator Count(SweepConfig config, string[] files, int threads, CancellationToken stop)
    {
        var scan = RowScan.Open(files);
        var sinks = scan.Run(SweepRows.ColumnsOf(scan.Schema), () => new SweepRows(config), threads, progress: null, stop);
        var sum = sinks[0].Counts;
        foreach (var other in sinks.Skip(1))
        {
            sum.AddSaved(other.Counts.Save());
        }

        return sum;
    }

    private static IEnumerable<string> Lines(IEnumerable<ReportTable> tables, string format)
    {
        var isFirst = true;
        foreach (var table in tables.Where(table => !table.IsFileOnly || format is "csv" or "json"))
        {
            if (!isFirst && format != "json")
            {
                yield return "";
            }

            isFirst = false;
            foreach (var line in format switch { "md" => TableText.Markdown(table), "json" => TableText.JsonLines(table), "csv" => Csv(table), _ => TableText.Aligned(table) })
            {
                yield return line;
            }
        }
    }

    /// <summary>Each table after a line with its name, since several follow each other.</summary>
    private static IEnumerable<string> Csv(ReportTable table)
    {
        using var csv = new StringWriter();
        table.WriteCsv(csv);
        return [$"# {table.Name}", .. csv.ToString().TrimEnd('\n').Split('\n')];
    }
}
