using WalSweep.Analysis.Charts;

namespace WalSweep.Analysis.Timeline;

/// <summary>Where the parts of a timeline stand, in pixels.</summary>
internal sealed class TimelineLayout
{
    internal const double WidthPx = 930;
    internal const double LeftPx = 100;
    internal const double RightPx = 124;
    internal const double MarkHeightPx = 14;
    internal const double MarkStepPx = 16;
    internal const double BandHeightPx = 20;
    internal const double StripHeightPx = 5;
    internal const double CaptionHeightPx = 22;

    private const double _laneGapPx = 12;
    private const double _positionsHeightPx = 190;
    private const double _behindHeightPx = 170;
    private const double _axisHeightPx = 46;

    internal TimelineLayout(TimelineContent content, FigureHeading heading)
    {
        Scale = new TimeScale(content.TimesS, WidthPx - LeftPx - RightPx);
        Marks = [.. content.Lanes.Select(lane => MarkPlaces.Of(lane.Marks, Scale))];
        Heading = new FigureText(heading.Title, heading.Subtitle, WidthPx, gapPx: 14, subtitleGapPx: 0, maxTitleLines: 2, maxSubtitleLines: 2);
        double y = Heading.BottomPx;
        LanesTopPx = y;
        var bands = new List<BoxPx>();
        foreach (var marks in Marks)
        {
            y += marks.Count == 0 ? 0 : ((marks.Max(mark => mark.Row) + 1) * MarkStepPx) + 2;
            bands.Add(new BoxPx(LeftPx, y, Scale.LengthPx, BandHeightPx));
            y += BandHeightPx + StripHeightPx + _laneGapPx;
        }

        Bands = bands;
        Positions = new BoxPx(LeftPx, y + CaptionHeightPx, Scale.LengthPx, _positionsHeightPx);
        Behind = new BoxPx(LeftPx, Positions.Bottom + 12 + CaptionHeightPx, Scale.LengthPx, _behindHeightPx);
        LegendTopPx = Behind.Bottom + _axisHeightPx;
        HeightPx = LegendTopPx + TimelineLegend.HeightPx(content) + FigureMeasures.MarginPx;
    }

    internal static double InnerWidthPx => FigureMeasures.InnerPx(WidthPx);

    internal TimeScale Scale { get; }

    internal double HeightPx { get; }

    internal double LanesTopPx { get; }

    internal double LegendTopPx { get; }

    internal FigureText Heading { get; }

    /// <summary>The marks of each lane.</summary>
    internal IReadOnlyList<IReadOnlyList<PlacedMark>> Marks { get; }

    /// <summary>The boxes of the lanes' bands.</summary>
    internal IReadOnlyList<BoxPx> Bands { get; }

    /// <summary>The panel of positions.</summary>
    internal BoxPx Positions { get; }

    /// <summary>The panel of distances from the head.</summary>
    internal BoxPx Behind { get; }

    /// <summary>Where a time stands in the figure.</summary>
    internal double XOf(double timeS) => LeftPx + Scale.PxOf(timeS);
}
