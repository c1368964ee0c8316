using System.Text;
using System.Xml.Linq;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Timeline;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Tests.Charts;
using WalSweep.Tests.Replay;

namespace WalSweep.Tests.Timeline;

/// <summary>Short ways to timelines.</summary>
internal static class Timelines
{
    public const string Svg = "{http://www.w3.org/2000/svg}";

    public static TimelineContent Content(ReplaySource source, ProtocolVersion version) => TimelineReader.Read(source, source.Record(version), source.Row(version));

    public static TimelineContent Content(string script, ProtocolVersion version) => Content(Replays.Script(script), version);

    public static string Draw(ReplaySource source, ProtocolVersion version)
    {
        using var output = new MemoryStream();
        SvgWriter.Write(TimelineFigure.Of(source, source.Record(version), source.Row(version)), output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    public static string Draw(string script, ProtocolVersion version) => Draw(Replays.Script(script), version);

    public static XElement Parse(string svg) => RegionFigureTests.Parse(svg);

    public static bool HasClass(XElement element, string name) => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(name);

    public static BoxPx BoxOf(XElement rect) => new(
        (double)rect.Attribute("x")!, (double)rect.Attribute("y")!, (double)rect.Attribute("width")!, (double)rect.Attribute("height")!);
}
