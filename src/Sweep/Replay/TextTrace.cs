using System.Globalization;
using System.Text;
using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>
/// Writes one line for every event of a trial: when, what, the head and the tail, each replica's state and position, and the decisions taken with their causes.
/// </summary>
/// <remarks>Allocates freely: it is for one trial at a time.</remarks>
public readonly struct TextTrace : ITrialObserver
{
    private readonly TextWriter _writer;
    private readonly StringBuilder _decisions;

    /// <summary>Creates a trace that writes its heading at once.</summary>
    /// <param name="writer">Receives the lines; not closed.</param>
    /// <param name="replicas">Replicas of the scenario.</param>
    public TextTrace(TextWriter writer, int replicas)
    {
        _writer = writer;
        _decisions = new StringBuilder();
        var heading = new StringBuilder($"{"time_s",14}  {"event",-24} {"head",14} {"tail",14}");
        for (var node = 0; node <= replicas; node++)
        {
            heading.Append(CultureInfo.InvariantCulture, $"  {$"node {node}",-32}");
        }

        writer.WriteLine(heading.Append("  decisions").ToString());
    }

    /// <inheritdoc/>
    public static bool IsWatching => true;

    /// <inheritdoc/>
    public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) =>
        _decisions.Append(CultureInfo.InvariantCulture, $"  {node}: {from} -> {to} ({Spelling.Of(cause)})");

    /// <inheritdoc/>
    public void OnDecision(in TrialState state, int node, Cause cause) =>
        _decisions.Append(CultureInfo.InvariantCulture, $"  {node}: {Spelling.Of(cause)}");

    /// <inheritdoc/>
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{state.NowS,14:F6}  {Name(kind, node, fault),-24} {state.HeadEntries,14:F1} {state.TailEntries,14:F1}");
        for (var number = 0; number <= state.ReplicaCount; number++)
        {
            line.Append("  ").Append(Describe(in state, in state.ReplicaOf(number)).PadRight(32));
        }

        if (state.IsBlocked)
        {
            line.Append("  [writes blocked]");
        }

        if (state.IsFull)
        {
            line.Append("  [wal device full]");
        }

        _writer.WriteLine(line.Append(_decisions).ToString().TrimEnd());
        _decisions.Clear();
    }

    private static string Name(EventKind kind, int node, Fault fault)
    {
        var what = kind == EventKind.Fault ? Spelling.Of(fault.Kind) : Spelling.Of(kind);
        var value = kind == EventKind.Fault && fault.Value > 0 ? fault.Value.ToString("R", CultureInfo.InvariantCulture) : null;
        return string.Join(' ', new[] { what, node >= 0 ? node.ToString(CultureInfo.InvariantCulture) : null, value }.Where(part => part is not null));
    }

    private static string Describe(in TrialState state, in Replica replica) =>
        replica.IsLive ? $"{replica.State}"
        : string.Create(CultureInfo.InvariantCulture, $"{replica.State} {replica.PositionAt(state.NowS):F1}{(replica.Pinned ? " pinned" : "")}");
}
