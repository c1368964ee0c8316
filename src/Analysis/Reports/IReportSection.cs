using WalSweep.Analysis.Pages;

namespace WalSweep.Analysis.Reports;

/// <summary>
/// A section of the report. To add one: a class like the others here, and its place among <see cref="ReportSections.All"/>. Figures, tables, anchors, files, switches and the words for missing data come with
/// what it returns.
/// </summary>
internal interface IReportSection
{
    /// <summary>What is told of a sweep. Where it lacks the data, the section has <see cref="ReportSection.Missing"/> and neither figures nor tables.</summary>
    ReportSection Tell(SweepFindings findings);

    /// <summary>What of it belongs in the opening of the page, after what is told there of every sweep: nothing, or a sentence.</summary>
    IEnumerable<string> Opening(SweepFindings findings) => [];
}

/// <summary>The sections of the report.</summary>
internal static class ReportSections
{
    /// <summary>The sections that tell of findings, in the order of the page; after them comes <see cref="ReproduceSection"/>, which has to know the others.</summary>
    internal static IReadOnlyList<IReportSection> All { get; } =
    [
        new RegionSection(), new SummarySection(), new PlaneSection(), new PairSection(), new RecoverySection(), new CauseSection(), new SafetySection(), new CostSection(), new KnobSection(),
        new AblationSection(),
    ];

    /// <summary>All sections, as they stand in the page of a sweep. Of one that has only been begun nothing is told but how to go on.</summary>
    internal static IReadOnlyList<ReportSection> Tell(SweepFindings findings)
    {
        List<ReportSection> sections = findings.Scenarios == 0 ? [] : [.. All.Select(section => section.Tell(findings))];
        return [.. sections, ReproduceSection.Tell(findings, sections)];
    }
}
