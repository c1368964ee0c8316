using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Timeline;

/// <summary>A lane of a timeline: bands, the strip of outages, marks.</summary>
internal static class TimelineLanes
{
    private const double _bandPaddingPx = 4;
    private const double _leaderDepthPx = 4;

    internal static void Draw(ICanvas canvas, TimelineContent content, int index, TimelineLayout layout)
    {
        var lane = content.Lanes[index];
        var box = layout.Bands[index];
        canvas.BeginGroup("lane");
        canvas.Text(new PointPx(box.X - 8, box.Y + 14), lane.Label, "strong", Anchor.End);
        canvas.BeginGroup("cells");
        canvas.Rectangle(box, "ground");
        foreach (var band in lane.Bands)
        {
            canvas.Rectangle(BoxOf(band, box.Y, box.Height, layout), band.Kind.Style, Tooltip(band));
        }

        foreach (var outage in lane.Outages)
        {
            canvas.Rectangle(BoxOf(outage, box.Bottom, TimelineLayout.StripHeightPx, layout), outage.Kind.Style, Tooltip(outage));
        }

        canvas.EndGroup();
        foreach (var band in lane.Bands)
        {
            DrawName(canvas, band, BoxOf(band, box.Y, box.Height, layout));
        }

        foreach (var mark in layout.Marks[index])
        {
            var numberBox = BoxOf(mark, box);
            double x = TimelineLayout.LeftPx + mark.AtPx;
            canvas.Line([new(numberBox.X + (numberBox.Width / 2), numberBox.Bottom), new(x, box.Y), new(x, box.Y + _leaderDepthPx)], "leader");
        }

        foreach (var mark in layout.Marks[index])
        {
            DrawNumber(canvas, mark.Mark.Number, content.Notes[mark.Mark.Number - 1].IsFault, BoxOf(mark, box));
        }

        canvas.EndGroup();
    }

    private static BoxPx BoxOf(TimelineBand band, double y, double height, TimelineLayout layout)
    {
        double left = layout.XOf(band.FromS);
        return new BoxPx(left, y, layout.XOf(band.ToS) - left, height);
    }

    private static string Tooltip(TimelineBand band) => $"{band.Label}: {TimelineWords.Seconds(band.FromS)} s to {TimelineWords.Seconds(band.ToS)} s";

    /// <summary>A name that does not fit is left out; the marks at its ends say what it is, and so does the legend of colours.</summary>
    private static void DrawName(ICanvas canvas, TimelineBand band, BoxPx box)
    {
        string? name = Array.Find([band.Label, band.Shorter], name => name.Length > 0 && DisplayText.WidthPx(name, TimelineTheme.BandSizePx) + (2 * _bandPaddingPx) <= box.Width);
        if (name is not null)
        {
            canvas.Text(new PointPx(box.X + (box.Width / 2), box.Y + 14), name, $"{TimelineTheme.LaneLabelStyle} {band.Kind.TextStyle}".TrimEnd(), Anchor.Middle);
        }
    }

    private static BoxPx BoxOf(PlacedMark place, BoxPx bands)
    {
        double bottom = bands.Y - 2 - (place.Row * TimelineLayout.MarkStepPx);
        return new BoxPx(TimelineLayout.LeftPx + place.LeftPx, bottom - TimelineLayout.MarkHeightPx, place.WidthPx, TimelineLayout.MarkHeightPx);
    }

    /// <summary>The box with a number: dark for a fault, light for what follows from one.</summary>
    internal static void DrawNumber(ICanvas canvas, int number, bool isFault, BoxPx box)
    {
        canvas.Rectangle(box, isFault ? "faultmark" : "mark");
        canvas.Text(new PointPx(box.X + (box.Width / 2), box.Bottom - 3.5), MarkPlaces.Text(number), isFault ? "number faultnumber" : "number", Anchor.Middle);
    }
}
