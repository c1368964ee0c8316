using System.Globalization;
using System.Text;
using System.Xml;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>Draws on an open SVG element. Coordinates have at most two decimals: a hundredth of a pixel, and the same on every machine.</summary>
/// <param name="xml">The element.</param>
/// <param name="grids">Takes the grids of a drawing that stands in a page, whose script tells of their cells; null for a drawing by itself, whose cells bear their own texts.</param>
internal sealed class SvgCanvas(XmlWriter xml, List<CellGrid>? grids = null) : ICanvas
{
    private static readonly string[] _anchors = ["start", "middle", "end"];

    public bool TellsOfGrids => grids is not null;

    public void BeginGroup(string style, string? versions = null)
    {
        Start("g");
        xml.WriteAttributeString("class", style);
        if (grids is not null && versions is not null)
        {
            xml.WriteAttributeString("data-versions", DisplayText.Clean(versions));
        }
    }

    public void EndGroup() => xml.WriteEndElement();

    public void Rectangle(BoxPx box, string style, string? tooltip = null)
    {
        StartRectangle(box, style);
        if (tooltip is not null)
        {
            xml.WriteElementString("title", DisplayText.Clean(tooltip));
        }

        xml.WriteEndElement();
    }

    public void Grid(BoxPx box, CellGrid grid)
    {
        if (grids is null)
        {
            return;
        }

        StartRectangle(box, "grid");
        xml.WriteAttributeString("data-grid", grids.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        grids.Add(grid);
    }

    public void Line(ReadOnlySpan<PointPx> points, string style) => Path(points, style, isClosed: false);

    public void Area(ReadOnlySpan<PointPx> points, string style) => Path(points, style, isClosed: true);

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

    private void Path(ReadOnlySpan<PointPx> points, string style, bool isClosed)
    {
        var path = new StringBuilder();
        foreach (PointPx point in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(point.X)).Append(' ').Append(Number(point.Y));
        }

        Start("path");
        xml.WriteAttributeString("class", style);
        xml.WriteAttributeString("d", path.Append(isClosed ? "Z" : "").ToString());
        xml.WriteEndElement();
    }

    private void StartRectangle(BoxPx box, string style)
    {
        Start("rect");
        xml.WriteAttributeString("class", style);
        xml.WriteAttributeString("x", Number(box.X));
        xml.WriteAttributeString("y", Number(box.Y));
        xml.WriteAttributeString("width", Number(box.Width));
        xml.WriteAttributeString("height", Number(box.Height));
    }

    private void Start(string element)
    {
        xml.WriteWhitespace("\n");
        xml.WriteStartElement(element);
    }
}
