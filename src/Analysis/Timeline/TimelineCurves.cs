using WalSweep.Engine;
using WalSweep.Sweep.Replay;

namespace WalSweep.Analysis.Timeline;

/// <summary>
/// Positions over time. Between two events everything is linear, so a curve has the state after an event and, at the next one, where that leads; what the event changes shows as a jump. Only the tail bends in between,
/// where another thing comes to hold it, and a stale primary's head, where it may go no further. A live replica is drawn at the head, which it follows by the shipping delay.
/// </summary>
internal static class TimelineCurves
{
    internal static IReadOnlyList<TimelineCurve> Of(ReplaySource source, TrialTrace trace)
    {
        List<TraceState> states = [Start(source, trace), .. trace.Events.Select(one => one.After), trace.End];

        // While one node is primary from beginning to end, its curve is that of the head.
        var changes = states.Exists(state => state.Primary.Node != 0);
        int[] nodes = [.. Enumerable.Range(0, source.Parameters.Replicas + 1)];
        return
        [
            new(TimelineCurveKind.Tail, null, Tail(states)),
            .. nodes.Where(node => node > 0 || changes)
                .Select(node => new TimelineCurve(TimelineCurveKind.Node, node, Moving(states, state => PositionOf(state, node), breaksAtTerms: false))),
            .. nodes.Where(node => states.Exists(state => state.Nodes[node].Stale is not null))
                .Select(node => new TimelineCurve(TimelineCurveKind.StaleHead, node, Moving(states, state => StaleHeadOf(state, node), breaksAtTerms: false))),
            new(TimelineCurveKind.Committed, null, Committed(states)),
            new(TimelineCurveKind.Head, changes ? trace.End.Primary.Node : null, Moving(states, state => (state.HeadEntries, state.AdmittedPerS, double.PositiveInfinity), breaksAtTerms: true)),
        ];
    }

    /// <summary>The state in which every trial starts: all in step for ever.</summary>
    private static TraceState Start(ReplaySource source, TrialTrace trace)
    {
        var first = trace.Events.Count > 0 ? trace.Events[0].After : trace.End;
        var ratePerS = source.Parameters.WriteRatePerS;
        var committed = Math.Min(0, first.CommittedLsn - (ratePerS * first.TimeS));
        return first with
        {
            TimeS = 0,
            Primary = new(0, 0, 0, IsServing: true, IsFenced: false),
            HeadEntries = 0,
            TailEntries = -first.WindowEntries,
            CommittedLsn = committed,
            IsCommitting = true,
            OfferedPerS = ratePerS,
            AdmittedPerS = ratePerS,
            IsBlocked = false,
            IsFull = false,
            Nodes = [.. first.Nodes.Select(node => StartOf(node, ratePerS))],
        };
    }

    private static TraceNode StartOf(TraceNode node, double ratePerS) =>
        new(node.Node, node.Node == 0 ? ReplicaState.Primary : ReplicaState.InSync, SessionStage.None, node.Node > 0, PositionEntries: 0, ratePerS, IsPinned: false, node.Log, Stale: null);

    private static (double Entries, double PerS, double Limit) PositionOf(TraceState state, int node)
    {
        var one = state.Nodes[node];
        return one.State == ReplicaState.Failed || one.Stale is not null ? (double.NaN, 0, double.PositiveInfinity) : (one.PositionEntries, one.RatePerS, double.PositiveInfinity);
    }

    private static (double Entries, double PerS, double Limit) StaleHeadOf(TraceState state, int node) =>
        state.Nodes[node].Stale is { } stale ? (stale.HeadEntries, stale.RatePerS, stale.LimitEntries) : (double.NaN, 0, double.PositiveInfinity);

    /// <summary>What moves at a constant rate between events, and no further than a limit. What belongs to a term is interrupted where another begins: it may go on elsewhere.</summary>
    private static List<TimelinePoint> Moving(List<TraceState> states, Func<TraceState, (double Entries, double PerS, double Limit)> motion, bool breaksAtTerms)
    {
        var points = new List<TimelinePoint>();
        for (int i = 0; i < states.Count; i++)
        {
            BreakAtTerm(points, states, breaksAtTerms ? i : 0);
            var (entries, perS, limit) = motion(states[i]);
            points.Add(new(states[i].TimeS, entries, states[i].HeadEntries));
            double untilS = i + 1 < states.Count ? states[i + 1].TimeS : states[i].TimeS;
            double stopsS = perS > 0 ? states[i].TimeS + ((limit - entries) / perS) : untilS;
            foreach (double timeS in new[] { stopsS, untilS }.Where(timeS => timeS > states[i].TimeS && timeS <= untilS).Distinct())
            {
                points.Add(new(timeS, Math.Min(entries + (perS * (timeS - states[i].TimeS)), limit), HeadAt(states[i], timeS)));
            }
        }

        return points;
    }

    private static void BreakAtTerm(List<TimelinePoint> points, List<TraceState> states, int index)
    {
        if (index > 0 && states[index].Primary.Term != states[index - 1].Primary.Term)
        {
            points.Add(new(states[index].TimeS, double.NaN, double.NaN));
        }
    }

    /// <summary>While commits go on they follow the head by a round trip; while not, they stand still, and go on with a jump. In another term they may go on elsewhere.</summary>
    private static List<TimelinePoint> Committed(List<TraceState> states)
    {
        var points = new List<TimelinePoint>();
        for (int i = 0; i < states.Count; i++)
        {
            BreakAtTerm(points, states, i);
            points.Add(new(states[i].TimeS, states[i].CommittedLsn, states[i].HeadEntries));
            if (i + 1 < states.Count && (!states[i].IsCommitting || states[i + 1].Primary.Term != states[i].Primary.Term))
            {
                double headEntries = HeadAt(states[i], states[i + 1].TimeS);
                points.Add(new(states[i + 1].TimeS, states[i].CommittedLsn + (states[i].IsCommitting ? headEntries - states[i].HeadEntries : 0), headEntries));
            }
        }

        return points;
    }

    private static List<TimelinePoint> Tail(List<TraceState> states)
    {
        var points = new List<TimelinePoint>();
        for (int i = 0; i < states.Count; i++)
        {
            BreakAtTerm(points, states, i);
            points.Add(new(states[i].TimeS, states[i].TailEntries, states[i].HeadEntries));
            double untilS = i + 1 < states.Count ? states[i + 1].TimeS : states[i].TimeS;
            foreach (double timeS in Bends(states[i], untilS).Append(untilS).Where(timeS => timeS > states[i].TimeS))
            {
                points.Add(new(timeS, TailAt(states[i], timeS), HeadAt(states[i], timeS)));
            }
        }

        return points;
    }

    private static double HeadAt(TraceState state, double timeS) => state.HeadEntries + (state.AdmittedPerS * (timeS - state.TimeS));

    /// <summary>What holds the tail: the window, and each pin.</summary>
    private static IEnumerable<(double Entries, double PerS)> Holders(TraceState state) =>
        state.Nodes.Where(node => node.IsPinned).Select(node => (node.PositionEntries, node.RatePerS)).Append((state.HeadEntries - state.WindowEntries, state.AdmittedPerS));

    private static double TailAt(TraceState state, double timeS) =>
        Math.Max(state.TailEntries, Holders(state).Min(holder => holder.Entries + (holder.PerS * (timeS - state.TimeS))));

    /// <summary>When one holder passes another, or passes where the tail has been.</summary>
    private static IEnumerable<double> Bends(TraceState state, double untilS)
    {
        (double Entries, double PerS)[] holders = [.. Holders(state), (state.TailEntries, 0)];
        return from one in holders
               from other in holders
               where one.PerS > other.PerS && one.Entries < other.Entries
               let timeS = state.TimeS + ((other.Entries - one.Entries) / (one.PerS - other.PerS))
               where timeS < untilS
               orderby timeS
               select timeS;
    }
}
