using System.Xml.Linq;
using WalSweep.Cli;
using WalSweep.Tests.Charts;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>The report of a small sweep of real trials, whose author is up to no good.</summary>
public sealed class SweptPage : IDisposable
{
    public const string Title = "</title><script>alert(1)</script>\" onload='alert(2)' ]]> & more";

    private readonly TemporaryFolder _folder = new();

    public SweptPage()
    {
        string title = Title.Replace("\"", "\\\"", StringComparison.Ordinal);
        string config = ConfigFiles.Write(_folder, $$"""
            {
              "name": "swept", "title": "{{title}}", "note": "<img src=x onerror=alert(3)>\n<style>body{display:none}</style>", "count": 3000,
              "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } },
              "weather": { "outage": { "log_uniform": ["100ms", "1h"] } }
            }
            """);
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", config, "--out", _folder["out"]], new Streams(TextWriter.Null, TextWriter.Null, false, false, 80, true)));
    }

    public string Path => System.IO.Path.Combine(_folder["out"], "report", "index.html");

    /// <summary>What the file of the picture, which needs no script, says of a cell of a version's map: the text of the cell at a share of its width and height.</summary>
    public (string Text, double X, double Y) CellOfFigure(int panelIndex, double x, double y)
    {
        XElement svg = RegionFigureTests.Parse(File.ReadAllText(System.IO.Path.Combine(_folder["out"], "report", "regions.svg")));
        XElement panel = svg.Named("g").Where(group => (string?)group.Attribute("class") == "panel").ElementAt(panelIndex);
        XElement map = panel.Elements().Single(group => (string?)group.Elements().FirstOrDefault()?.Attribute("class") == "nodata");
        XElement all = map.Elements().First();
        double Place(XElement rect, string start, string length, double share) => (double)rect.Attribute(start)! + (share * (double)rect.Attribute(length)!);
        bool Covers(XElement rect) => Place(rect, "x", "width", 0) <= Place(all, "x", "width", x) && Place(all, "x", "width", x) < Place(rect, "x", "width", 1)
            && Place(rect, "y", "height", 0) <= Place(all, "y", "height", y) && Place(all, "y", "height", y) < Place(rect, "y", "height", 1);
        return (map.Elements().Skip(1).Single(Covers).Value, x, y);
    }

    public void Dispose() => _folder.Dispose();
}
