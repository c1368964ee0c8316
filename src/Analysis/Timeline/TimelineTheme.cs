using System.Globalization;
using System.Text;
using WalSweep.Analysis.Charts;
using WalSweep.Engine;

namespace WalSweep.Analysis.Timeline;

/// <summary>
/// Colours of timelines, beside those of <see cref="Theme"/>: all eight of the palette of Okabe and Ito, thinned so that text can be read on them. No meaning rests on colour alone: bands bear their names where there is room,
/// curves have names and dashes of their own, and changes are numbered.
/// </summary>
internal static class TimelineTheme
{
    internal const string WritesStyle = "writes";
    internal const string BlockedStyle = "blocked";
    internal const string StaleStyle = "stale";
    internal const string UpStyle = "up";
    internal const string DownStyle = "down";
    internal const string IsolatedStyle = "isolated";
    internal const string SlowStyle = "slow";
    internal const string BreakStyle = "break";
    internal const string HeadStyle = "head";
    internal const string StaleHeadStyle = "stalehead";
    internal const string TailStyle = "tail";
    internal const string CommittedStyle = "committed";

    /// <summary>Style of the text in bands. It is not called after them: in other figures a band is a line, and a page has the rules of all its figures.</summary>
    internal const string LaneLabelStyle = "lanelabel";

    /// <summary>A primary that takes no writes is hatched, as what has no data is elsewhere.</summary>
    internal const string UnservedStyle = Theme.NoDataStyle;

    /// <summary>Size of the text in bands.</summary>
    internal const double BandSizePx = 11;

    /// <summary>Size of the numbers of marks.</summary>
    internal const double MarkSizePx = 10;

    private static readonly (ReplicaState State, string Colour, int LightPercent, int DarkPercent)[] _states =
    [
        (ReplicaState.InSync, Palette.BluishGreen, 45, 55),
        (ReplicaState.Lagging, Palette.Yellow, 70, 38),
        (ReplicaState.CatchingUp, Palette.SkyBlue, 65, 50),
        (ReplicaState.PromotionHold, Palette.BluishGreen, 18, 25),
        (ReplicaState.NeedsRebuild, Palette.Vermillion, 60, 60),
        (ReplicaState.Rebuilding, Palette.Orange, 60, 45),
        (ReplicaState.CatchUpAfterRebuild, Palette.Blue, 42, 70),
        (ReplicaState.Degraded, Palette.ReddishPurple, 60, 50),
        (ReplicaState.Failed, Palette.Grey, 60, 60),
    ];

    private static readonly string[] _dashes = ["2 2 9 2", "none", "9 3", "3 2", "9 3 2 3"];

    /// <summary>The style of a state's band; that of the primary says besides whether it writes.</summary>
    internal static string StyleOf(ReplicaState state) => state == ReplicaState.Primary ? WritesStyle : string.Create(CultureInfo.InvariantCulture, $"s{(int)state}");

    /// <summary>The style of a node's curve.</summary>
    internal static string StyleOf(int node) => string.Create(CultureInfo.InvariantCulture, $"r{node}");

    /// <summary>The style of the text beside a curve.</summary>
    internal static string LabelOf(string curveStyle) => curveStyle + "label";

    /// <summary>The rules of timelines.</summary>
    internal static string Rules(bool isDark)
    {
        var css = new StringBuilder();
        var (ink, muted, ground) = (Palette.Ink(isDark), Palette.Muted(isDark), Palette.Ground(isDark));
        if (!isDark)
        {
            css.Append(CultureInfo.InvariantCulture, $".ws .{LaneLabelStyle}{{font-size:{BandSizePx}px}}\n.ws .number{{font-size:{MarkSizePx}px;font-weight:700}}\n");
            css.Append(".ws .head,.ws .stalehead,.ws .tail,.ws .committed,.ws .leader,.ws .moment{fill:none}\n.ws .head{stroke-width:1.4px}\n.ws .stalehead{stroke-width:7px}\n.ws .tail{stroke-width:6px}\n");
            css.Append(".ws .committed{stroke-width:1.4px;stroke-dasharray:1 3}\n.ws .leader{stroke-width:.8px}\n.ws .moment{stroke-width:.8px;stroke-dasharray:2 3}\n");
            css.Append(".ws .headlabel,.ws .staleheadlabel,.ws .taillabel,.ws .committedlabel{font-size:11.5px;font-weight:600}\n.ws .staleheadlabel,.ws .onhatch{paint-order:stroke;stroke-width:3.2px;stroke-linejoin:round}\n");
        }

        foreach (var (state, colour, lightPercent, darkPercent) in _states)
        {
            css.Append(CultureInfo.InvariantCulture, $".ws .{StyleOf(state)}{{fill:{Theme.OnGround(colour, isDark ? darkPercent : lightPercent, isDark)}}}\n");
        }

        string[] nodes = [Palette.YellowLine(isDark), Palette.BlueLine(isDark), Palette.VermillionLine(isDark), Palette.PurpleLine(isDark), Palette.GreenLine(isDark)];
        for (var node = 0; node <= ScenarioParameters.MaxReplicas; node++)
        {
            var shape = isDark ? "" : $"fill:none;stroke-width:3px;stroke-dasharray:{_dashes[node]};";
            var type = isDark ? "" : "font-size:11.5px;font-weight:600;";
            css.Append(CultureInfo.InvariantCulture, $".ws .{StyleOf(node)}{{{shape}stroke:{nodes[node]}}}\n.ws .{LabelOf(StyleOf(node))}{{{type}fill:{nodes[node]}}}\n");
        }

        css.Append(CultureInfo.InvariantCulture, $".ws .{HeadStyle},.ws .{CommittedStyle}{{stroke:{ink}}}\n.ws .{StaleHeadStyle}{{stroke:{Theme.OnGround(Palette.Vermillion, 50, isDark)}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .{LabelOf(StaleHeadStyle)}{{fill:{Palette.VermillionText(isDark)};stroke:{ground}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .{TailStyle}{{stroke:{Theme.OnGround(muted, 45, isDark)}}}\n.ws .leader,.ws .moment{{stroke:{muted}}}\n.ws .taillabel{{fill:{muted}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .{WritesStyle}{{fill:{Theme.OnGround(ink, 22, isDark)}}}\n.ws .{BlockedStyle}{{fill:{Theme.OnGround(Palette.Vermillion, 60, isDark)}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .{StaleStyle}{{fill:{Theme.OnGround(ink, 80, isDark)}}}\n.ws .ondark{{fill:{ground}}}\n.ws .onhatch{{stroke:{ground}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .{UpStyle}{{fill:{Theme.OnGround(ink, 5, isDark)}}}\n.ws .{IsolatedStyle}{{fill:{Palette.Vermillion}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .{DownStyle}{{fill:{ink}}}\n.ws .{SlowStyle}{{fill:{muted}}}\n.ws .{BreakStyle}{{fill:{Theme.OnGround(ink, 10, isDark)}}}\n");
        css.Append(CultureInfo.InvariantCulture, $".ws .faultmark{{fill:{ink}}}\n.ws .faultnumber{{fill:{ground}}}\n.ws .mark{{fill:{ground};stroke:{ink};stroke-width:1px}}\n");
        return css.ToString();
    }
}
