using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Reports;

/// <summary>How to have the sweep and every figure and table of its report again.</summary>
internal static class ReproduceSection
{
    /// <summary>The section.</summary>
    /// <param name="findings">The sweep.</param>
    /// <param name="others">The sections before it, whose figures and tables are to be had again.</param>
    internal static ReportSection Tell(SweepFindings findings, IReadOnlyList<ReportSection> others)
    {
        string folder = findings.UsualFolder;
        return new ReportSection("reproduce", "How to reproduce it")
        {
            Paragraphs =
            [
                "The same configuration and seed give the same rows, and the same rows and build of the program this page, byte for byte, on any machine and with any number of threads. The configuration with every default written out is "
                    + $"config.lock.json in the results folder, which all commands of this page, those told of cells too, take to be {folder}: of a sweep that lies elsewhere put its own folder there. "
                    + "A figure NAME has a second layout for narrow screens, NAME-narrow; --png writes figures as PNG too.",
            ],
            Tables = [Facts(findings)],
            Commands =
            [
                new("The sweep, from its locked configuration, into another folder", $"walsweep run {folder}/config.lock.json --out {folder}-again"),
                new($"This page, its figures, and {string.Join(", ", [.. Tables(others), "sweep.csv"])}", $"walsweep report {folder}"),
                .. others.SelectMany(section => section.Figures).Select(figure => Draw(figure.Wide, folder)),
                new("The tables, on the terminal", $"walsweep analyze {folder}"),
                new("What is there of the sweep", $"walsweep status {folder}"),
                new("One scenario, event by event", $"walsweep replay {folder} --scenario 0 --protocol {findings.Config.Protocols[^1].Name}"),
            ],
        };
    }

    private static ReportCommand Draw(IFigure figure, string folder)
    {
        string file = figure.Name + SvgWriter.Extension;
        return new ReportCommand(file, $"walsweep report {folder} --figure {figure.Name} > {file}");
    }

    private static ReportTable Facts(SweepFindings findings)
    {
        var config = findings.Config;
        (string Name, string Text, string Value)[] facts =
        [
            ("name", config.Name, config.Name),
            ("config_sha256", ConfigLock.Digest(config), ConfigLock.Digest(config)),
            ("seed", Invariant($"{config.Seed}"), Invariant($"{config.Seed}")),
            ("scenarios", NumberText.Count(config.Count), Invariant($"{config.Count}")),
            ("model_version", Invariant($"{Simulation.ModelVersion}"), Invariant($"{Simulation.ModelVersion}")),
            ("schema_version", Invariant($"{RowColumns.SchemaVersion}"), Invariant($"{RowColumns.SchemaVersion}")),
            ("program_version", HostFacts.ProgramVersion.Replace("+", ", commit ", StringComparison.Ordinal), HostFacts.ProgramVersion),
        ];
        var rows = facts.Select(fact => new ReportRow([new(fact.Name.Replace('_', ' '), fact.Name), new(fact.Text, fact.Value)]));
        return new ReportTable("sweep", "What the rows depend on, and the program that wrote this page", [new("fact", "fact", IsNumber: false), new("value", "value", IsNumber: false)], [.. rows]);
    }

    private static IEnumerable<string> Tables(IReadOnlyList<ReportSection> sections) => sections.SelectMany(section => section.Tables).Select(table => table.FileName);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
