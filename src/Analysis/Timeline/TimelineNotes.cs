using WalSweep.Engine;
using WalSweep.Sweep.Replay;

namespace WalSweep.Analysis.Timeline;

/// <summary>Gives numbers to what happens: in the order of first occurrence, the same number to the same thing.</summary>
internal sealed class TimelineNotes
{
    /// <summary>Stands for the control plane where marks are asked for by node.</summary>
    internal const int ControlPlane = -1;

    private readonly List<(int Node, TimelineMark Mark)> _marks = [];

    internal TimelineNotes(IReadOnlyList<TraceEvent> events)
    {
        var numbers = new Dictionary<string, int>();
        var firsts = new List<TraceEvent>();
        var times = new List<List<double>>();
        foreach (var one in events)
        {
            var text = TimelineWords.Of(one);
            if (!numbers.TryGetValue(text, out var number))
            {
                number = numbers[text] = numbers.Count + 1;
                firsts.Add(one);
                times.Add([]);
            }

            times[number - 1].Add(one.After.TimeS);
            _marks.AddRange(NodesOf(one).Select(node => (node, new TimelineMark(one.After.TimeS, number))));
        }

        All = [.. numbers.Select(pair => new TimelineNote(pair.Value, firsts[pair.Value - 1].Kind == EventKind.Fault, pair.Key, TimelineWords.Facts(firsts[pair.Value - 1]), [.. times[pair.Value - 1].Distinct()]))];
    }

    /// <summary>What the numbers stand for, in their order.</summary>
    internal IReadOnlyList<TimelineNote> All { get; }

    /// <summary>Where an event is marked: at its node, and at one that it makes primary. What is of no node is of the control plane or else of the primary.</summary>
    internal static IEnumerable<int> NodesOf(TraceEvent one)
    {
        var node = one.Node >= 0 ? one.Node
            : one.Kind == EventKind.Fault && one.Fault.Kind is FaultKind.ControlPlaneDown or FaultKind.ControlPlaneUp ? ControlPlane
            : one.After.Primary.Node;
        return one.Steps.OfType<TraceTransition>().Where(change => change.To == ReplicaState.Primary).Select(change => change.Node).Prepend(node).Distinct();
    }

    /// <summary>What happens to a node, or to the <see cref="ControlPlane"/>.</summary>
    internal IReadOnlyList<TimelineMark> MarksOf(int node) => [.. _marks.Where(one => one.Node == node).Select(one => one.Mark)];
}
