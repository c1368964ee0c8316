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
            bands.Change(after.TimeS, SayingOf(after, node, namesEpochs));
        }

        return new(TimelineWords.NameOf(node), bands.To(trace.End.TimeS), Outages(trace, node), notes.MarksOf(node));
    }

    private static Saying SayingOf(TraceState state, int node, bool namesEpochs)
    {
        var (one, primary) = (state.Nodes[node], state.Primary);
        if (one.Stale is { } stale)
        {
            return new(TimelineBandKind.StalePrimary, string.Create(CultureInfo.InvariantCulture, $"stale primary, epoch {stale.Epoch}: {Rate(stale.RatePerS)}"), "stale primary");
        }

        return primary.Node != node ? In(one.State)
            : primary.IsFenced ? new(TimelineBandKind.Unserved, "primary, fenced", "fenced")
            : !primary.IsServing ? new(TimelineBandKind.Unserved, "primary, stopped", "stopped")
            : state.IsBlocked ? HeldBack(WhoOf(primary.Epoch, namesEpochs), "writes blocked", "blocked")
            : state.IsFull ? HeldBack(WhoOf(primary.Epoch, namesEpochs), $"device full, writes {NumberText.Rate(state.AdmittedPerS)}", "device full")
            : Writing(WhoOf(primary.Epoch, namesEpochs), state.OfferedPerS > 0 ? state.AdmittedPerS : 0);
    }

    private static Saying In(ReplicaState state) => new(TimelineBandKind.Of(state), $"{state}", "");

    private static string WhoOf(int epoch, bool namesEpochs) => namesEpochs ? string.Create(CultureInfo.InvariantCulture, $"primary, epoch {epoch}") : "primary";

    private static Saying Writing(string who, double ratePerS) => new(TimelineBandKind.Writes, $"{who}: {Rate(ratePerS)}", who);

    private static Saying HeldBack(string who, string how, string shorter) => new(TimelineBandKind.HeldBack, $"{who}: {how}", shorter);

    private static string Rate(double perS) => perS > 0 ? $"writes {NumberText.Rate(perS)}" : "no writes";

    private static bool IsOfControlPlane(TraceEvent one) => one.Kind == EventKind.Fault && one.Fault.Kind is FaultKind.ControlPlaneDown or FaultKind.ControlPlaneUp;

    private static TimelineLane ControlPlaneLane(TrialTrace trace, TimelineNotes notes)
    {
        var bands = new BandList(new(TimelineBandKind.Works, "works", ""));
        foreach (var one in trace.Events.Where(IsOfControlPlane))
        {
            bands.Change(one.After.TimeS, one.Fault.Kind == FaultKind.ControlPlaneDown ? new(TimelineBandKind.Down, "control plane down", "down") : new(TimelineBandKind.Works, "works", ""));
        }

        return new("control plane", bands.To(trace.End.TimeS), [], notes.MarksOf(TimelineNotes.ControlPlane));
    }

    /// <summary>When a node cannot be reached because its link or its process is down, is not heard by the control plane, or is slow; from the faults.</summary>
    private static IReadOnlyList<TimelineBand> Outages(TrialTrace trace, int node)
    {
        var bands = new BandList(null);
        var (linkUp, processUp, isolated, slow) = (true, true, false, false);
        foreach (var one in trace.Events.Where(one => one.Kind == EventKind.Fault && one.Node == node))
        {
            linkUp = one.Fault.Kind switch { FaultKind.LinkDown => false, FaultKind.LinkUp => true, _ => linkUp };
            processUp = one.Fault.Kind switch { FaultKind.Crash => false, FaultKind.RestartSameAddress or FaultKind.RestartNewAddress => true, _ => processUp };
            isolated = one.Fault.Kind switch { FaultKind.IsolationStart => true, FaultKind.IsolationEnd => false, _ => isolated };
            slow = one.Fault.Kind switch { FaultKind.SpikeStart => true, FaultKind.SpikeEnd => false, _ => slow };
            bands.Change(
                one.After.TimeS,
                !processUp ? new(TimelineBandKind.Down, "process down", "")
                : !linkUp ? new(TimelineBandKind.Down, "link down", "")
                : isolated ? new(TimelineBandKind.Isolated, "not heard by the control plane", "")
                : slow ? new(TimelineBandKind.Slow, "latency spike", "") : null);
        }

        return bands.To(trace.End.TimeS);
    }

    /// <summary>What a band says.</summary>
    private sealed record Saying(TimelineBandKind Kind, string Label, string Shorter);

    /// <summary>Bands that follow each other, with gaps where nothing is to be said.</summary>
    private sealed class BandList(Saying? saying)
    {
        private readonly List<(double FromS, double ToS, Saying? Saying)> _done = [];
        private (double FromS, Saying? Saying) _open = (0, saying);

        public void Change(double timeS, Saying? saying)
        {
            if (saying != _open.Saying)
            {
                Close(timeS);
                _open = (timeS, saying);
            }
        }

        public IReadOnlyList<TimelineBand> To(double endS)
        {
            Close(endS);
            return [.. from done in _done where done.Saying is not null select new TimelineBand(done.FromS, done.ToS, done.Saying.Kind, done.Saying.Label, done.Saying.Shorter)];
        }

        private void Close(double timeS)
        {
            if (timeS > _open.FromS || (timeS == 0 && _done.Count == 0))
            {
                _done.Add((_open.FromS, timeS, _open.Saying));
            }
        }
    }
}
