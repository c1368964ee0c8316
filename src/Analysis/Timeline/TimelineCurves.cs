using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;

namespace WalSweep.Analysis.Timeline;

/// <summary>
/// Positions over time. Between two events everything is linear, so a curve has the state after an event and, at the next one, where that leads; what the event changes shows as a jump. Only the tail bends in between,
/// where another thing comes to hold it. A live replica is drawn at the head, which it follows by the shipping delay.
/// </summary>
internal static class TimelineCurves
{
    internal static IReadOnlyList<TimelineCurve> Of(ReplaySource source, TrialTrace trace)
    {
        List<TraceState> states = [Start(source, trace), .. trace.Events.Select(one => one.After), trace.End];
        return
        [
            new("tail", TimelineTheme.TailStyle, Tail(states)),
            .. Enumerable.Range(1, source.Parameters.Replicas).Select(node =>
                new TimelineCurve(string.Create(CultureInfo.InvariantCulture, $"replica {node}"), TimelineTheme.StyleOf(node), Moving(states, state => PositionOf(state, node)))),
            new("committed", TimelineTheme.CommittedStyle, Committed(states)),
            new("head", TimelineTheme.HeadStyle, Moving(states, state => (state.HeadEntries, state.AdmittedPerS))),
        ];
    }

    /// <summary>The state in which every trial starts: all in step for ever.</summary>
    private static TraceState Start(ReplaySource source, TrialTrace trace)
    {
        var first = trace.Events.Count > 0 ? trace.Events[0].After : trace.End;
        var ratePerS = source.Parameters.WriteRatePerS;
        var committed = Math.Min(0, first.CommittedLsn - (ratePerS * first.TimeS));
        IReadOnlyList<TraceReplica> replicas = [.. first.Replicas.Select(replica => new TraceReplica(replica.Node, ReplicaState.InSync, SessionStage.None, true, 0, ratePerS, false))];
        return new(0, 0, -first.WindowEntries, first.WindowEntries, committed, true, ratePerS, ratePerS, false, false, replicas);
    }

    private static (double Entries, double PerS) PositionOf(TraceState state, int node)
    {
        var replica = state.Replicas[node - 1];
        return replica.State == ReplicaState.Failed ? (double.NaN, 0) : (replica.PositionEntries, replica.RatePerS);
    }

    private static List<TimelinePoint> Moving(List<TraceState> states, Func<TraceState, (double Entries, double PerS)> motion)
    {
        var points = new List<TimelinePoint>();
        for (int i = 0; i < states.Count; i++)
        {
            var (entries, perS) = motion(states[i]);
            points.Add(new(states[i].TimeS, entries, states[i].HeadEntries));
            if (i + 1 < states.Count && states[i + 1].TimeS > states[i].TimeS)
            {
                double untilS = states[i + 1].TimeS;
                points.Add(new(untilS, entries + (perS * (untilS - states[i].TimeS)), HeadAt(states[i], untilS)));
            }
        }

        return points;
    }

    /// <summary>While commits go on they follow the head by a round trip; while not, they stand still, and go on with a jump.</summary>
    private static List<TimelinePoint> Committed(List<TraceState> states)
    {
        var points = new List<TimelinePoint>();
        for (int i = 0; i < states.Count; i++)
        {
            points.Add(new(states[i].TimeS, states[i].CommittedLsn, states[i].HeadEntries));
            if (i + 1 < states.Count && !states[i].IsCommitting)
            {
                points.Add(new(states[i + 1].TimeS, states[i].CommittedLsn, HeadAt(states[i], states[i + 1].TimeS)));
            }
        }

        return points;
    }

    private static List<TimelinePoint> Tail(List<TraceState> states)
    {
        var points = new List<TimelinePoint>();
        for (int i = 0; i < states.Count; i++)
        {
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
        state.Replicas.Where(replica => replica.IsPinned).Select(replica => (replica.PositionEntries, replica.RatePerS)).Append((state.HeadEntries - state.WindowEntries, state.AdmittedPerS));

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
