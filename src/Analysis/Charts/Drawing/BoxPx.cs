namespace WalSweep.Analysis.Charts;

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
