namespace WalSweep.Analysis.Charts;

/// <summary>Turns figures into files of one format. The one place that a charting package would take over.</summary>
public interface IFigureWriter
{
    /// <summary>The extension of its files, such as .svg.</summary>
    string Extension { get; }

    /// <summary>Writes a figure. Equal figures give equal bytes.</summary>
    void Write(IFigure figure, Stream output);
}
