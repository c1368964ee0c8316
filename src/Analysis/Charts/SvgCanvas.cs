using System.Globalization;
using System.Text;
using System.Xml;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>Draws on an open SVG element. Coordinates have at most two decimals: a hundredth of a pixel, and the same on every machine.</summary>
internal sealed class SvgCanvas(XmlWriter xml) : ICanvas
{
    private static readonly string[] _anchors = ["start", "middle", "end"];

    public void BeginGroup(string style)
    {
        Start("g");
        xml.WriteAttributeString("class", style);
    }

    public void EndGroup() => xml.WriteEndElement();

    public void Rectangle(BoxPx box, string style, string? tooltip = null)
    {
        Start("rect");
        xml.WriteAttributeString("class", style);
        xml.WriteAttributeString("x", Number(box.X));
        xml.WriteAttributeString("y", Number(box.Y));
        xml.WriteAttributeString("width", Number(box.Width));
        xml.WriteAttributeString("height", Number(box.Height));
        if (tooltip is not null)
        {
            xml.WriteElementString("title", DisplayText.Clean(tooltip));
        }

        xml.WriteEndElement();
    }

    public void Line(ReadOnlySpan<PointPx> points, string style)
    {
        var path = new StringBuilder();
        foreach (PointPx point in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(point.X)).Append(' ').Append(Number(point.Y));
        }

        Start("path");
        xml.WriteAttributeString("class", style);
        xml.WriteAttributeString("d", path.ToString());
        xml.WriteEndElement();
    }

    public void Text(PointPx at, string text, string style, Anchor anchor = Anchor.Start, bool turned = false)
    {
        Start("text");
        xml.WriteAttributeString("class", style);
        if (turned)
        {
            xml.WriteAttributeString("transform", $"translate({Number(at.X)} {Number(at.Y)}) rotate(-90)");
        }
        else
        {
            xml.WriteAttributeString("x", Number(at.X));
            xml.WriteAttributeString("y", Number(at.Y));
        }

        if (anchor != Anchor.Start)
        {
            xml.WriteAttributeString("text-anchor", _anchors[(int)anchor]);
        }

        xml.WriteString(DisplayText.Clean(text));
        xml.WriteEndElement();
    }

    /// <summary>A coordinate in invariant digits, at most two decimals, never −0.</summary>
    internal static string Number(double value)
    {
        string text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private void Start(string element)
    {
        xml.WriteWhitespace("\n");
        xml.WriteStartElement(element);
    }
}
