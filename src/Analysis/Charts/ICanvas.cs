namespace WalSweep.Analysis.Charts;

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
