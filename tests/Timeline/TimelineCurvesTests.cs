using WalSweep.Analysis.Timeline;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Tests.Replay;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Timeline;

/// <summary>Where the curves go between events.</summary>
public sealed class TimelineCurvesTests
{
    private static IReadOnlyList<TimelineCurve> Curves(string script, ProtocolVersion version)
    {
        var source = Replays.Script(script);
        return TimelineCurves.Of(source, source.Record(version));
    }

    private static IReadOnlyList<TimelinePoint> Points(IReadOnlyList<TimelineCurve> curves, string label) => curves.Single(curve => curve.Label == label).Points;

    /// <summary>
    /// Under V1.5 the tail is the held replica's position, 999 + 5000·(t − 3.5025), until that passes the window, 1000·t − 1,024: at (17,512.5 − 999 − 1,024)/4000 = 3.872375 s and 2,848.375.
    /// </summary>
    [Fact]
    public void The_tail_bends_where_the_replica_passes_the_window()
    {
        var bend = Points(Curves("brief_disconnect", ProtocolVersion.V15), "tail").Single(point => Math.Abs(point.TimeS - 3.872375) < 1e-9);
        Assert.Equal(2848.375, bend.Entries, 1e-6);
        Assert.Equal(1024, bend.BehindEntries, 1e-6);
    }

    /// <summary>A copy's base is another place: the position stands still at 12,034 until the order at 6.7095 s and goes on at 24,233.</summary>
    [Fact]
    public void A_jump_is_a_jump()
    {
        double[] values = [.. Points(Curves("writes_outrun_catchup", ProtocolVersion.V2), "node 1").Where(point => Math.Abs(point.TimeS - 6.7095) < 1e-9).Select(point => point.Entries)];
        Assert.Equal([12_034, 24_233], values);
    }

    /// <summary>Between events every curve leads to where the next event finds it, unless that event moves it; positions of the head never jump but to another term, and commits do not go back within one.</summary>
    [Fact]
    public void Curves_are_continuous_in_the_head_and_ordered_in_time()
    {
        foreach (var name in Scripts.Shipped)
        {
            foreach (var version in ProtocolVersion.Generations)
            {
                var curves = Curves(name, version);
                var isOneTerm = !curves[^1].Points.Any(point => double.IsNaN(point.Entries));
                foreach (var curve in curves)
                {
                    Assert.Equal(0, curve.Points[0].TimeS);
                    Assert.Equal(curve.Points.Select(point => point.TimeS).Order(), curve.Points.Select(point => point.TimeS));

                    // What another lineage holds may be beyond the head; with one term there is none.
                    if (isOneTerm || curve.Kind is TimelineCurveKind.Head or TimelineCurveKind.Tail or TimelineCurveKind.Committed)
                    {
                        Assert.All(curve.Points, point => Assert.True(double.IsNaN(point.Entries) || point.Entries <= point.HeadEntries + 0.5, $"{name} under {version}: {curve.Label} {point}"));
                    }
                }

                var head = curves[^1].Points;
                var moments = head.Zip(head.Skip(1)).Where(pair => pair.First.TimeS == pair.Second.TimeS && !double.IsNaN(pair.First.Entries + pair.Second.Entries));
                Assert.All(moments, pair => Assert.Equal(pair.First.Entries, pair.Second.Entries, 0.5));
                var committed = Points(curves, "committed");
                Assert.All(committed.Zip(committed.Skip(1)), pair => Assert.False(pair.Second.Entries < pair.First.Entries, $"{name} under {version}: the commit went back at {pair.Second.TimeS} s"));
            }
        }
    }

    /// <summary>With both replicas away nothing is committed: the commit stands still and then jumps, it does not climb.</summary>
    [Fact]
    public void A_commit_that_waits_stands_still()
    {
        var source = Replays.Script("lagging_pair");
        var trace = source.Record(ProtocolVersion.V2);
        var frozen = trace.Events.Select(one => one.After).Where(state => !state.IsCommitting).ToList();
        var committed = Points(TimelineCurves.Of(source, trace), "committed");
        Assert.Equal(source.Parameters.Durability != Durability.BestEffort, frozen.Count > 0);
        Assert.All(frozen, state => Assert.Single(committed.Where(point => point.TimeS > state.TimeS).Take(1), point => point.Entries == state.CommittedLsn));
    }
}
