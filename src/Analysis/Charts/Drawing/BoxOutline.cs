namespace WalSweep.Analysis.Charts;

/// <summary>The frame of a box.</summary>
internal static class BoxOutline
{
    /// <summary>A line along the four sides of a box.</summary>
    internal static void Outline(this ICanvas canvas, BoxPx box, string style) => canvas.Line(
        [new(box.X, box.Y), new(box.Right, box.Y), new(box.Right, box.Bottom), new(box.X, box.Bottom), new(box.X, box.Y)], style);
}
