namespace WalSweep.Analysis.Charts;

/// <summary>Measures that all figures share, in pixels.</summary>
internal static class FigureMeasures
{
    /// <summary>What is left free at every side.</summary>
    internal const double MarginPx = 16;

    /// <summary>From a line of a title to the next.</summary>
    internal const double TitleStepPx = 24;

    /// <summary>From a line of text to the next.</summary>
    internal const double TextStepPx = 17;

    /// <summary>The same for notes, which are smaller.</summary>
    internal const double NoteStepPx = 15;

    /// <summary>What a figure of this width has between its margins.</summary>
    internal static double InnerPx(double widthPx) => widthPx - (2 * MarginPx);
}
