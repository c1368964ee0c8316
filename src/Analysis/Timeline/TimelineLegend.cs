using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Timeline;

/// <summary>What stands below a timeline: the colours of the bands that occur, and what each number means and when it happens.</summary>
internal static class TimelineLegend
{
    private const double _swatchPx = 14;
    private const double _entryGapPx = 16;
    private const double _rowPx = 20;
    private const double _numberWidthPx = 26;
    private const double _remarkGapPx = 10;
    private const int _mostLines = 4;

    internal static double HeightPx(TimelineContent content) => (Swatches(content).Max(swatch => swatch.Row + 1) * _rowPx) + 10 + content.Notes.Sum(NoteHeightPx);

    internal static void Draw(ICanvas canvas, TimelineContent content, double topPx)
    {
        canvas.BeginGroup("legend");
        double bottom = topPx;
        foreach (var (band, row, x) in Swatches(content))
        {
            double y = topPx + (row * _rowPx);
            var box = new BoxPx(FigureMeasures.MarginPx + x, y, _swatchPx, _swatchPx);
            canvas.Rectangle(band.Kind.IsOutage ? box with { Y = y + 5, Height = TimelineLayout.StripHeightPx } : box, band.Kind.Style);
            canvas.Text(new PointPx(box.Right + 5, y + 11), band.Label, "detail");
            bottom = y + _rowPx;
        }

        double top = bottom + 10;
        foreach (var note in content.Notes)
        {
            DrawNote(canvas, note, top);
            top += NoteHeightPx(note);
        }

        canvas.EndGroup();
    }

    private static void DrawNote(ICanvas canvas, TimelineNote note, double top)
    {
        TimelineLanes.DrawNumber(canvas, note.Number, note.IsFault, new BoxPx(FigureMeasures.MarginPx, top, _numberWidthPx - 6, TimelineLayout.MarkHeightPx));
        double x = FigureMeasures.MarginPx + _numberWidthPx;
        double y = top + 11;
        var (texts, remarks, isOneLine) = Lines(note);
        foreach (string text in texts)
        {
            canvas.Text(new PointPx(x, y), text, "strong");
            y += FigureMeasures.NoteStepPx;
        }

        if (isOneLine)
        {
            canvas.Text(new PointPx(x + BoldWidthPx(texts[0]) + _remarkGapPx, top + 11), remarks[0], "note");
            return;
        }

        foreach (string remark in remarks)
        {
            canvas.Text(new PointPx(x, y), remark, "note");
            y += FigureMeasures.NoteStepPx;
        }
    }

    private static double BoldWidthPx(string text) => DisplayText.WidthPx(text, Theme.DetailSizePx * DisplayText.BoldFactor);

    private static double NoteHeightPx(TimelineNote note) => (Lines(note) is { IsOneLine: false } lines ? (lines.Texts.Count + lines.Remarks.Count) * FigureMeasures.NoteStepPx : FigureMeasures.NoteStepPx) + 5;

    /// <summary>What happens, and below it, or beside it if there is room, when it does and what was seen.</summary>
    private static (List<string> Texts, List<string> Remarks, bool IsOneLine) Lines(TimelineNote note)
    {
        double widthPx = TimelineLayout.InnerWidthPx - _numberWidthPx;
        string seen = note.Facts.Length == 0 ? "" : $"{(note.TimesS.Count > 1 ? "; saw the first time " : "; saw ")}{note.Facts}";
        string remark = $"at {TimelineWords.Times(note.TimesS)}{seen}";
        var texts = DisplayText.Wrap(note.Text, widthPx, Theme.DetailSizePx * DisplayText.BoldFactor, _mostLines);
        bool isOneLine = BoldWidthPx(note.Text) + _remarkGapPx + DisplayText.WidthPx(remark, Theme.NoteSizePx) <= widthPx;
        return (texts, isOneLine ? [remark] : DisplayText.Wrap(remark, widthPx, Theme.NoteSizePx, _mostLines), isOneLine);
    }

    /// <summary>The bands that occur, each once, laid out in rows. How fast is written stands in the bands themselves.</summary>
    private static IEnumerable<(TimelineBand Band, int Row, double X)> Swatches(TimelineContent content)
    {
        var bands = content.Lanes.SelectMany(lane => lane.Bands.Concat(lane.Outages)).GroupBy(band => band.Kind).Select(alike => alike.First() with { Label = alike.Key.Meaning ?? string.Join(", ", alike.Select(band => band.Label).Distinct()) });
        var (row, x) = (0, 0.0);
        foreach (var band in bands)
        {
            double widthPx = _swatchPx + 5 + DisplayText.WidthPx(band.Label, Theme.DetailSizePx) + _entryGapPx;
            if (x > 0 && x + widthPx > TimelineLayout.InnerWidthPx)
            {
                (row, x) = (row + 1, 0);
            }

            yield return (band, row, x);
            x += widthPx;
        }
    }
}
