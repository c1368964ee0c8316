using WalSweep.Analysis.Knobs;

namespace WalSweep.Analysis.Charts;

/// <summary>The settings of two knobs as cells of a map. Of one knob alone they stand in a row, whose height means nothing.</summary>
internal static class SettingsMap
{
    private const double _insetPx = 2;

    /// <summary>Where the settings stand in a box.</summary>
    internal static PlotArea AreaOf(KnobPair pair, BoxPx box) => new(box, pair.Map.Map.X.Axis, pair.Map.Map.Y.Axis);

    /// <summary>Draws the cells and the frame.</summary>
    /// <param name="canvas">Takes them.</param>
    /// <param name="panel">The settings.</param>
    /// <param name="area">Where they stand.</param>
    /// <param name="styleOf">How a setting with enough trials looks.</param>
    internal static void Draw(ICanvas canvas, SettingsPanel panel, PlotArea area, Func<(int X, int Y), string> styleOf)
    {
        var pair = panel.Pair;
        string? StyleOf(int x, int y) => pair.At((x, y)).HasEnoughTrials ? styleOf((x, y)) : null;
        new MapCells(StyleOf, canvas.TellsOfGrids ? null : (x, y) => pair.At((x, y)).HasEnoughTrials ? SettingsWords.Point(panel, (x, y)) : KnobWords.TooFew).Draw(canvas, area);
        DrawGaps(canvas, area);
        canvas.Outline(area.Box, "frame");
    }

    /// <summary>Lets the canvas tell of the settings. Comes after all that is drawn on them, or that would hide the cell that is pointed at.</summary>
    internal static void Tell(ICanvas canvas, SettingsPanel panel, PlotArea area) => canvas.Grid(area.Box, SettingsWords.Grid(panel, area));

    /// <summary>Draws the vertical axis where it is of a knob; the height of a single row measures nothing.</summary>
    /// <param name="canvas">Takes it.</param>
    /// <param name="pair">The settings.</param>
    /// <param name="area">Where they stand.</param>
    /// <param name="title">Its title.</param>
    /// <param name="titlePx">How far from the area the title stands.</param>
    internal static void DrawY(ICanvas canvas, KnobPair pair, PlotArea area, string title, double titlePx)
    {
        if (pair.Knobs.Count > 1)
        {
            PlotGrid.DrawYLabels(canvas, area, (_, label) => label);
            canvas.Text(new PointPx(area.Box.X - titlePx, area.Box.Y + (area.Box.Height / 2)), title, "axis", Anchor.Middle, turned: true);
        }
    }

    /// <summary>Outlines a setting.</summary>
    internal static void Outline(ICanvas canvas, PlotArea area, (int X, int Y) setting, string style) => canvas.Outline(Inset(area.CellBox(setting.X, setting.Y)), style);

    /// <summary>Lines between cells, so that each setting is seen where neighbours are alike.</summary>
    private static void DrawGaps(ICanvas canvas, PlotArea area)
    {
        for (var x = 1; x < area.X.CellCount; x++)
        {
            var left = area.CellBox(x, 0).X;
            canvas.Line([new(left, area.Box.Y), new(left, area.Box.Bottom)], KnobTheme.Gap);
        }

        for (var y = 1; y < area.Y.CellCount; y++)
        {
            var bottom = area.CellBox(0, y).Bottom;
            canvas.Line([new(area.Box.X, bottom), new(area.Box.Right, bottom)], KnobTheme.Gap);
        }
    }

    private static BoxPx Inset(BoxPx box) => new(box.X + _insetPx, box.Y + _insetPx, box.Width - (2 * _insetPx), box.Height - (2 * _insetPx));
}
