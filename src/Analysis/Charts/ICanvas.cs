namespace WalSweep.Analysis.Charts;

/// <summary>A point in the figure's own pixels, y downwards.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
public readonly record struct PointPx(double X, double Y);

/// <summary>A rectangle in the figure's own pixels.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct BoxPx(double X, double Y, double Width, double Height)
{
    /// <summary>Right end.</summary>
    public double Right => X + Width;

    /// <summary>Lower end.</summary>
    public double Bottom => Y + Height;

    /// <summary>Whether the two share more than an edge.</summary>
    public bool Overlaps(BoxPx other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
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

/// <summary>
/// All that a figure asks of whatever draws it. Looks are named, not given: a style is a class of <see cref="Theme"/>, which knows light, dark and print.
/// Texts may be anything; the canvas makes them safe.
/// </summary>
public interface ICanvas
{
    /// <summary>Begins a group that is one thing to the reader, such as a panel.</summary>
    void BeginGroup(string style);

    /// <summary>Ends the group begun last.</summary>
    void EndGroup();

    /// <summary>A filled rectangle, with a text that appears on pointing at it.</summary>
    void Rectangle(BoxPx box, string style, string? tooltip = null);

    /// <summary>A line through points.</summary>
    void Line(ReadOnlySpan<PointPx> points, string style);

    /// <summary>A text whose base line is at a point; turned, it reads upwards.</summary>
    void Text(PointPx at, string text, string style, Anchor anchor = Anchor.Start, bool turned = false);
}

/// <summary>Something to look at that can be drawn on a canvas.</summary>
public interface IFigure
{
    /// <summary>Names the file and everything in it that needs a name: lower-case letters, digits, hyphens.</summary>
    string Name { get; }

    /// <summary>Width in its own pixels.</summary>
    double WidthPx { get; }

    /// <summary>Height in its own pixels.</summary>
    double HeightPx { get; }

    /// <summary>One line that says what it is.</summary>
    string Title { get; }

    /// <summary>The same in words for those who cannot see it.</summary>
    string Description { get; }

    /// <summary>Draws it.</summary>
    void Draw(ICanvas canvas);
}

/// <summary>Turns figures into files of one format. The one place that a charting package would take over.</summary>
public interface IFigureWriter
{
    /// <summary>The extension of its files, such as .svg.</summary>
    string Extension { get; }

    /// <summary>Writes a figure. Equal figures give equal bytes.</summary>
    void Write(IFigure figure, Stream output);
}
