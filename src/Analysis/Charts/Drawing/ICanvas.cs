namespace WalSweep.Analysis.Charts;

/// <summary>
/// All that a figure asks of whatever draws it. Looks are named, not given: a style is a class of <see cref="Theme"/>, which knows light, dark and print.
/// Texts may be anything; the canvas makes them safe.
/// </summary>
public interface ICanvas
{
    /// <summary>
    /// Whether it tells of the cells of a <see cref="Grid"/> itself on pointing at them. A figure need then give the cells no texts of their own, and may join those that look alike.
    /// </summary>
    bool TellsOfGrids { get; }

    /// <summary>Begins a group that is one thing to the reader, such as a panel.</summary>
    /// <param name="style">Its style.</param>
    /// <param name="versions">Where the reader can choose between versions of the protocol: those without which it means nothing, as columns name them, separated by spaces; null if it is of none.</param>
    void BeginGroup(string style, string? versions = null);

    /// <summary>Ends the group begun last.</summary>
    void EndGroup();

    /// <summary>A filled rectangle, with a text that appears on pointing at it.</summary>
    void Rectangle(BoxPx box, string style, string? tooltip = null);

    /// <summary>A line through points.</summary>
    void Line(ReadOnlySpan<PointPx> points, string style);

    /// <summary>The filled area within a line through points that closes on itself.</summary>
    void Area(ReadOnlySpan<PointPx> points, string style);

    /// <summary>Says what the cells mean that were drawn into a rectangle. Nothing to see; to be called after what is drawn over them.</summary>
    void Grid(BoxPx box, CellGrid grid);

    /// <summary>A text whose base line is at a point; turned, it reads upwards.</summary>
    void Text(PointPx at, string text, string style, Anchor anchor = Anchor.Start, bool turned = false);
}

/// <summary>Which end of a text stands at its point.</summary>
public enum Anchor : byte
{
    /// <summary>The text begins there.</summary>
    Start,

    /// <summary>The text is centred there.</summary>
    Middle,

    /// <summary>The text ends there.</summary>
    End,
}
