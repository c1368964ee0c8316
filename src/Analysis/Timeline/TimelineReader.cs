using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Rows;

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
        return new TimelineContent(
            $"{source.Heading} {trace.Protocol.Name}".Replace(' ', '-').Replace('_', '-'),
            $"{source.Heading} under {trace.Protocol.Label}: {source.Title}",
            TimelineWords.Ending(row, trace.End.TimeS),
            [0, .. trace.Events.Select(one => one.After.TimeS), trace.End.TimeS],
            [.. trace.Events.Where(one => one.Kind == EventKind.Fault).Select(one => one.After.TimeS).Distinct()],
            TimelineBands.Lanes(source, trace, notes),
            TimelineCurves.Of(source, trace),
            notes.All);
    }
}
