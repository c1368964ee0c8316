using System.Buffers;
using System.Text;
using System.Xml;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Writes figures as SVG 1.1 with a style sheet: scales with its surroundings, follows light and dark, prints, is read out by screen readers, and holds
/// no script, no date and nothing random.
/// </summary>
public sealed class SvgWriter : IFigureWriter
{
    private static readonly SearchValues<char> _nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private const int _maxDescriptionLength = 8000;

    private static readonly XmlWriterSettings _settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
        CloseOutput = false,
    };

    /// <inheritdoc/>
    public string Extension => ".svg";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The figure's name is not made of lower-case letters, digits and hyphens.</exception>
    public void Write(IFigure figure, Stream output)
    {
        if (figure.Name.Length == 0 || figure.Name.AsSpan().ContainsAnyExcept(_nameCharacters))
        {
            throw new ArgumentException($"A figure's name is made of lower-case letters, digits and hyphens, found '{figure.Name}'.", nameof(figure));
        }

        using var xml = XmlWriter.Create(output, _settings);
        string width = SvgCanvas.Number(figure.WidthPx);
        string height = SvgCanvas.Number(figure.HeightPx);
        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        xml.WriteAttributeString("class", "ws");
        xml.WriteAttributeString("viewBox", $"0 0 {width} {height}");
        xml.WriteAttributeString("width", width);
        xml.WriteAttributeString("height", height);
        xml.WriteAttributeString("role", "img");
        xml.WriteAttributeString("aria-labelledby", $"{figure.Name}-title {figure.Name}-desc");
        WriteTextElement(xml, "title", $"{figure.Name}-title", figure.Title);
        WriteTextElement(xml, "desc", $"{figure.Name}-desc", figure.Description);
        string hatchId = $"{figure.Name}-hatch";
        xml.WriteElementString("style", Theme.StyleSheet(hatchId, figure.StyleRules));
        WriteHatch(xml, hatchId);
        var canvas = new SvgCanvas(xml);
        canvas.Rectangle(new BoxPx(0, 0, figure.WidthPx, figure.HeightPx), "ground");
        figure.Draw(canvas);
        xml.WriteWhitespace("\n");
        xml.WriteEndElement();
        xml.WriteWhitespace("\n");
    }

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
