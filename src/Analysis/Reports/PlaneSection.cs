using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;

namespace WalSweep.Analysis.Reports;

/// <summary>The plane without dimensions, on which the scenarios of every sweep can be laid, and each of V2's limits is a curve.</summary>
internal sealed class PlaneSection : IReportSection
{
    private const string _noMap =
        "In this sweep the write rate is always the same part of the catch-up rate, or one of the quantities of this map is computed from another and stands in no row";

    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("plane", "The boundary without dimensions");
        if (findings.MapOf(MapPlan.Plane) is not { } plane)
        {
            return section with { Missing = new MissingData(_noMap, "configs/quickstart.json") };
        }

        if (!MapFigures.HasTrials(plane, findings.Summary))
        {
            return section with { Missing = new MissingData(MapFigures.TooFew, "configs/quickstart.json") };
        }

        return section with
        {
            Paragraphs =
            [
                "What was missed as a part of what is retained, against how much of the catch-up rate the writes take. Volumes of any size, rate and retention lie on this one map, and each limit of V2 is a curve in it: "
                    + "the gap must be retained, must shrink to a barrier within the rounds allowed, and must be closed before its reservation ends.",
            ],
            Figures = [MapFigures.Of(findings, plane, "plane", findings.Config.Title)],
            Tables = MapBoundaries.Tables(findings, findings.BoundaryOf(plane) is { } boundary ? [boundary] : []),
        };
    }
}
