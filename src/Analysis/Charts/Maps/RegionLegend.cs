using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>One colour of a legend.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Meaning">What that means.</param>
/// <param name="StyleOf">Its style at each shade.</param>
/// <param name="Mark">What is drawn over each sample, as over cells; null if nothing is.</param>
internal sealed record LegendEntry(string Label, string Meaning, Func<int, string> StyleOf, Action<ICanvas, BoxPx>? Mark = null);

/// <summary>A sample below the colours of a legend.</summary>
/// <param name="Text">What it stands for.</param>
/// <param name="DrawSample">Draws it into its box.</param>
internal sealed record LegendLine(string Text, Action<ICanvas, BoxPx> DrawSample)
{
    /// <summary>What fills areas, framed.</summary>
    internal static LegendLine OfArea(string style, string text) => new(text, (canvas, sample) =>
    {
        canvas.Rectangle(sample, style);
        canvas.Outline(sample, "frame");
    });

    /// <summary>What fills the halves of an area.</summary>
    internal static LegendLine OfHalves(string style, string otherStyle, string text) => new(text, (canvas, sample) =>
    {
        canvas.Rectangle(sample, style);
        MapCells.FillHalf(canvas, sample, otherStyle);
        canvas.Outline(sample, "frame");
    });

    /// <summary>What draws lines: a level one through the middle.</summary>
    internal static LegendLine OfLine(string style, string text) => new(text, (canvas, sample) =>
    {
        double middle = sample.Y + (sample.Height / 2);
        canvas.Line([new PointPx(sample.X, middle), new PointPx(sample.Right, middle)], style);
    });
}

/// <summary>The legend of a figure of maps: every colour at every shade, what it means, and below them other samples, such as the hatching and curves.</summary>
/// <param name="intro">What colour and shade are.</param>
/// <param name="entries">The colours, an even number.</param>
/// <param name="shadeLabel">What a shade stands for.</param>
/// <param name="lines">What stands below the colours.</param>
internal sealed class RegionLegend(string intro, IReadOnlyList<LegendEntry> entries, Func<int, string> shadeLabel, IReadOnlyList<LegendLine> lines)
{
    private const double _introHeightPx = 24;
    private const double _rampHeightPx = 14;
    private const double _swatchWidthPx = 40;
    private const double _entryGapPx = 12;

    internal double HeightPx(RegionLayout layout)
    {
        int columnCount = ColumnCount(layout);
        double y = IntroLines(layout).Count * FigureMeasures.TextStepPx + 8;
        y += entries.Count / columnCount * EntryHeightPx(layout);
        return y + lines.Sum(line => layout.Text.EntryHeightPx(line.Text, _swatchWidthPx));
    }

    internal void Draw(ICanvas canvas, RegionLayout layout)
    {
        canvas.BeginGroup("legend");
        double y = layout.LegendTopPx;
        foreach (string line in IntroLines(layout))
        {
            canvas.Text(new PointPx(FigureMeasures.MarginPx, y + 12), line, "strong");
            y += FigureMeasures.TextStepPx;
        }

        y += 8;
        for (int i = 0; i < entries.Count; i++)
        {
            int column = i % ColumnCount(layout);
            int row = i / ColumnCount(layout);
            DrawEntry(canvas, entries[i], new PointPx(FigureMeasures.MarginPx + (column * EntryWidthPx(layout)), y + (row * EntryHeightPx(layout))), layout);
        }

        y += entries.Count / ColumnCount(layout) * EntryHeightPx(layout);
        foreach (LegendLine line in lines)
        {
            DrawLine(canvas, line, layout, ref y);
        }

        canvas.EndGroup();
    }

    private void DrawEntry(ICanvas canvas, LegendEntry entry, PointPx at, RegionLayout layout)
    {
        canvas.Text(new PointPx(at.X, at.Y + 11), entry.Label, "strong");
        canvas.BeginGroup("cells");
        for (int shade = 0; shade < Theme.ShadeCount; shade++)
        {
            canvas.Rectangle(new BoxPx(at.X + (shade * _swatchWidthPx), at.Y + 17, _swatchWidthPx, _rampHeightPx), entry.StyleOf(shade));
        }

        canvas.EndGroup();
        for (int shade = 0; shade < Theme.ShadeCount; shade++)
        {
            entry.Mark?.Invoke(canvas, new BoxPx(at.X + (shade * _swatchWidthPx), at.Y + 17, _swatchWidthPx, _rampHeightPx));
        }

        var ramp = new BoxPx(at.X, at.Y + 17, Theme.ShadeCount * _swatchWidthPx, _rampHeightPx);
        canvas.Outline(ramp, "frame");
        for (int shade = 0; shade < Theme.ShadeCount; shade++)
        {
            canvas.Text(new PointPx(at.X + ((shade + 0.5) * _swatchWidthPx), ramp.Bottom + 13), shadeLabel(shade), "tick", Anchor.Middle);
        }

        double y = ramp.Bottom + 30;
        foreach (string line in MeaningLines(entry, layout))
        {
            canvas.Text(new PointPx(at.X, y), line, "note");
            y += FigureMeasures.NoteStepPx;
        }
    }

    private static void DrawLine(ICanvas canvas, LegendLine line, RegionLayout layout, ref double y)
    {
        line.DrawSample(canvas, new BoxPx(FigureMeasures.MarginPx, y, _swatchWidthPx, _rampHeightPx));
        layout.Text.DrawEntry(canvas, line.Text, _swatchWidthPx, ref y, baselinePx: 11);
    }

    private int ColumnCount(RegionLayout layout) => layout.IsNarrow ? 2 : entries.Count;

    private double EntryWidthPx(RegionLayout layout) => layout.InnerWidthPx / ColumnCount(layout);

    private double EntryHeightPx(RegionLayout layout)
    {
        int lineCount = entries.Max(entry => MeaningLines(entry, layout).Count);
        return _introHeightPx + _rampHeightPx + 20 + (lineCount * FigureMeasures.NoteStepPx) + _entryGapPx - 8;
    }

    private List<string> IntroLines(RegionLayout layout) => DisplayText.Wrap(intro, layout.InnerWidthPx, Theme.DetailSizePx * DisplayText.BoldFactor, 8);

    private List<string> MeaningLines(LegendEntry entry, RegionLayout layout) =>
        DisplayText.Wrap(entry.Meaning, EntryWidthPx(layout) - _entryGapPx, Theme.NoteSizePx, 4);
}
