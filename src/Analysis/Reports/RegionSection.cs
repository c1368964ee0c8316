using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>What became of replicas, over two parameters: one map for each version.</summary>
internal sealed class RegionSection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("regions", "What became of the replica");
        if (!findings.Axes.HasMap)
        {
            return section with { Missing = new MissingData("In this sweep no two parameters vary, so there is no map to draw", "configs/quickstart.json") };
        }

        if (Enumerable.Range(0, findings.Regions.ProtocolCount).All(i => findings.Regions.OutsideCount(i) == findings.Summary.Protocols[i].TrialCount))
        {
            return section with { Missing = new MissingData("No scenario of this sweep lies on the map, which is of the first outage", "configs/quickstart.json") };
        }

        var content = new RegionFigureContent("regions", findings.Config.Title, Subtitle(findings), findings.Regions, findings.Summary, Curves(findings));
        return section with
        {
            Paragraphs =
            [
                $"Each cell of a map is a range of {findings.Axes.X.Label} and {findings.Axes.Y.Label}. Its colour is what became most often of the replica that fell behind, its shade how large that share is. "
                    + $"The colours are of the {Theme.PaletteName} palette, which colour-blind readers can tell apart, and regions bear the names of their fates.",
            ],
            Figures = [new ReportFigure(new RegionFigure(content, FigureShape.Wide), new RegionFigure(content, FigureShape.Narrow))],
        };
    }

    private static string Subtitle(SweepFindings findings)
    {
        string count = NumberText.Count(findings.Scenarios);
        string counted = findings.IsComplete ? count : $"{count} of {NumberText.Count(findings.Config.Count)}";
        return $"{counted} scenarios, seed {findings.Config.Seed}, config {ConfigLock.Digest(findings.Config)[..12]}";
    }

    /// <summary>
    /// Above w·T = R the replica has missed more than is retained for it; known exactly only where R is the same in every scenario.
    /// </summary>
    private static List<ReferenceCurve> Curves(SweepFindings findings)
    {
        double? Constant(ParameterDefinition definition) => findings.Config.Specs[definition] is ConstantSpec constant ? constant.Value : null;
        if (!findings.Axes.IsOutageByWriteRate
            || Constant(VolumeParameters.RetentionBytes) is not { } retention
            || Constant(VolumeParameters.CheckpointWindow) is not { } checkpoint
            || Constant(VolumeParameters.EntryBytes) is not { } entryBytes)
        {
            return [];
        }

        double keptEntries = Math.Max(retention, checkpoint) / entryBytes;
        string meaning = $"beyond it more is missed than is retained ({NumberText.Bytes(keptEntries * entryBytes)})";
        return [ReferenceCurve.ForProduct("w·T = R", meaning, findings.Axes.X, keptEntries)];
    }
}
