using System.CommandLine;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
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
        var map = new Option<string?>("--map") { Description = "The cells of one map instead, such as outage-write-rate; with --rows only the columns that it takes are read.", HelpName = "NAME" };
        var threads = SweepArguments.Threads();
        var command = new Command(Name, "Prints the tables of a sweep's report. Exit code 3 if the sweep is not finished; the tables are then of what is there.") { folder, format, map, rows, threads };
        command.SetAction(result =>
        {
            var call = new Call(new ResultsLayout(result.GetRequiredValue(folder)), result.GetRequiredValue(format), result.GetValue(rows), SweepArguments.OrAllProcessors(result.GetValue(threads)), streams);
            return result.GetValue(map) is { } name ? call.PrintMap(name) : call.PrintTables();
        });
        return command;
    }

    public override string? WayOut(Exception failure) => failure is OperationCanceledException ? "Nothing was printed; run the same command again." : StoredSweep.WayOut(failure, Name);

    private sealed record Call(ResultsLayout Layout, string Format, bool FromRows, int Threads, Streams Streams)
    {
        private const string Told = "the tables are";

        public int PrintTables()
        {
            var (sweep, tables, isEqual) = Interruption.Heed(Tables);
            Print(tables);
            if (!isEqual)
            {
                Streams.Say($"The rows of {Layout.Root} come to other counts than those that the sweep kept.");
                return ExitCode.Unequal;
            }

            return sweep.End(Told, Streams);
        }

        public int PrintMap(string name)
        {
            var (sweep, table) = Interruption.Heed(stop => Map(name, stop));
            Print([table]);
            return sweep.End(Told, Streams);
        }

        private (StoredSweep Sweep, ReportTable[] Tables, bool IsEqual) Tables(CancellationToken stop)
        {
            var (sweep, report) = StoredSweep.Count(Layout, Told, Streams, stop);
            var (config, audit) = (sweep.Config, sweep.Audit);
            var isEqual = true;
            if (FromRows && audit.Finished.Count > 0)
            {
                var counted = SweepRows.Count(config, Scan(audit), Threads, stop);
                isEqual = config.RowsEvery > 1 || report.Counted(counted);
                report = new SweepReport(config, Layout);
                report.Add(counted, audit.FinishedRows / config.Protocols.Count);
                TellOfRows(config);
            }

            return (sweep, [.. report.Page().Sections.SelectMany(section => section.Tables)], isEqual);
        }

        private (StoredSweep Sweep, ReportTable Table) Map(string name, CancellationToken stop)
        {
            var map = MapNamed(name, new MapPlan(SweepArguments.ReadLocked(Layout)).Maps);
            if (!FromRows)
            {
                var (counted, report) = StoredSweep.Count(Layout, Told, Streams, stop);
                return (counted, MapTable.Of(counted.Config, report.Maps.Single(counts => counts.Map.Name == name)));
            }

            var sweep = StoredSweep.Look(Layout, Told, Streams, stop);
            if (sweep.Audit.Finished.Count == 0)
            {
                return (sweep, MapTable.Of(sweep.Config, MapRows.Empty(sweep.Config, map)));
            }

            var ofRows = MapRows.Count(sweep.Config, Scan(sweep.Audit), map, Threads, stop);
            TellOfRows(sweep.Config);
            return (sweep, MapTable.Of(sweep.Config, ofRows));
        }

        private static SweepMap MapNamed(string name, IReadOnlyList<SweepMap> maps) => maps.FirstOrDefault(map => map.Name == name)
            ?? throw new UsageException(maps.Count == 0
                ? $"--map: this sweep has no map, for too little varies in it; found \"{name}\""
                : $"--map: expected one of {string.Join(", ", maps.Select(map => map.Name))}, found \"{name}\"");

        private void TellOfRows(SweepConfig config)
        {
            if (config.RowsEvery > 1)
            {
                Streams.Say($"{Layout.Root} has rows of one scenario in {config.RowsEvery}: {Told} of those alone.");
            }
        }

        private RowScan Scan(FolderAudit audit) => RowScan.Open([.. audit.Finished.Select(receipt => Layout.RowsPath(receipt.Part))]);

        private void Print(IEnumerable<ReportTable> tables)
        {
            foreach (var line in Lines(tables, Format))
            {
                Streams.Give(line);
            }
        }
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
