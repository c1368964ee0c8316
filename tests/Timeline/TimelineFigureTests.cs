using System.Globalization;
using System.Xml.Linq;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Timeline;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Tests.Counting;
using WalSweep.Tests.Replay;
using WalSweep.Tests.Running;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Timeline;

public sealed class TimelineFigureTests
{
    private const string _svg = Timelines.Svg;
    private const int _mostBytes = 200_000;

    private static readonly string[] _elements = ["svg", "title", "desc", "style", "pattern", "path", "rect", "g", "text"];

    private static IEnumerable<(string Name, ReplaySource Source, ProtocolVersion Version)> All =>
        Scripts.Shipped.Select(name => (name, (ReplaySource)Replays.Script(name)))
            .Concat(Enumerable.Range(0, 12).Select(index => ($"scenario {index}", (ReplaySource)SweepReplay.Draw(SmallSweep.Config(100), index, "small"))))
            .SelectMany(one => ProtocolVersion.Generations.Select(version => (one.Item1, one.Item2, version)));

    [Theory]
    [InlineData("brief_disconnect", "v2")]
    [InlineData("writes_outrun_catchup", "v1_5")]
    [InlineData("writes_outrun_catchup", "v2")]
    [InlineData("flapping", "v2")]
    [InlineData("zombie_primary", "v1")]
    [InlineData("zombie_primary", "v1_5")]
    [InlineData("zombie_primary", "v2")]
    public void The_gallery_is_what_is_drawn(string script, string version) =>
        Golden.Check($"docs/gallery/timeline-{script}-{version}.svg", Timelines.Draw(script, ProtocolVersion.Find(version)!));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Bytes_do_not_depend_on_the_culture(string culture) =>
        Assert.Equal(Timelines.Draw("flapping", ProtocolVersion.V1), SweepSummaryTests.In(culture, () => Timelines.Draw("flapping", ProtocolVersion.V1)));

    /// <summary>Whatever happens in a trial: the picture is sound, small, inside its frame, and no mark or name covers another.</summary>
    [Fact]
    public void Nothing_collides_and_nothing_is_outside()
    {
        foreach (var (name, source, version) in All)
        {
            var text = Timelines.Draw(source, version);
            Assert.InRange(text.Length, 1, _mostBytes);
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
            var svg = Timelines.Parse(text);
            var frame = new BoxPx(0, 0, (double)svg.Attribute("width")!, (double)svg.Attribute("height")!);
            foreach (var rect in svg.Descendants(_svg + "rect").Select(Timelines.BoxOf))
            {
                Assert.True(rect.X >= 0 && rect.Y >= 0 && rect.Width >= 0 && rect.Right <= frame.Right && rect.Bottom <= frame.Bottom, $"{name} under {version}: {rect}");
            }

            foreach (var lane in svg.Elements(_svg + "g").Where(group => Timelines.HasClass(group, "lane")))
            {
                BoxPx[] marks = [.. lane.Elements(_svg + "rect").Select(Timelines.BoxOf)];
                AssertApart(marks, $"{name} under {version}: marks");
            }

            foreach (var panel in svg.Elements(_svg + "g").Where(group => Timelines.HasClass(group, "panel")))
            {
                string[] styles = ["headlabel", "taillabel", "committedlabel", "staleheadlabel", "r0label", "r1label", "r2label", "r3label", "r4label"];
                AssertApart([.. panel.Elements(_svg + "text").Where(label => styles.Any(style => Timelines.HasClass(label, style))).Select(TextBox)], $"{name} under {version}: names of curves");
            }

            AssertApart([.. svg.Elements(_svg + "g").Single(group => Timelines.HasClass(group, "legend")).Elements(_svg + "text").Where(label => !Timelines.HasClass(label, "number")).Select(TextBox)],
                $"{name} under {version}: legend");
        }
    }

    /// <summary>Every event of the trace has its mark's number in the legend, with its time.</summary>
    [Fact]
    public void Every_event_is_numbered_and_listed()
    {
        foreach (var (name, source, version) in All)
        {
            var trace = source.Record(version);
            var content = Timelines.Content(source, version);
            Assert.Equal(Enumerable.Range(1, content.Notes.Count), content.Notes.Select(note => note.Number));
            Assert.Equal(trace.Events.Sum(one => TimelineNotes.NodesOf(one).Count()), content.Lanes.Sum(lane => lane.Marks.Count));
            foreach (var one in trace.Events)
            {
                var lane = content.Lanes[TimelineNotes.NodesOf(one).First() is >= 0 and var node ? node : content.Lanes.Count - 1];
                var mark = lane.Marks.First(mark => mark.TimeS == one.After.TimeS && content.Notes[mark.Number - 1].Text == TimelineWords.Of(one));
                Assert.True(one.Node < 0 || lane.Label == FormattableString.Invariant($"node {one.Node}"));
                Assert.Contains(one.After.TimeS, content.Notes[mark.Number - 1].TimesS);
                Assert.Equal(one.Kind == EventKind.Fault, content.Notes[mark.Number - 1].IsFault);
            }

            string[] numbers = [.. Enumerable.Range(1, content.Notes.Count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
            var drawn = Timelines.Parse(Timelines.Draw(source, version)).Elements(_svg + "g").Where(group => Timelines.HasClass(group, "lane"))
                .SelectMany(lane => lane.Elements(_svg + "text").Where(text => Timelines.HasClass(text, "number"))).Select(text => text.Value).ToHashSet();
            Assert.True(drawn.SetEquals(numbers), $"{name} under {version}: {string.Join(' ', drawn)} of {numbers.Length}");
        }
    }

    /// <summary>brief_disconnect's note: broken at 1 s, left InSync at 1.5 s, answered at 3.5025 s, barrier at 4.1258 s, hold 1 s.</summary>
    [Fact]
    public void Bands_are_the_states_and_outages_the_faults()
    {
        var content = Timelines.Content("brief_disconnect", ProtocolVersion.V2);
        var replica = content.Lanes[1];
        Assert.Equal(["InSync", "Lagging", "CatchingUp", "PromotionHold"], replica.Bands.Select(band => band.Label));
        Assert.Equal([0, 1.5, 3.5025, 4.1258], replica.Bands.Select(band => Math.Round(band.FromS, 9)));
        Assert.Equal([1.5, 3.5025, 4.1258, 5.1258], replica.Bands.Select(band => Math.Round(band.ToS, 9)));
        Assert.Equal(new TimelineBand(1, 3, TimelineBandKind.Down, "link down"), Assert.Single(replica.Outages));
        Assert.Equal(("node 0", "primary: writes 1k/s"), (content.Lanes[0].Label, Assert.Single(content.Lanes[0].Bands).Label));
        Assert.Equal("InSync", Assert.Single(content.Lanes[2].Bands).Label);
        Assert.Equal("completed at 5.1258 s; first recovery 2.1258 s, path catchup, reason recovered, explicit", content.Subtitle);
        Assert.Equal(
            "gap 2,503 entries, history kept: yes, beyond window -13,880.5 entries, reservation 262,144 entries, remainder 2,503.5 entries, barrier 64 entries, rounds 0, admitted 1,000/s, replay 5,000/s",
            content.Notes.Single(note => note.Text == "probe answered: the gap is recoverable; replay a round; → CatchingUp").Facts);
    }

    [Fact]
    public void Writes_that_are_held_back_show_in_the_primary_s_lane()
    {
        var throttled = Timelines.Content("wal_capacity_pinned", ProtocolVersion.V15).Lanes[0].Bands;
        Assert.Contains(throttled, band => band.Kind == TimelineBandKind.HeldBack && band.Label == "primary: device full, writes 5k/s");
        Assert.DoesNotContain(Timelines.Content("wal_capacity_pinned", ProtocolVersion.V2).Lanes[0].Bands, band => band.Kind == TimelineBandKind.HeldBack);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        const string Title = "</text><script>alert(1)</script> & ]]> \u202e";
        var scenario = Scripts.Parse(Golden.Read(Scripts.PathOf("brief_disconnect")).Replace(
            "\"The link to a replica is down for 2 s\"", "\"</text><script>alert(1)</script> & ]]> \\u202e\"", StringComparison.Ordinal));
        Assert.Equal(Title, scenario.Title);
        var svg = Timelines.Parse(Timelines.Draw(ScriptReplay.Of(scenario), ProtocolVersion.V2));
        Assert.All(svg.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, _elements));
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName is "href" or "src");
        Assert.Contains("alert(1)", svg.Element(_svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figure_is_described_and_knows_the_dark()
    {
        var svg = Timelines.Parse(Timelines.Draw("brief_disconnect", ProtocolVersion.V2));
        Assert.Equal(("img", "brief-disconnect-v2-title brief-disconnect-v2-desc"), ((string?)svg.Attribute("role"), (string?)svg.Attribute("aria-labelledby")));
        var description = svg.Element(_svg + "desc")!.Value;
        Assert.Contains("node 1: InSync until 1.5 s, Lagging until 3.5025 s, CatchingUp until 4.1258 s, PromotionHold until 5.1258 s. node 1 link down from 1 to 3 s.", description, StringComparison.Ordinal);
        Assert.Contains("hold over: → InSync at 5.1258 s.", description, StringComparison.Ordinal);
        string[] sheets = svg.Element(_svg + "style")!.Value.Split("@media screen and (prefers-color-scheme:dark)");
        Assert.Equal(2, sheets.Length);

        // Everything that has a class is known to the light sheet, and every colour of it has one for the dark.
        string[] plain = ["ws", "lane", "panel", "legend", "cells"];
        string[] classes = [.. svg.DescendantsAndSelf().SelectMany(element => ((string?)element.Attribute("class") ?? "").Split(' ')).Where(name => name.Length > 0 && !plain.Contains(name)).Distinct()];
        Assert.All(classes, name => Assert.Contains($".{name}", sheets[0], StringComparison.Ordinal));
        foreach (var state in Enum.GetValues<ReplicaState>())
        {
            Assert.All(sheets, sheet => Assert.Contains($".ws .{TimelineTheme.StyleOf(state)}{{fill:#", sheet, StringComparison.Ordinal));
        }

        foreach (var sheet in sheets)
        {
            Assert.Equal(10, Enum.GetValues<ReplicaState>().Select(state => sheet.Split($".ws .{TimelineTheme.StyleOf(state)}{{fill:")[1][..7]).Distinct().Count());
        }
    }

    [Fact]
    public void A_trial_in_which_nothing_happens_has_a_picture()
    {
        var calm = ScriptReplay.Of(Scripts.Parse(Scripts.With("")));
        var content = Timelines.Content(calm, ProtocolVersion.V1);
        Assert.Empty(content.Notes);
        Assert.StartsWith("completed at 0 s; ", content.Subtitle, StringComparison.Ordinal);
        Assert.Equal("svg", Timelines.Parse(Timelines.Draw(calm, ProtocolVersion.V1)).Name.LocalName);
    }

    private static BoxPx TextBox(XElement text) => new((double)text.Attribute("x")!, (double)text.Attribute("y")! - 9, DisplayText.WidthPx(text.Value, 8), 9);

    private static void AssertApart(BoxPx[] boxes, string what)
    {
        for (int i = 0; i < boxes.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.False(boxes[i].Overlaps(boxes[j]), $"{what}: {boxes[j]} and {boxes[i]}");
            }
        }
    }
}
