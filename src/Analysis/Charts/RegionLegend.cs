using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>The legend of a region figure: every fate at every shade, what it means, the hatching, the curves.</summary>
internal static class RegionLegend
{
    private const double _introHeightPx = 24;
    private const double _rampHeightPx = 14;
    private const double _noteStepPx = 15;
    private const double _swatchWidthPx = 40;
    private const double _entryGapPx = 12;
    private const string _intro = "Colour: the most frequent fate of a cell's scenarios. Shade: its share of them, in percent.";

    internal static double HeightPx(RegionFigureContent content, RegionLayout layout)
    {
        int columnCount = ColumnCount(layout);
        double y = IntroLines(layout).Count * RegionLayout.TextStepPx + 8;
        y += Fates.Count / columnCount * EntryHeightPx(layout);
        foreach ((_, string text) in Lines(content))
        {
            y += LineText(text, layout).Count * _noteStepPx + 6;
        }

        return y;
    }

    internal static void Draw(ICanvas canvas, RegionFigureContent content, RegionLayout layout)
    {
        canvas.BeginGroup("legend");
        double y = layout.LegendTopPx;
        foreach (string line in IntroLines(layout))
        {
            canvas.Text(new PointPx(RegionLayout.MarginPx, y + 12), line, "strong");
            y += RegionLayout.TextStepPx;
        }

        y += 8;
        foreach (Fate fate in Fates.All)
        {
            int column = (int)fate % ColumnCount(layout);
            int row = (int)fate / ColumnCount(layout);
            DrawEntry(canvas, fate, new PointPx(RegionLayout.MarginPx + (column * EntryWidthPx(layout)), y + (row * EntryHeightPx(layout))), layout);
        }

        y += Fates.Count / ColumnCount(layout) * EntryHeightPx(layout);
        foreach ((string style, string text) in Lines(content))
        {
            DrawLine(canvas, style, text, layout, ref y);
        }

        canvas.EndGroup();
    }

    private static void DrawEntry(ICanvas canvas, Fate fate, PointPx at, RegionLayout layout)
    {
        canvas.Text(new PointPx(at.X, at.Y + 11), Fates.Label(fate), "strong");
        canvas.BeginGroup("cells");
        for (int shade = 0; shade < Theme.ShadeCount; shade++)
        {
            canvas.Rectangle(new BoxPx(at.X + (shade * _swatchWidthPx), at.Y + 17, _swatchWidthPx, _rampHeightPx), Theme.FateStyle(fate, shade));
        }

        canvas.EndGroup();
        var ramp = new BoxPx(at.X, at.Y + 17, Theme.ShadeCount * _swatchWidthPx, _rampHeightPx);
        RegionPanel.Outline(canvas, ramp, "frame");
        for (int shade = 0; shade < Theme.ShadeCount; shade++)
        {
            canvas.Text(new PointPx(at.X + ((shade + 0.5) * _swatchWidthPx), ramp.Bottom + 13), Theme.ShadeLabel(shade), "tick", Anchor.Middle);
        }

        double y = ramp.Bottom + 30;
        foreach (string line in MeaningLines(fate, layout))
        {
            canvas.Text(new PointPx(at.X, y), line, "note");
            y += _noteStepPx;
        }
    }

    private static void DrawLine(ICanvas canvas, string style, string text, RegionLayout layout, ref double y)
    {
        var sample = new BoxPx(RegionLayout.MarginPx, y, _swatchWidthPx, _rampHeightPx);
        if (style == Theme.NoDataStyle)
        {
            canvas.Rectangle(sample, style);
            RegionPanel.Outline(canvas, sample, "frame");
        }
        else
        {
            double middle = sample.Y + (sample.Height / 2);
            canvas.Line([new PointPx(sample.X, middle), new PointPx(sample.Right, middle)], style);
        }

        foreach (string line in LineText(text, layout))
        {
            canvas.Text(new PointPx(sample.Right + 8, y + 11), line, "note");
            y += _noteStepPx;
        }

        y += 6;
    }

    /// <summary>What stands below the fates: a sample's style and its text.</summary>
    private static IEnumerable<(string Style, string Text)> Lines(RegionFigureContent content)
    {
        foreach (ReferenceCurve curve in content.Curves)
        {
            yield return ("curve", DisplayText.Clean($"{curve.Label}: {curve.Meaning}"));
        }

        if (content.Bands.Count > 0)
        {
            yield return ("band", RegionWords.Band(content.Bands[0].Confidence));
        }

        yield return (Theme.NoDataStyle, OutsideWords(content));
    }

    private static string OutsideWords(RegionFigureContent content)
    {
        long outside = 0;
        for (int i = 0; i < content.Regions.ProtocolCount; i++)
        {
            outside += content.Regions.OutsideCount(i);
        }

        return outside == 0
            ? "no scenario fell here"
            : $"no scenario fell here ({NumberText.Count(outside)} trials lie outside the maps; the headlines count them)";
    }

    private static int ColumnCount(RegionLayout layout) => layout.IsNarrow ? 2 : Fates.Count;

    private static double EntryWidthPx(RegionLayout layout) => layout.InnerWidthPx / ColumnCount(layout);

    private static double EntryHeightPx(RegionLayout layout)
    {
        int lineCount = Fates.All.Max(fate => MeaningLines(fate, layout).Count);
        return _introHeightPx + _rampHeightPx + 20 + (lineCount * _noteStepPx) + _entryGapPx - 8;
    }

    private static List<string> IntroLines(RegionLayout layout) => DisplayText.Wrap(_intro, layout.InnerWidthPx, Theme.DetailSizePx * DisplayText.BoldFactor, 3);

    private static List<string> MeaningLines(Fate fate, RegionLayout layout) =>
        DisplayText.Wrap(Fates.Meaning(fate), EntryWidthPx(layout) - _entryGapPx, Theme.NoteSizePx, 4);

    private static List<string> LineText(string text, RegionLayout layout) =>
        DisplayText.Wrap(text, layout.InnerWidthPx - _swatchWidthPx - 8, Theme.NoteSizePx, 4);
}
