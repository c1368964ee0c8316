using System.Globalization;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Timeline;

/// <summary>The words of a timeline.</summary>
internal static class TimelineWords
{
    private const int _mostTimes = 12;

    /// <summary>The facts that say most about a decision; replays and the JSON lines have them all.</summary>
    private static readonly string[] _mainFacts =
        ["answers", "gap_entries", "history_kept", "beyond_window_entries", "remainder_entries", "barrier_entries", "rounds", "admitted_per_s", "replay_per_s", "tail_entries", "reservation_entries", "new_address"];

    /// <summary>Facts that are worth a word only if they are not as they should be.</summary>
    private static readonly Fact[] _usualFacts = [Fact.Of("divergent_entries", 0), Fact.Of("payloads_resolvable", true), Fact.Of("base_is_version_correct", true)];

    private static readonly string[] _reportFacts = ["node", "state", "epoch", "durable_lsn", "recoverable_prefix_lsn", "possibly_committed_lsn"];

    private static readonly Cause[] _saidByTheEvent =
        [Cause.Recovered, Cause.AcknowledgementOverdue, Cause.BarrierAcknowledged, Cause.GapRecoverable, Cause.RebuildOrdered, Cause.CopyComplete, Cause.Promoted];

    private static readonly Dictionary<(string Hook, string Verdict), string> _verdicts = new()
    {
        [(PolicyHooks.Contact, "exclude")] = "exclude it",
        [(PolicyHooks.Contact, "wait")] = "wait",
        [(PolicyHooks.Contact, "attempt")] = "attempt a catch-up",
        [(PolicyHooks.Convergence, "chase_head")] = "chase the head",
        [(PolicyHooks.Convergence, "round")] = "replay a round",
        [(PolicyHooks.Convergence, "final_barrier")] = "send the final barrier",
        [(PolicyHooks.Convergence, "abort")] = "give the replay up",
        [(PolicyHooks.Recoverability, "recoverable")] = "the gap is recoverable",
        [(PolicyHooks.Recoverability, "not_recoverable")] = "the gap is not recoverable",
        [(PolicyHooks.Rebuild, "granted")] = "rebuild granted",
        [(PolicyHooks.Rebuild, "refused")] = "rebuild refused",
        [(PolicyHooks.Rejoin, "already_known")] = "it is known as before",
        [(PolicyHooks.Rejoin, "address_refresh")] = "its address must be handed out",
        [(PolicyHooks.Rejoin, "registration")] = "it must register",
        [(PolicyHooks.Promotion, "nobody")] = "nobody is promoted",
    };

    /// <summary>Every fact of a policy that is told, by its name; those of a candidate's report apart. A name that no policy has would tell nothing.</summary>
    internal static IEnumerable<string> FactNames => [.. _mainFacts, .. _usualFacts.Select(fact => fact.Name)];

    /// <inheritdoc cref="FactNames"/>
    internal static IEnumerable<string> ReportFactNames => _reportFacts;

    /// <summary>Every verdict that has words of its own, by the policy.</summary>
    internal static IEnumerable<(string Hook, string Verdict)> Verdicts => _verdicts.Keys;

    /// <summary>What happened, and what was decided and changed by it, without whom it happened to.</summary>
    internal static string Of(TraceEvent one)
    {
        // Where many nodes are concerned, as in a new term, whether each answers shows in what becomes of it.
        var isOfMany = one.Steps.Select(step => step.Node).Append(one.Node).Distinct().Count() > 1;
        string[] consequences =
        [
            .. one.Steps.Where(step => !(isOfMany && step is PolicyDecision { Hook: PolicyHooks.Contact }))
                .GroupBy(Of, step => step is PolicyDecision { Hook: PolicyHooks.Promotion } ? one.Node : step.Node)
                .Select(alike => $"{Whom([.. alike.Distinct()], one.Node)}{alike.Key}"),
        ];
        return consequences.Length == 0 ? NameOf(one) : $"{NameOf(one)}: {string.Join("; ", consequences)}";
    }

    /// <summary>The nodes that something befalls; nobody is named if it is just the node that the event is about.</summary>
    private static string Whom(int[] nodes, int eventNode) =>
        nodes.Length == 1 ? nodes[0] == eventNode ? "" : $"{NameOf(nodes[0])} " : $"nodes {string.Join(", ", nodes)} ";

    /// <summary>The facts that policies saw at an event, those that say most.</summary>
    internal static string Facts(TraceEvent one) => string.Join(
        ", ",
        one.Steps.OfType<PolicyDecision>().SelectMany(decision => decision.Facts).Where(fact => IsTold(fact) && !(fact.Name == "answers" && one.Kind is EventKind.Failover or EventKind.Resume)).Distinct().Select(Of)
            .Concat(one.Steps.OfType<PolicyDecision>().SelectMany(decision => decision.Reports).Select(Report)));

    /// <summary>What a candidate reported, for example node 1 (in_sync, epoch 0, durable 11,999, recoverable 11,999, possibly committed 11,996).</summary>
    private static string Report(IReadOnlyList<Fact> report)
    {
        string[] values = [.. _reportFacts.Select(name => report.Single(fact => fact.Name == name)).Select(Value)];
        return $"node {values[0]} ({values[1]}, epoch {values[2]}, durable {values[3]}, recoverable {values[4]}, possibly committed {values[5]})";

        static string Value(Fact fact) => fact.Number is { } number && double.IsFinite(number) ? number.ToString("#,0", CultureInfo.InvariantCulture) : fact.Text();
    }

    /// <summary>When something happens, in words.</summary>
    internal static string Times(IReadOnlyList<double> timesS)
    {
        var shown = string.Join(", ", timesS.Take(_mostTimes).Select(Seconds));
        return timesS.Count > _mostTimes ? $"{shown} s, … {Seconds(timesS[^1])} s ({NumberText.Count(timesS.Count)} times)" : $"{shown} s";
    }

    /// <summary>A time without its unit.</summary>
    internal static string Seconds(double timeS) => timeS.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>How the trial ended.</summary>
    internal static string Ending(TrialRow row, double endS)
    {
        var recoveryS = row[RowColumns.RecoveryS];
        var recovered = double.IsNaN(recoveryS) ? "no first recovery" : $"first recovery {Seconds(recoveryS)} s";
        var decided = row[RowColumns.Explicit] != 0 ? "explicit" : "accidental";
        return $"{row.Text(RowColumns.Ended)} at {Seconds(endS)} s; {recovered}, path {row.Text(RowColumns.Path)}, reason {row.Text(RowColumns.Reason)}, {decided}{Safety()}";

        // Where the primary was never lost and nothing else was, there is nothing to say of it.
        string Safety()
        {
            var (lost, leaked, promotions, unavailableS) = (row[RowColumns.LostEntries], row[RowColumns.LeakedEntries], row[RowColumns.Promotions], row[RowColumns.UnavailableS]);
            var safety = lost == 0 && leaked == 0 ? "nothing lost or leaked" : string.Create(CultureInfo.InvariantCulture, $"{lost:#,0} acknowledged entries lost, {leaked:#,0} excluded entries leaked");
            return lost + leaked + promotions + unavailableS > 0 ? $"; {NumberText.Counted((long)promotions, "promotion")}, {Seconds(unavailableS)} s without a primary, {safety}" : "";
        }
    }

    private static bool IsTold(Fact fact) => _mainFacts.Contains(fact.Name) || (_usualFacts.Any(usual => usual.Name == fact.Name) && !_usualFacts.Contains(fact));

    /// <summary>For example gap 2,503 entries, admitted 1,000/s, history kept: yes.</summary>
    private static string Of(Fact fact)
    {
        var name = fact.Name.Replace('_', ' ');
        if (fact.Number is not { } number)
        {
            return $"{name}: {(fact.Flag is { } flag ? flag ? "yes" : "no" : fact.Word)}";
        }

        var value = number.ToString("#,0.###", CultureInfo.InvariantCulture);
        return !double.IsFinite(number) ? $"{name}: {fact.Text()}"
            : name.EndsWith(" entries", StringComparison.Ordinal) ? $"{name[..^" entries".Length]} {value} entries"
            : name.EndsWith(" per s", StringComparison.Ordinal) ? $"{name[..^" per s".Length]} {value}/s"
            : $"{name} {value}";
    }

    private static string Of(PolicyDecision decision)
    {
        var verdict = decision is { Hook: PolicyHooks.Promotion, Cause: null } ? $"{NameOf(decision.Node)} is promoted" : _verdicts.GetValueOrDefault((decision.Hook, decision.Verdict), $"{decision.Hook}: {decision.Verdict}".Replace('_', ' '));
        return decision.Cause is { } cause ? $"{verdict} ({Spelling.Of(cause)})" : verdict;
    }

    /// <summary>What a node is called.</summary>
    internal static string NameOf(int node) => string.Create(CultureInfo.InvariantCulture, $"node {node}");

    private static string NameOf(TraceEvent one) => one.Kind == EventKind.Fault ? NameOf(one.Fault) : one.Kind switch
    {
        EventKind.AcknowledgementOverdue => "acknowledgement overdue",
        EventKind.HandshakeDone => "probe answered",
        EventKind.TargetReached => "replay target reached",
        EventKind.CopyDone => "volume copied",
        EventKind.BarrierDone => "final barrier",
        EventKind.HoldOver => "hold over",
        EventKind.PinLimit => "limit of entries kept reached",
        EventKind.HistoryLost => "history lost",
        EventKind.Expiry => "time of keeping WAL up",
        EventKind.AddressRefresh => "address handed out",
        EventKind.Registration => "process registers",
        EventKind.RebuildOrder => "rebuild ordered",
        EventKind.HeadBlocked => "writes block: nothing more can be committed",
        EventKind.WalFull => "WAL device full",
        EventKind.Fence => "lease runs out, the primary fences itself",
        EventKind.Resume => "the primary registers and begins a new term",
        EventKind.Failover => "the control plane asks for a new primary",
        _ => Spelling.Of(one.Kind).Replace('_', ' '),
    };

    private static string NameOf(Fault fault) => fault.Kind switch
    {
        FaultKind.WriteRate => $"clients offer {NumberText.Rate(fault.Value)}",
        FaultKind.SpikeStart => $"latency {NumberText.Duration(fault.Value)} longer each way",
        FaultKind.SpikeEnd => "latency normal",
        FaultKind.IsolationStart => "the control plane hears it no longer",
        FaultKind.IsolationEnd => "the control plane hears it again",
        FaultKind.RestartSameAddress => "process restarts at its address",
        FaultKind.RestartNewAddress => "process restarts at a new address",
        _ => Spelling.Of(fault.Kind).Replace('_', ' '),
    };

    /// <summary>A cause is left out where the event says as much.</summary>
    private static string Of(TraceStep step) => step switch
    {
        TraceTransition change => _saidByTheEvent.Contains(change.Cause) ? $"→ {change.To}" : $"→ {change.To} ({Spelling.Of(change.Cause)})",
        TraceFinding finding => Spelling.Of(finding.Cause),
        TraceTruncation truncation => $"{(double.IsFinite(truncation.DroppedEntries) ? truncation.DroppedEntries.ToString("#,0", CultureInfo.InvariantCulture) : "all")} divergent entries dropped",
        PolicyDecision decision => Of(decision),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}
