using System.Globalization;
using System.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>The two tables that the outcome "explicit" rests on: legal transitions, and which causes are explicit.</summary>
public class TransitionTests
{
    [Fact]
    public void Nothing_leaves_Failed_and_nothing_stays_where_it_is()
    {
        foreach (var from in Enum.GetValues<ReplicaState>())
        {
            Assert.False(Transitions.IsLegal(ReplicaState.Failed, from));
            Assert.False(Transitions.IsLegal(from, from));
            Assert.Equal(from is ReplicaState.CatchingUp or ReplicaState.CatchUpAfterRebuild or ReplicaState.PromotionHold, Transitions.IsLegal(from, ReplicaState.InSync));
        }
    }

    [Fact]
    public void No_version_strays_from_its_own_transitions_and_causes() => Golden.Check("docs/transitions.md", Table(CoverageSweep.OfRandomScenarios.Causes));

    private static string Table(Dictionary<(ProtocolVersion Version, ReplicaState From, ReplicaState To), SortedSet<Cause>> seen)
    {
        var text = new StringBuilder();
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""
            # Transitions and causes

            Written by the tests (`dotnet test --filter TransitionTests`, with WALSWEEP_UPDATE_GOLDEN=1 to update) from {CoverageSweep.TotalCount:N0} random scenarios under each version: which transitions of a replica occur, and
            with which causes. A transition that is missing here and in `Transitions.cs` stops a run. The second table says where an ablation ([ablations.md](ablations.md)) differs from V2 in this;
            [coverage.md](coverage.md) which scenario reaches each first.


            """).ReplaceLineEndings("\n"));
        text.Append(CultureInfo.InvariantCulture, $"| from | to | {string.Join(" | ", ProtocolVersion.Generations.Select(version => version.Label))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|---|{string.Concat(ProtocolVersion.Generations.Select(_ => "---|"))}\n");
        foreach (var pair in PairsIn(seen))
        {
            var cells = ProtocolVersion.Generations.Select(version => Words(CausesOf(seen, version, pair)));
            text.Append(CultureInfo.InvariantCulture, $"| {pair.From} | {pair.To} | {string.Join(" | ", cells)} |\n");
        }

        AppendAblations(text, seen);
        text.Append("""

            ## Which causes are explicit

            Explicit: a rule was evaluated on current facts before what it depends on was lost. Accidental: history ran out midway, time ran out, a stale address was retried, or a
            replica was excluded without anyone asking whether its gap was recoverable. A trial is explicit iff all its causes are and it ended completed, failed, or unavailable because nobody was eligible.

            | cause | |
            |---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var cause in Enum.GetValues<Cause>())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Spelling.Of(cause)} | {(Causes.IsExplicit(cause) ? "explicit" : "accidental")} |\n");
        }

        return text.ToString();
    }

    private static void AppendAblations(StringBuilder text, Dictionary<(ProtocolVersion Version, ReplicaState From, ReplicaState To), SortedSet<Cause>> seen)
    {
        text.Append("\n| ablation | from | to | causes that V2 has not | causes that it has not |\n|---|---|---|---|---|\n");
        foreach (var version in ProtocolVersion.All.Except(ProtocolVersion.Generations))
        {
            var differences = from pair in PairsIn(seen)
                              let own = CausesOf(seen, version, pair)
                              let ofV2 = CausesOf(seen, ProtocolVersion.V2, pair)
                              where !own.SequenceEqual(ofV2)
                              select $"{pair.From} | {pair.To} | {Words(own.Except(ofV2))} | {Words(ofV2.Except(own))}";
            foreach (string difference in differences.DefaultIfEmpty("— | — | — | —"))
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{version}` | {difference} |\n");
            }
        }
    }

    private static IEnumerable<(ReplicaState From, ReplicaState To)> PairsIn(Dictionary<(ProtocolVersion Version, ReplicaState From, ReplicaState To), SortedSet<Cause>> seen) =>
        seen.Keys.Select(key => (key.From, key.To)).Distinct().Order();

    private static SortedSet<Cause> CausesOf(
        Dictionary<(ProtocolVersion Version, ReplicaState From, ReplicaState To), SortedSet<Cause>> seen, ProtocolVersion version, (ReplicaState From, ReplicaState To) pair) =>
        seen.TryGetValue((version, pair.From, pair.To), out var causes) ? causes : [];

    private static string Words(IEnumerable<Cause> causes) => string.Join(", ", causes.Select(Spelling.Of).DefaultIfEmpty("—"));
}
