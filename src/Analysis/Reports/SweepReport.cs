using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>What is told of a sweep, as a page with figures and tables.</summary>
/// <param name="config">The sweep.</param>
/// <param name="scenarios">Of how many of its scenarios.</param>
/// <param name="counts">What was counted of them: of the kind of <see cref="SweepTally.CountsOf"/>.</param>
public sealed class SweepReport(SweepConfig config, long scenarios, SweepAccumulator counts)
{
    /// <summary>The table of totals: a row for each protocol.</summary>
    public ReportTable Totals() => SummarySection.Table(Summarize());

    /// <summary>Totals for each protocol.</summary>
    public SweepSummary Summarize() => counts.Summarize(config.Protocols, config.Specs.Support(WeatherParameters.PrimaryLosses).Max > 0);

    /// <summary>The page. If it is not of the whole sweep, it says so.</summary>
    public ReportPage Page()
    {
        var findings = new SweepFindings(config, scenarios, Summarize(), counts);
        string versions = string.Join(", ", config.Protocols.Select(protocol => protocol.Label));
        string origin = $"{NumberText.Counted(config.Count, "scenario")} under {versions}, seed {config.Seed}, config {ConfigLock.ShortDigest(config)}";
        return new ReportPage(config.Title, config.Note, origin, Opening.Of(findings), config.Protocols, ReportSections.Tell(findings))
        {
            Warning = findings.IsComplete
                ? null
                : $"This sweep is not finished: {NumberText.Count(scenarios)} of {NumberText.Counted(config.Count, "scenario")} are there, and all that follows is about those. "
                    + "To go on, run the same command again that began it.",
        };
    }
}
