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
    /// <summary>The first is that of who asks for none.</summary>
    private static readonly Format[] _formats =
    [
        new("text", IsForPrograms: false, IsSpaced: true, TableText.Aligned),
        new("md", IsForPrograms: false, IsSpaced: true, TableText.Markdown),
        new("csv", IsForPrograms: true, IsSpaced: true, Csv),
        new("json", IsForPrograms: true, IsSpaced: false, TableText.JsonLines),
    ];

    public override string Name => "analyze";

    public override string Example => "walsweep analyze results/quickstart --format md";

    public override Command Build(Streams streams)
    {
        var folder = SweepArguments.Folder();
        var format = new Option<string>("--format") { Description = "text, md, csv or json (a line for each row).", HelpName = "FORMAT", DefaultValueFactory = _ => _formats[0].Name };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && FormatNamed(given.Value) is null)
            {
                result.AddError($"--format: expected one of {string.Join(", ", _formats.Select(known => known.Name))}, found \"{given.Value}\"");
            }
        });
        var rows = new Option<bool>("--rows") { Description = "Count the rows anew instead of adding up what the sweep counted. Exit code 4 if all rows are stored and the two differ." };
        var map = new Option<string?>("--map") { Description = "The cells of one map instead, such as outage-write-rate; with --rows only the columns that it takes are read.", HelpName = "NAME" };
        var threads = SweepArguments.Threads();
        var command = new Command(Name, "Prints the tables of a sweep's report. Exit code 3 if the sweep is not finished; the tables are then of what is there.") { folder, format, map, rows, threads };
        command.SetAction(result =>
        {
            var call = new Call(new ResultsLayout(result.GetRequiredValue(folder)), FormatNamed(result.GetRequiredValue(format))!, result.GetValue(rows), SweepArguments.OrAllProcessors(result.GetValue(threads)), streams);
            return result.GetValue(map) is { } name ? call.PrintMap(name) : call.PrintTables();
        });
        return command;
    }

    public override string? WayOut(Exception failure) => failure is OperationCanceledException ? "Nothing was printed; run the same command again." : StoredSweep.WayOut(failure, Name);

    private sealed record Call(ResultsLayout Layout, Format Format, bool FromRows, int Threads, Streams Streams)
    {
        public int PrintTables()
        {
            var (sweep, tables, isEqual) = Interruption.Heed(Tables);
            Print(tables);
            if (!isEqual)
            {
                Streams.Say($"The rows of {Layout.Root} come to other counts than those that the sweep kept.");
                return ExitCode.Unequal;
            }

            return sweep.End(Product.Tables, Streams);
        }

        public int PrintMap(string name)
        {
            var (sweep, table) = Interruption.Heed(stop => Map(name, stop));
            Print([table]);
            return sweep.End(Product.Tables, Streams);
        }

        private (StoredSweep Sweep, ReportTable[] Tables, bool IsEqual) Tables(CancellationToken stop)
        {
            var (sweep, stored) = StoredSweep.Count(Layout, Product.Tables, Streams, stop);
            var (config, audit) = (sweep.Config, sweep.Audit);
            var (scenarios, counts, isEqual) = (stored.Scenarios, stored.Counts, true);
            if (FromRows && audit.Finished.Count > 0)
            {
                (scenarios, counts) = (audit.FinishedRows / config.Protocols.Count, SweepRows.Count(config, Scan(audit), Threads, stop));
                isEqual = config.RowsEvery > 1 || counts.HasCountsOf(stored.Counts);
                TellOfRows(config);
            }

            return (sweep, [.. new SweepReport(config, scenarios, counts).Page().Sections.SelectMany(section => section.Tables)], isEqual);
        }

        private (StoredSweep Sweep, ReportTable Table) Map(string name, CancellationToken stop)
        {
            var map = MapNamed(name, new MapPlan(StoredSweep.ConfigOf(Layout)).Maps);
            if (!FromRows)
            {
                var (counted, stored) = StoredSweep.Count(Layout, Product.Tables, Streams, stop);
                return (counted, MapTable.Of(counted.Config, stored.Counts.Maps.Single(counts => counts.Map.Name == name)));
            }

            var sweep = StoredSweep.Look(Layout, Product.Tables, Streams, stop);
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
                Streams.Say($"{Layout.Root} has rows of one scenario in {config.RowsEvery}: {Product.Tables.Are("of those alone")}.");
            }
        }

        private RowScan Scan(FolderAudit audit) => RowScan.Open([.. audit.Finished.Select(receipt => Layout.RowsPath(receipt.Part))]);

        private void Print(IEnumerable<ReportTable> tables)
        {
            foreach (var line in Format.LinesOf(tables))
            {
                Streams.Give(line);
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

    private static Format? FormatNamed(string name) => Array.Find(_formats, known => known.Name == name);

    /// <summary>A way to print tables.</summary>
    /// <param name="Name">What is typed for it.</param>
    /// <param name="IsForPrograms">Whether tables that are too long to be read are printed too.</param>
    /// <param name="IsSpaced">Whether an empty line stands between two tables.</param>
    /// <param name="Lines">The lines of a table.</param>
    private sealed record Format(string Name, bool IsForPrograms, bool IsSpaced, Func<ReportTable, IEnumerable<string>> Lines)
    {
        public IEnumerable<string> LinesOf(IEnumerable<ReportTable> tables) =>
            tables.Where(table => IsForPrograms || !table.IsFileOnly).SelectMany((table, index) => index > 0 && IsSpaced ? Lines(table).Prepend("") : Lines(table));
    }
}
