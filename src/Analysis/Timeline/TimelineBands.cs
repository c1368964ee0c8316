using System.Globalization;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;

namespace WalSweep.Analysis.Timeline;

/// <summary>The lanes of a timeline: what each node is over time, and when it cannot be reached.</summary>
internal static class TimelineBands
{
    internal static IReadOnlyList<TimelineLane> Lanes(ReplaySource source, TrialTrace trace, TimelineNotes notes)
    {
        List<TimelineLane> lanes = [.. trace.End.Nodes.Select(node => NodeLane(source, trace, node.Node, notes))];
        if (trace.Events.Any(IsOfControlPlane))
        {
            lanes.Add(ControlPlaneLane(trace, notes));
        }

        return lanes;
    }

    private static TimelineLane NodeLane(ReplaySource source, TrialTrace trace, int node, TimelineNotes notes)
    {
        // The epoch is worth a word where there is more than one term.
        var namesEpochs = trace.End.Primary.Term > 0;
        var ratePerS = source.Parameters.WriteRatePerS;
        var bands = new BandList(node == 0 ? Writing(WhoOf(0, namesEpochs), ratePerS) : In(ReplicaState.InSync));
        foreach (var after in trace.Events.Select(one => one.After).Append(trace.End))
        {
            bands.Change(after.TimeS, LookOf(after, node, namesEpochs));
        }

        return new(TimelineWords.NameOf(node), bands.To(trace.End.TimeS), Outages(trace, node), notes.MarksOf(node));
    }

    private static Look LookOf(TraceState state, int node, bool namesEpochs)
    {
        var (one, primary) = (state.Nodes[node], state.Primary);
        if (one.Stale is { } stale)
        {
            return new(TimelineTheme.StaleStyle, string.Create(CultureInfo.InvariantCulture, $"stale primary, epoch {stale.Epoch}: {Rate(stale.RatePerS)}"), "stale primary");
        }

        return primary.Node != node ? In(one.State)
            : primary.IsFenced ? new(TimelineTheme.UnservedStyle, "primary, fenced", "fenced")
            : !primary.IsServing ? new(TimelineTheme.UnservedStyle, "primary, stopped", "stopped")
            : state.IsBlocked ? HeldBack(WhoOf(primary.Epoch, namesEpochs), "writes blocked", "blocked")
            : state.IsFull ? HeldBack(WhoOf(primary.Epoch, namesEpochs), $"device full, writes {NumberText.Rate(state.AdmittedPerS)}", "device full")
            : Writing(WhoOf(primary.Epoch, namesEpochs), state.OfferedPerS > 0 ? state.AdmittedPerS : 0);
    }

    private static Look In(ReplicaState state) => new(TimelineTheme.StyleOf(state), $"{state}", "");

    private static string WhoOf(int epoch, bool namesEpochs) => namesEpochs ? string.Create(CultureInfo.InvariantCulture, $"primary, epoch {epoch}") : "primary";

    private static Look Writing(string who, double ratePerS) => new(TimelineTheme.WritesStyle, $"{who}: {Rate(ratePerS)}", who);

    private static Look HeldBack(string who, string how, string shorter) => new(TimelineTheme.BlockedStyle, $"{who}: {how}", shorter);

    private static string Rate(double perS) => perS > 0 ? $"writes {NumberText.Rate(perS)}" : "no writes";

    private static bool IsOfControlPlane(TraceEvent one) => one.Kind == EventKind.Fault && one.Fault.Kind is FaultKind.ControlPlaneDown or FaultKind.ControlPlaneUp;

    private static TimelineLane ControlPlaneLane(TrialTrace trace, TimelineNotes notes)
    {
        var bands = new BandList(new(TimelineTheme.UpStyle, "works", ""));
        foreach (var one in trace.Events.Where(IsOfControlPlane))
        {
            bands.Change(one.After.TimeS, one.Fault.Kind == FaultKind.ControlPlaneDown ? new(TimelineTheme.DownStyle, "control plane down", "down") : new(TimelineTheme.UpStyle, "works", ""));
        }

        return new("control plane", bands.To(trace.End.TimeS), [], notes.MarksOf(TimelineNotes.ControlPlane));
    }

    /// <summary>When a node cannot be reached because its link or its process is down, is not heard by the control plane, or is slow; from the faults.</summary>
    private static IReadOnlyList<TimelineBand> Outages(TrialTrace trace, int node)
    {
        var bands = new BandList(default);
        var (linkUp, processUp, isolated, slow) = (true, true, false, false);
        foreach (var one in trace.Events.Where(one => one.Kind == EventKind.Fault && one.Node == node))
        {
            linkUp = one.Fault.Kind switch { FaultKind.LinkDown => false, FaultKind.LinkUp => true, _ => linkUp };
            processUp = one.Fault.Kind switch { FaultKind.Crash => false, FaultKind.RestartSameAddress or FaultKind.RestartNewAddress => true, _ => processUp };
            isolated = one.Fault.Kind switch { FaultKind.IsolationStart => true, FaultKind.IsolationEnd => false, _ => isolated };
            slow = one.Fault.Kind switch { FaultKind.SpikeStart => true, FaultKind.SpikeEnd => false, _ => slow };
            bands.Change(
                one.After.TimeS,
                !processUp ? new(TimelineTheme.DownStyle, "process down", "")
                : !linkUp ? new(TimelineTheme.DownStyle, "link down", "")
                : isolated ? new(TimelineTheme.IsolatedStyle, "not heard by the control plane", "")
                : slow ? new(TimelineTheme.SlowStyle, "latency spike", "") : default);
        }

        return [.. bands.To(trace.End.TimeS).Where(band => band.Style is not null)];
    }

    /// <summary>What a band looks like and is called.</summary>
    private readonly record struct Look(string Style, string Label, string Shorter);

    /// <summary>Bands that follow each other without gaps.</summary>
    private sealed class BandList(Look look)
    {
        private readonly List<TimelineBand> _done = [];
        private (double FromS, Look Look) _open = (0, look);

        public void Change(double timeS, Look look)
        {
            if (look != _open.Look)
            {
                Close(timeS);
                _open = (timeS, look);
            }
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
                _done.Add(new(_open.FromS, timeS, _open.Look.Style, _open.Look.Label, _open.Look.Shorter));
            }
        }
    }
}
