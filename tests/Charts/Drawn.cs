using System.Text;
using WalSweep.Analysis.Charts;

namespace WalSweep.Tests.Charts;

/// <summary>Figures as text.</summary>
internal static class Drawn
{
    /// <summary>As a file of its own.</summary>
    internal static string Alone(IFigure figure)
    {
        using var output = new MemoryStream();
        SvgWriter.Write(figure, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>As a part of a page.</summary>
    internal static string ForPage(IFigure figure)
    {
        using var output = new MemoryStream();
        SvgWriter.WriteForPage(figure, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
