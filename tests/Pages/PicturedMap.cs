using System.Xml.Linq;
using WalSweep.Tests.Charts;

namespace WalSweep.Tests.Pages;

/// <summary>A map in the file of a picture: where it lies, and what it says of its cells. The file needs no script, and was written without what the script of a page reads.</summary>
internal sealed class PicturedMap
{
    private readonly XElement _panel;
    private readonly XElement _cells;

    private PicturedMap(XElement panel)
    {
        _panel = panel;

        // Of the groups of a panel, the one that begins with the ground for empty cells.
        _cells = panel.Elements().Single(group => (string?)group.Elements().FirstOrDefault()?.Attribute("class") == "nodata");
        Box = BoxOf(_cells.Elements().First());
    }

    /// <summary>The map: left, top, width, height, from the upper left corner of the picture.</summary>
    internal (double X, double Y, double Width, double Height) Box { get; }

    /// <summary>The maps of a picture in their order.</summary>
    internal static IReadOnlyList<PicturedMap> AllOf(string path) =>
        [.. RegionFigureTests.Parse(File.ReadAllText(path)).Named("g").Where(group => (string?)group.Attribute("class") == "panel").Select(panel => new PicturedMap(panel))];

    /// <summary>The cells that have scenarios: what is said of each, the share of the map's width and height at which its middle lies, and its place from the lower left corner.</summary>
    internal List<(string Text, double X, double Y, int Column, int Row)> Cells() =>
    [
        .. from rect in _cells.Elements().Skip(1)
           let box = BoxOf(rect)
           let x = (box.X + (box.Width / 2) - Box.X) / Box.Width
           let y = (box.Y + (box.Height / 2) - Box.Y) / Box.Height
           select (rect.Value, x, y, (int)(x * Box.Width / box.Width), (int)((1 - y) * Box.Height / box.Height)),
    ];

    /// <summary>The squares on cells in which simulation and analysis disagree; none where the picture has no group of them.</summary>
    internal List<(double X, double Y, double Width, double Height)> Flags() =>
        [.. _panel.Elements().Where(group => (string?)group.Attribute("class") == "flags").SelectMany(group => group.Elements()).Select(BoxOf)];

    private static (double X, double Y, double Width, double Height) BoxOf(XElement rect)
    {
        double Number(string name) => (double)rect.Attribute(name)!;
        return (Number("x"), Number("y"), Number("width"), Number("height"));
    }
}
