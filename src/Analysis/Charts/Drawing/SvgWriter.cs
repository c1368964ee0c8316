using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Xml;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Writes figures as SVG 1.1 with a style sheet: scales with its surroundings, follows light and dark, prints, is read out by screen readers, and holds
/// no script, no date and nothing random. The one place that a charting package would take over.
/// </summary>
public static class SvgWriter
{
    /// <summary>What the names of its files end in.</summary>
    public const string Extension = ".svg";

    private const int _maxDescriptionLength = 8000;

    private static readonly XmlWriterSettings _settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
        CloseOutput = false,
    };

    /// <summary>Writes a figure as a file of its own. Equal figures give equal bytes.</summary>
    /// <exception cref="ArgumentException">The figure's name is not made of lower-case letters, digits and hyphens.</exception>
    public static void Write(IFigure figure, Stream output) => Write(figure, output, grids: null);

    /// <summary>A figure as a file of its own, in UTF-8.</summary>
    /// <inheritdoc cref="Write(IFigure, Stream)" path="/exception"/>
    public static byte[] ToBytes(IFigure figure)
    {
        using var buffer = new MemoryStream();
        Write(figure, buffer);
        return buffer.ToArray();
    }

    /// <summary>Draws figures on all processors, for drawing is most of what a report takes. The drawings come in the order of the figures; what the first that fails throws is thrown.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    internal static IReadOnlyList<TDrawing> Together<TDrawing>(IReadOnlyList<IFigure> figures, Func<IFigure, TDrawing> draw, CancellationToken stop = default)
    {
        try
        {
            // Figures differ in what they take, so each processor takes the next.
            return [.. Partitioner.Create([.. figures], loadBalance: true).AsParallel().AsOrdered().WithCancellation(stop).Select(draw)];
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
            throw;
        }
    }

    /// <summary>
    /// Writes a figure as part of a page, which has the style sheet of all its figures (<see cref="Theme.PageRules"/>, <see cref="PageRule"/>) and tells of cells on pointing at them.
    /// </summary>
    /// <param name="figure">The figure.</param>
    /// <param name="output">Takes it.</param>
    /// <returns>The grids that the drawing refers to by their places in this list.</returns>
    /// <inheritdoc cref="Write(IFigure, Stream)" path="/exception"/>
    internal static IReadOnlyList<CellGrid> WriteForPage(IFigure figure, Stream output)
    {
        var grids = new List<CellGrid>();
        Write(figure, output, grids);
        return grids;
    }

    private static void Write(IFigure figure, Stream output, List<CellGrid>? grids)
    {
        PlainName.Require(figure.Name, "A figure's name");
        using var xml = XmlWriter.Create(output, _settings);
        string width = SvgCanvas.Number(figure.WidthPx);
        string height = SvgCanvas.Number(figure.HeightPx);
        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        xml.WriteAttributeString("class", "ws");
        if (grids is not null)
        {
            xml.WriteAttributeString("id", PageIdOf(figure));
        }

        xml.WriteAttributeString("viewBox", $"0 0 {width} {height}");
        xml.WriteAttributeString("width", width);
        xml.WriteAttributeString("height", height);
        xml.WriteAttributeString("role", "img");
        xml.WriteAttributeString("aria-labelledby", $"{figure.Name}-title {figure.Name}-desc");
        WriteTextElement(xml, "title", $"{figure.Name}-title", figure.Title);
        WriteTextElement(xml, "desc", $"{figure.Name}-desc", figure.Description);
        string hatchId = HatchIdOf(figure);
        if (grids is null)
        {
            xml.WriteElementString("style", Theme.StyleSheet(hatchId, figure.StyleRules));
        }

        WriteHatch(xml, hatchId);
        var canvas = new SvgCanvas(xml, grids);
        canvas.Rectangle(new BoxPx(0, 0, figure.WidthPx, figure.HeightPx), "ground");
        figure.Draw(canvas);
        xml.WriteWhitespace("\n");
        xml.WriteEndElement();
        xml.WriteWhitespace("\n");
    }

    /// <summary>The rule by which a figure of a page finds its own hatching; the pattern of another would not do where that one is not shown.</summary>
    internal static string PageRule(IFigure figure) => $"#{PageIdOf(figure)} .{Theme.NoDataStyle}{{fill:url(#{HatchIdOf(figure)})}}\n";

    private static string PageIdOf(IFigure figure) => $"{figure.Name}-figure";

    private static string HatchIdOf(IFigure figure) => $"{figure.Name}-hatch";

    private static void WriteTextElement(XmlWriter xml, string element, string id, string text)
    {
        xml.WriteWhitespace("\n");
        xml.WriteStartElement(element);
        xml.WriteAttributeString("id", id);
        xml.WriteString(DisplayText.Clean(text, _maxDescriptionLength));
        xml.WriteEndElement();
    }

    private static void WriteHatch(XmlWriter xml, string id)
    {
        xml.WriteWhitespace("\n");
        xml.WriteStartElement("pattern");
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("width", "6");
        xml.WriteAttributeString("height", "6");
        xml.WriteAttributeString("patternUnits", "userSpaceOnUse");
        xml.WriteStartElement("path");
        xml.WriteAttributeString("class", "hatch");
        xml.WriteAttributeString("d", "M-1 1L1 -1M0 6L6 0M5 7L7 5");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
