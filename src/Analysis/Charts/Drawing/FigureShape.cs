namespace WalSweep.Analysis.Charts;

/// <summary>For what width a figure is laid out. Text has the same size in both, so that a phone need not shrink it.</summary>
public enum FigureShape : byte
{
    /// <summary>900 px: panels side by side, for a page or a slide.</summary>
    Wide,

    /// <summary>420 px: panels below each other, for a phone.</summary>
    Narrow,
}

/// <summary>What follows from the shape of a figure.</summary>
internal static class FigureShapes
{
    /// <summary>How wide a figure of this shape is.</summary>
    internal static double WidthPx(this FigureShape shape) => shape == FigureShape.Narrow ? 420 : 900;

    /// <summary>The name of a figure in this shape. The narrow one has a name of its own: both may stand in one page, and ids must not meet.</summary>
    internal static string NameOf(this FigureShape shape, string name) => shape == FigureShape.Narrow ? name + "-narrow" : name;
}
