namespace WalSweep.Analysis.Charts;

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

    /// <summary>Rules of the style sheet that only this figure needs, on a light or a dark ground.</summary>
    string StyleRules(bool isDark) => "";

    /// <summary>Draws it.</summary>
    void Draw(ICanvas canvas);
}
