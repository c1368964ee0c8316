using WalSweep.Analysis.Charts;

namespace WalSweep.Analysis.Pages;

/// <summary>A picture of a page, which is a file of its own too.</summary>
/// <param name="Wide">As it is laid out for a page.</param>
/// <param name="Narrow">As it is laid out for a phone; null if the other serves there as well. Has the same grids, in the same order.</param>
public sealed record ReportFigure(IFigure Wide, IFigure? Narrow = null)
{
    /// <summary>A figure in both its shapes.</summary>
    /// <param name="inShape">Lays it out.</param>
    public static ReportFigure Of(Func<FigureShape, IFigure> inShape) => new(inShape(FigureShape.Wide), inShape(FigureShape.Narrow));

    /// <summary>One or both of the two.</summary>
    public IEnumerable<IFigure> Shapes => Narrow is null ? [Wide] : [Wide, Narrow];
}
