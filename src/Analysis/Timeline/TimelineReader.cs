using System.Globalization;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;

namespace WalSweep.Analysis.Timeline;

/// <summary>Turns a trial's trace into what a timeline shows.</summary>
internal static class TimelineReader
{
    /// <summary>Reads a trace.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="trace">Its trace under one version.</param>
    /// <param name="row">Its row under that version.</param>
    internal static TimelineContent Read(ReplaySource source, TrialTrace trace, TrialRow row)
    {
        var notes = new TimelineNotes(trace.Events);
        var named = source is ScriptReplay ? source.Name : $"scenario {source.Name}";
        return new TimelineContent(
            $"{named} {trace.Protocol.Name}".Replace(' ', '-').Replace('_', '-'),
            $"{named} under {trace.Protocol.Label}: {source.Title}",
            TimelineWords.Ending(row, trace.End.TimeS),
            [0, .. trace.Events.Select(one => one.After.TimeS), trace.End.TimeS],
            [.. trace.Events.Where(one => one.Kind == EventKind.Fault).Select(one => one.After.TimeS).Distinct()],
            [PrimaryLane(source, trace, notes), .. trace.End.Replicas.Select(replica => ReplicaLane(trace, replica.Node, notes))],
            TimelineCurves.Of(source, trace),
            notes.All);
    }

    /// <summary>Who is primary, and how fast it may write. What happens to the volume as a whole is marked here.</summary>
    private static TimelineLane PrimaryLane(ReplaySource source, TrialTrace trace, TimelineNotes notes)
    {
        var (style, label) = Writes(false, false, source.Parameters.WriteRatePerS, source.Parameters.WriteRatePerS);
        var bands = new BandList(style, label);
        foreach (var after in trace.Events.Select(one => one.After).Append(trace.End))
        {
            (style, label) = Writes(after.IsBlocked, after.IsFull, after.OfferedPerS, after.AdmittedPerS);
            bands.Change(after.TimeS, style, label);
        }

        var outages = Outages(trace, 0);
        return new("primary", bands.To(trace.End.TimeS), outages, notes.MarksOf(0));
    }

    private static (string Style, string Label) Writes(bool isBlocked, bool isFull, double offeredPerS, double admittedPerS)
    {
        var rate = NumberText.Rate(admittedPerS);
        return isBlocked ? (TimelineTheme.BlockedStyle, "node 0: writes blocked")
            : isFull ? (TimelineTheme.BlockedStyle, $"node 0: device full, writes {rate}")
            : (TimelineTheme.WritesStyle, offeredPerS > 0 ? $"node 0: writes {rate}" : "node 0: no writes");
    }

    private static TimelineLane ReplicaLane(TrialTrace trace, int node, TimelineNotes notes)
    {
        var bands = new BandList(TimelineTheme.StyleOf(ReplicaState.InSync), $"{ReplicaState.InSync}");
        foreach (var after in trace.Events.Select(one => one.After))
        {
            var state = after.Replicas[node - 1].State;
            bands.Change(after.TimeS, TimelineTheme.StyleOf(state), $"{state}");
        }

        return new(string.Create(CultureInfo.InvariantCulture, $"replica {node}"), bands.To(trace.End.TimeS), Outages(trace, node), notes.MarksOf(node));
    }

    /// <summary>When a node cannot be reached because its link or its process is down, or is slow; from the faults. For the volume: when the control plane is down.</summary>
    private static IReadOnlyList<TimelineBand> Outages(TrialTrace trace, int node)
    {
        var bands = new BandList("", "");
        var (linkUp, processUp, slow) = (true, true, false);
        foreach (var one in trace.Events.Where(one => one.Kind == EventKind.Fault && one.Node == node))
        {
            linkUp = one.Fault.Kind switch { FaultKind.LinkDown => false, FaultKind.LinkUp => true, _ => linkUp };
            processUp = one.Fault.Kind switch
            {
                FaultKind.Crash or FaultKind.ControlPlaneDown => false,
                FaultKind.RestartSameAddress or FaultKind.RestartNewAddress or FaultKind.ControlPlaneUp => true,
                _ => processUp,
            };
            slow = one.Fault.Kind switch { FaultKind.SpikeStart => true, FaultKind.SpikeEnd => false, _ => slow };
            var label = !processUp ? node == 0 ? "control plane down" : "process down" : !linkUp ? "link down" : slow ? "latency spike" : "";
            bands.Change(one.After.TimeS, label.Length == 0 ? "" : processUp && linkUp ? TimelineTheme.SlowStyle : TimelineTheme.DownStyle, label);
        }

        return [.. bands.To(trace.End.TimeS).Where(band => band.Style.Length > 0)];
    }

    /// <summary>Bands that follow each other without gaps.</summary>
    private sealed class BandList(string style, string label)
    {
        private readonly List<TimelineBand> _done = [];
        private (double FromS, string Style, string Label) _open = (0, style, label);

        public void Change(double timeS, string style, string label)
        {
            if ((style, label) == (_open.Style, _open.Label))
            {
                return;
            }

            Close(timeS);
            _open = (timeS, style, label);
        }

        public List<TimelineBand> To(double endS)
        {
            Close(endS);
            return _done;
        }

        private void Close(double timeS)
        {
            if (timeS > _open.FromS || (timeS == 0 && _done.Count == 0))
            {
                _done.Add(new(_open.FromS, timeS, _open.Style, _open.Label));
            }
        }
    }
}
