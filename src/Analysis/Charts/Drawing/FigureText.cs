using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>The heading of a figure, and lines of text below each other.</summary>
internal sealed class FigureText
{
    private const double _topicStepPx = 20;
    private const int _mostTopicLines = 4;
    private const double _entryGapPx = 6;
    private const double _sampleGapPx = 8;

    private readonly List<string> _titleLines;
    private readonly List<string> _topicLines;
    private readonly List<string> _subtitleLines;
    private readonly double _innerWidthPx;
    private readonly double _subtitleGapPx;

    /// <summary>Breaks a heading into lines.</summary>
    /// <param name="title">Any text.</param>
    /// <param name="subtitle">Any text.</param>
    /// <param name="widthPx">How wide the figure is.</param>
    /// <param name="gapPx">How much is left free below the heading.</param>
    /// <param name="subtitleGapPx">How much further the subtitle is from the title than lines are from each other; taken from the free part.</param>
    /// <param name="maxTitleLines">A longer title is cut.</param>
    /// <param name="maxSubtitleLines">A longer subtitle is cut.</param>
    /// <param name="topic">What the figure is of, between the two, where the title does not say so. Any text.</param>
    internal FigureText(string title, string subtitle, double widthPx, double gapPx = 16, double subtitleGapPx = 2, int maxTitleLines = 3, int maxSubtitleLines = 4, string topic = "")
    {
        _innerWidthPx = FigureMeasures.InnerPx(widthPx);
        _subtitleGapPx = subtitleGapPx;
        _titleLines = DisplayText.Wrap(DisplayText.Clean(title), _innerWidthPx, Theme.TitleSizePx * DisplayText.BoldFactor, maxTitleLines);
        _topicLines = DisplayText.Wrap(DisplayText.Clean(topic), _innerWidthPx, Theme.HeadlineSizePx * DisplayText.BoldFactor, _mostTopicLines);
        _subtitleLines = DisplayText.Wrap(DisplayText.Clean(subtitle), _innerWidthPx, Theme.TextSizePx, maxSubtitleLines);
        BottomPx = FigureMeasures.MarginPx + (_titleLines.Count * FigureMeasures.TitleStepPx) + (_topicLines.Count * _topicStepPx) + (_subtitleLines.Count * FigureMeasures.TextStepPx) + gapPx;
    }

    /// <summary>Where what follows the heading may begin.</summary>
    internal double BottomPx { get; }

    /// <summary>Draws the heading at the upper left.</summary>
    internal void DrawHeading(ICanvas canvas)
    {
        var y = FigureMeasures.MarginPx + 17;
        DrawLines(canvas, _titleLines, "title", FigureMeasures.MarginPx, FigureMeasures.TitleStepPx, ref y);
        DrawLines(canvas, _topicLines, "headline", FigureMeasures.MarginPx, _topicStepPx, ref y);
        y += _subtitleGapPx;
        DrawLines(canvas, _subtitleLines, "subtitle", FigureMeasures.MarginPx, FigureMeasures.TextStepPx, ref y);
    }

    /// <summary>The lines of a text as wide as the figure, in the bold of legends.</summary>
    internal List<string> IntroLines(string text) => DisplayText.Wrap(text, _innerWidthPx, Theme.DetailSizePx * DisplayText.BoldFactor, 16);

    /// <summary>The lines of an entry of a legend beside its sample.</summary>
    internal List<string> EntryLines(string text, double sampleWidthPx) => DisplayText.Wrap(DisplayText.Clean(text), _innerWidthPx - sampleWidthPx - _sampleGapPx, Theme.NoteSizePx, 5);

    /// <summary>How much of the legend an entry takes.</summary>
    internal double EntryHeightPx(string text, double sampleWidthPx) => (EntryLines(text, sampleWidthPx).Count * FigureMeasures.NoteStepPx) + _entryGapPx;

    /// <summary>Draws the text of an entry whose sample stands at its left, and goes on below it.</summary>
    /// <param name="canvas">Takes it.</param>
    /// <param name="text">Any text.</param>
    /// <param name="sampleWidthPx">How wide the sample is.</param>
    /// <param name="y">Where the entry begins, and then where it ends.</param>
    /// <param name="baselinePx">How far below its beginning its first line is.</param>
    internal void DrawEntry(ICanvas canvas, string text, double sampleWidthPx, ref double y, double baselinePx = 12)
    {
        var lineY = y + baselinePx;
        DrawLines(canvas, EntryLines(text, sampleWidthPx), "note", FigureMeasures.MarginPx + sampleWidthPx + _sampleGapPx, FigureMeasures.NoteStepPx, ref lineY);
        y += EntryHeightPx(text, sampleWidthPx);
    }

    /// <summary>Draws lines of text below each other, from the base line of the first, and goes on below them.</summary>
    internal static void DrawLines(ICanvas canvas, List<string> lines, string style, double x, double stepPx, ref double y)
    {
        foreach (var line in lines)
        {
            canvas.Text(new PointPx(x, y), line, style);
            y += stepPx;
        }
    }
}
