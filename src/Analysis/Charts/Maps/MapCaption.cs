using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>What stands above the map of a panel: name, headline, a bar of parts, and the parts by name.</summary>
/// <param name="Name">Of what the map is.</param>
/// <param name="Headline">What stands beside it.</param>
/// <param name="Parts">Of what the bar is made, from the left.</param>
/// <param name="Total">What the whole bar stands for.</param>
internal sealed record MapCaption(string Name, string Headline, IReadOnlyList<CaptionPart> Parts, long Total)
{
    private const double _gapPx = 8;
    private const double _barHeightPx = 9;
    private const double _lineStepPx = 16;

    /// <summary>Its height with so many parts by name.</summary>
    internal static double HeightPx(int listedCount) => 46 + (listedCount * _lineStepPx);

    /// <summary>Whether a panel of this width has room for the whole name.</summary>
    internal bool NameFits(double plotWidthPx) =>
        DisplayText.WidthPx(Name, Theme.NameSizePx * DisplayText.BoldFactor) <= RoomForName(plotWidthPx);

    internal void Draw(ICanvas canvas, BoxPx plot)
    {
        double y = plot.Y - HeightPx(Parts.Count(part => part.IsListed)) + 16;
        List<string> name = DisplayText.Wrap(Name, RoomForName(plot.Width), Theme.NameSizePx * DisplayText.BoldFactor, 1);
        canvas.Text(new PointPx(plot.X, y), string.Concat(name), "name");
        canvas.Text(new PointPx(plot.Right, y), Headline, "headline", Anchor.End);
        var bar = new BoxPx(plot.X, y + 7, plot.Width, _barHeightPx);
        double left = bar.X;
        canvas.BeginGroup("cells");
        foreach (CaptionPart part in Parts)
        {
            double width = bar.Width * ShareOf(part);
            if (width > 0)
            {
                canvas.Rectangle(bar with { X = left, Width = width }, part.Style, $"{NumberText.Count(part.Count)} of {NumberText.Count(Total)} {part.Label}");
            }

            left += width;
        }

        canvas.EndGroup();
        canvas.Outline(bar, "frame");
        DrawParts(canvas, bar);
    }

    /// <summary>The parts, one a line: its colour, its share, its name.</summary>
    private void DrawParts(ICanvas canvas, BoxPx bar)
    {
        double y = bar.Bottom + 16;
        foreach (CaptionPart part in Parts.Where(part => part.IsListed))
        {
            var key = new BoxPx(bar.X, y - 9, 10, 10);
            canvas.Rectangle(key, part.Style);
            canvas.Outline(key, "frame");
            canvas.Text(new PointPx(bar.X + 62, y), NumberText.Percent(ShareOf(part)), "detail", Anchor.End);
            canvas.Text(new PointPx(bar.X + 70, y), part.Label, "detail");
            y += _lineStepPx;
        }
    }

    private double ShareOf(CaptionPart part) => (double)part.Count / Total;

    private double RoomForName(double plotWidthPx) => plotWidthPx - DisplayText.WidthPx(Headline, Theme.HeadlineSizePx * DisplayText.BoldFactor) - _gapPx;
}

/// <summary>A part of the bar above a map.</summary>
/// <param name="Style">Its full colour.</param>
/// <param name="Label">What it is.</param>
/// <param name="Count">How often it occurred.</param>
/// <param name="IsListed">Whether it stands below the bar by name.</param>
internal sealed record CaptionPart(string Style, string Label, long Count, bool IsListed);
