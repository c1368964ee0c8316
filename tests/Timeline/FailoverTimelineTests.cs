using WalSweep.Analysis.Timeline;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Tests.Replay;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Timeline;

/// <summary>Pictures of trials whose primary is lost, against the numbers of the scenario files' notes.</summary>
public sealed class FailoverTimelineTests
{
    private static IReadOnlyList<TimelinePoint> Points(string script, ProtocolVersion version, string label)
    {
        var source = Replays.Script(script);
        return TimelineCurves.Of(source, source.Record(version)).Single(curve => curve.Label == label).Points;
    }

    private static double[] At(IReadOnlyList<TimelinePoint> points, double timeS) => [.. points.Where(point => Math.Abs(point.TimeS - timeS) < 1e-9).Select(point => Math.Round(point.Entries, 6))];

    [Fact]
    public void Every_node_has_a_lane_that_says_when_it_is_primary_and_when_a_stale_one()
    {
        var content = Timelines.Content("zombie_primary", ProtocolVersion.V1);
        Assert.Equal(["node 0", "node 1"], content.Lanes.Select(lane => lane.Label));
        Assert.Equal(["primary, epoch 0: writes 1k/s", "stale primary, epoch 0: writes 500/s", "Degraded", "Rebuilding", "CatchUpAfterRebuild"], content.Lanes[0].Bands.Select(band => band.Label));
        Assert.Equal([0, 12, 20.301, 22, 32], content.Lanes[0].Bands.Select(band => band.FromS));
        Assert.Equal(["InSync", "primary, epoch 1: writes 500/s", "primary, epoch 1: writes 1k/s"], content.Lanes[1].Bands.Select(band => band.Label));
        Assert.Equal([0, 12, 20.301], content.Lanes[1].Bands.Select(band => band.FromS));
        Assert.Equal(new TimelineBand(1, 20.301, TimelineBandKind.Isolated, "not heard by the control plane"), Assert.Single(content.Lanes[0].Outages));
        Assert.EndsWith("1 promotion, 0 s without a primary, 4,150 acknowledged entries lost, 0 excluded entries leaked", content.Subtitle, StringComparison.Ordinal);

        var fenced = Timelines.Content("zombie_primary", ProtocolVersion.V2);
        Assert.Equal((11, 12, TimelineBandKind.Unserved), (fenced.Lanes[0].Bands[1].FromS, fenced.Lanes[0].Bands[1].ToS, fenced.Lanes[0].Bands[1].Kind));
        Assert.Equal(("primary, fenced", "fenced"), (fenced.Lanes[0].Bands[1].Label, fenced.Lanes[0].Bands[1].Shorter));
        Assert.EndsWith("1 promotion, 1 s without a primary, nothing lost or leaked", fenced.Subtitle, StringComparison.Ordinal);
        Assert.Contains(Timelines.Content("chain_of_custody", ProtocolVersion.V2).Lanes[2].Bands, band => band.Label == "primary, stopped" && (band.FromS, band.ToS) == (40, 52));
    }

    /// <summary>A promotion is marked at the node that is replaced and at the one that takes over, and names what it was decided on.</summary>
    [Fact]
    public void A_promotion_is_marked_at_both_nodes()
    {
        var content = Timelines.Content("zombie_primary", ProtocolVersion.V2);
        var note = content.Notes.Single(note => note.Text.StartsWith("the control plane asks", StringComparison.Ordinal));
        Assert.Equal("the control plane asks for a new primary: node 1 is promoted; node 1 → Primary; → Lagging (primary_changed)", note.Text);
        Assert.Equal("node 1 (in_sync, epoch 0, durable 11,000, recoverable 11,000, possibly committed 11,000)", note.Facts);
        Assert.All(content.Lanes, lane => Assert.Contains(new TimelineMark(12, note.Number), lane.Marks));
        Assert.Contains(Timelines.Content("primary_restarts", ProtocolVersion.V2).Notes, other => other.Text == "the primary registers and begins a new term: nodes 1, 2 → Lagging (primary_changed)");
        Assert.Contains(Timelines.Content("primary_restarts", ProtocolVersion.V2).Notes, other => other.Text.StartsWith("probe answered: 20 divergent entries dropped; ", StringComparison.Ordinal));
    }

    /// <summary>Node 0 is at 12,000 when it is replaced and at 16,150.5 when it hears so; under V1.5 it goes no further than 13,021, which it reaches at 12 + 1,021/500 s.</summary>
    [Fact]
    public void The_head_of_a_stale_primary_has_a_curve_of_its_own()
    {
        var stale = Points("zombie_primary", ProtocolVersion.V1, "stale head, node 0");
        double[] drawn = [.. stale.Where(point => !double.IsNaN(point.Entries)).Select(point => Math.Round(point.Entries, 6))];
        Assert.Equal((12_000, 16_150.5), (drawn[0], drawn[^1]));
        Assert.All(stale.Where(point => point.TimeS is < 12 or > 20.301), point => Assert.True(double.IsNaN(point.Entries)));
        Assert.All(stale.Where(point => point.TimeS is > 12 and < 20.301), point => Assert.False(double.IsNaN(point.Entries)));
        Assert.All(Points("zombie_primary", ProtocolVersion.V1, "node 0").Where(point => point.TimeS is > 12 and < 20.301), point => Assert.True(double.IsNaN(point.Entries)));
        Assert.Equal([13_021], At(Points("zombie_primary", ProtocolVersion.V15, "stale head, node 0"), 14.042));
        Assert.DoesNotContain(Timelines.Content("zombie_primary", ProtocolVersion.V2).Curves, curve => curve.Kind == TimelineCurveKind.StaleHead);
    }

    /// <summary>The head stands at 1,000 when the primary crashes, and goes on from 979 at 3.05 s; the replicas, with 999, are ahead of it then.</summary>
    [Fact]
    public void Curves_break_where_a_term_begins()
    {
        Assert.Equal([1000, double.NaN, 979], At(Points("primary_restarts", ProtocolVersion.V2, "head"), 3.05));
        Assert.Equal([12_000, double.NaN, 11_999], At(Points("zombie_primary", ProtocolVersion.V1, "head, node 1"), 12));
        Assert.Equal(-20, Points("primary_restarts", ProtocolVersion.V2, "node 1").Last(point => Math.Abs(point.TimeS - 3.05) < 1e-9).BehindEntries);

        // Commits go on with the head till the term ends.
        double[] committed = At(Points("zombie_primary", ProtocolVersion.V1, "committed"), 12);
        Assert.Equal([11_997, double.NaN, 11_999], committed);
    }

    [Fact]
    public void An_outage_of_the_control_plane_has_a_lane()
    {
        const string Timeline = """[{"time": "1s", "fault": "control_plane_down"}, {"time": "3s", "fault": "control_plane_up"}, {"time": "4s", "fault": "write_rate", "value": "2k/s"}]""";
        var content = Timelines.Content(ScriptReplay.Of(Scripts.Parse(Scripts.With("", Timeline))), ProtocolVersion.V2);
        var lane = content.Lanes[^1];
        Assert.Equal("control plane", lane.Label);
        Assert.Equal([("works", 0, 1), ("control plane down", 1, 3), ("works", 3, 4)], lane.Bands.Select(band => (band.Label, band.FromS, band.ToS)));
        Assert.Equal([1, 3], lane.Marks.Select(mark => mark.TimeS));
        Assert.Equal([4], content.Lanes[0].Marks.Select(mark => mark.TimeS));
    }

    [Fact]
    public void The_text_alternative_names_primaries_and_stale_ones()
    {
        var description = Timelines.Parse(Timelines.Draw("zombie_primary", ProtocolVersion.V1)).Element(Timelines.Svg + "desc")!.Value;
        Assert.Contains("node 0: primary, epoch 0: writes 1k/s until 12 s, stale primary, epoch 0: writes 500/s until 20.301 s, Degraded until 22 s", description, StringComparison.Ordinal);
        Assert.Contains("node 0 not heard by the control plane from 1 to 20.301 s.", description, StringComparison.Ordinal);
        var legend = Timelines.Parse(Timelines.Draw("zombie_primary", ProtocolVersion.V1)).Elements(Timelines.Svg + "g").Single(group => Timelines.HasClass(group, "legend"));
        Assert.Contains(legend.Elements(Timelines.Svg + "text"), text => text.Value == "stale primary: replaced, does not know it, takes writes");
    }
}
