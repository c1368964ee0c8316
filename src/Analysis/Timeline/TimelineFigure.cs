using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Timeline;

/// <summary>
/// One trial as a picture: who is primary and each node's state as coloured bands, with numbered marks where something happens; below, on the same time axis, the positions of head, tail, commit and replicas, and how
/// far each is behind the head; then what the numbers mean.
/// </summary>
public sealed class TimelineFigure : IFigure
{
    private readonly FigureHeading _heading;
    private readonly TimelineContent _content;
    private readonly TimelineLayout _layout;

    internal TimelineFigure(TimelineContent content)
    {
        _heading = new FigureHeading(content.Name, content.Title, content.Subtitle, FigureShape.Wide);
        _content = content;
        _layout = new TimelineLayout(content, _heading);
    }

    /// <summary>Lays the figure of a trial out.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="trace">Its trace under one version.</param>
    /// <param name="row">Its row under that version.</param>
    public static TimelineFigure Of(ReplaySource source, TrialTrace trace, TrialRow row) => new(TimelineReader.Read(source, trace, row));

    /// <inheritdoc/>
    public string Name => _heading.Name;

    /// <inheritdoc/>
    public double WidthPx => TimelineLayout.WidthPx;

    /// <inheritdoc/>
    public double HeightPx => _layout.HeightPx;

    /// <inheritdoc/>
    public string Title => _heading.Title;

    /// <inheritdoc/>
    public string Description => _heading.Describe(TimelineDescription.Of(_content));

    /// <inheritdoc/>
    public string StyleRules(bool isDark) => TimelineTheme.Rules(isDark);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _layout.Heading.DrawHeading(canvas);
        DrawBreaks(canvas);
        DrawMoments(canvas);
        for (int lane = 0; lane < _content.Lanes.Count; lane++)
        {
            TimelineLanes.Draw(canvas, _content, lane, _layout);
        }

        TimelinePlots.Draw(canvas, _content, _layout);
        TimelineLegend.Draw(canvas, _content, _layout.LegendTopPx);
    }

    /// <summary>Where the time axis is broken, the ground is another one.</summary>
    private void DrawBreaks(ICanvas canvas)
    {
        foreach (var stretch in _layout.Scale.Broken)
        {
            var box = new BoxPx(TimelineLayout.LeftPx + stretch.FromPx, _layout.LanesTopPx, stretch.ToPx - stretch.FromPx, _layout.Behind.Bottom - _layout.LanesTopPx);
            canvas.Rectangle(box, TimelineTheme.BreakStyle, $"shortened: {NumberText.Duration(stretch.ToS - stretch.FromS)} in which nothing happens");
        }
    }

    private void DrawMoments(ICanvas canvas)
    {
        foreach (double timeS in _content.FaultsS)
        {
            double x = _layout.XOf(timeS);
            canvas.Line([new(x, _layout.Positions.Y), new(x, _layout.Positions.Bottom)], "moment");
            canvas.Line([new(x, _layout.Behind.Y), new(x, _layout.Behind.Bottom)], "moment");
        }
    }
}
