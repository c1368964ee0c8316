using System.Globalization;
using WalSweep.Engine;

namespace WalSweep.Tests.Hooks;

/// <summary>What running nodes may report when a primary is to be chosen; node 0 is the lost primary.</summary>
internal static class PromotionSituations
{
    private const double Nothing = double.NegativeInfinity;

    private static readonly (int Nodes, string Name, CandidateReport[] Reports)[] _all =
    [
        (3, "nobody reports", []),
        (3, "one node reports, in step", [Report.Of(1)]),
        (3, "two nodes in step, node 2 further", [Report.Of(1), Report.Of(2, durable: 120)]),
        (3, "two nodes in step, equal", [Report.Of(1), Report.Of(2)]),
        (3, "node 2 has received more, node 1 has made more durable", [Report.Of(1, durable: 110), Report.Of(2, durable: 100, apparent: 120)]),
        (3, "node 2 lags below what is committed", [Report.Of(1), Report.Of(2, ReplicaState.Lagging, durable: 80, committed: 80)]),
        (3, "node 2 lags, but has all that is committed, and more than node 1", [Report.Of(1), Report.Of(2, ReplicaState.Lagging, durable: 110)]),
        (3, "node 2 is being rebuilt and claims more", [Report.Of(1), Report.Of(2, ReplicaState.Rebuilding, durable: 200, prefix: Nothing)]),
        (3, "node 2 needs a rebuild: nothing valid, and its last base claims more", [Report.Of(1), Report.Of(2, ReplicaState.NeedsRebuild, durable: 200, prefix: Nothing, committed: 50)]),
        (3, "node 2 has Failed and claims more", [Report.Of(1), Report.Of(2, ReplicaState.Failed, durable: 200, prefix: Nothing)]),
        (3, "only a rebuilding node is left", [Report.Of(2, ReplicaState.Rebuilding, prefix: Nothing)]),
        (3, "only a node that needs a rebuild is left", [Report.Of(2, ReplicaState.NeedsRebuild)]),
        (3, "only a Failed node is left", [Report.Of(2, ReplicaState.Failed, prefix: Nothing)]),
        (3, "a node in PromotionHold is further", [Report.Of(1), Report.Of(2, ReplicaState.PromotionHold, durable: 120)]),
        (3, "node 2 has more, without the payloads beyond 60", [Report.Of(1), Report.Of(2, durable: 120, prefix: 60)]),
        (3, "neither has the payloads beyond 60", [Report.Of(1, prefix: 60), Report.Of(2, prefix: 60)]),
        (3, "node 2 has more, without the payloads beyond 110, where nothing is committed", [Report.Of(1), Report.Of(2, durable: 120, prefix: 110)]),
        (3, "110 may be committed for all node 2 knows, who has it; node 1 has less", [Report.Of(1), Report.Of(2, durable: 110, committed: 110)]),
        (3, "110 may be committed for all node 2 knows, who needs a rebuild; node 1 has less", [Report.Of(1), Report.Of(2, ReplicaState.NeedsRebuild, durable: 110, prefix: Nothing, committed: 110)]),
        (3, "110 may be committed for all node 2 knows, whose payloads end at 60; node 1 has less", [Report.Of(1), Report.Of(2, durable: 110, prefix: 60, committed: 110)]),
        (3, "node 2 is further on an older epoch", [Report.Of(1), Report.Of(2, durable: 200, epoch: 4, committed: 200)]),
        (3, "node 2 is further on an older epoch; node 1 needs a rebuild", [Report.Of(1, ReplicaState.NeedsRebuild, prefix: Nothing), Report.Of(2, durable: 200, epoch: 4, committed: 200)]),
        (3, "both are of an older epoch", [Report.Of(1, epoch: 4), Report.Of(2, epoch: 3, durable: 120)]),
        (2, "nobody reports", []),
        (2, "the other node, in step", [Report.Of(1)]),
        (2, "the other node lags: it had 80 when it was in step", [Report.Of(1, ReplicaState.Lagging, durable: 80, committed: 80)]),
        (2, "the other node needs a rebuild", [Report.Of(1, ReplicaState.NeedsRebuild, prefix: Nothing)]),
        (2, "the other node is of an older epoch", [Report.Of(1, epoch: 4)]),
        (4, "one node reports, in step", [Report.Of(1)]),
        (4, "two nodes in step, node 3 further", [Report.Of(1), Report.Of(3, durable: 120)]),
        (4, "node 1 in step, node 2 needs a rebuild", [Report.Of(1), Report.Of(2, ReplicaState.NeedsRebuild, prefix: Nothing)]),
        (4, "node 1 is of an older epoch, node 2 lags", [Report.Of(1, epoch: 4, durable: 200, committed: 200), Report.Of(2, ReplicaState.Lagging)]),
        (4, "node 1 lags at 90, nodes 2 and 3 in step", [Report.Of(1, ReplicaState.Lagging, durable: 90, committed: 90), Report.Of(2, durable: 105), Report.Of(3)]),
    ];

    public static void Write(Action<string, string[], IEnumerable<(string[] Situation, Func<VersionHooks, string> Ask)>> table)
    {
        foreach (var durability in Enum.GetValues<Durability>())
        {
            table(
                $"5. PromotionPolicy, under {Spelling.Of(durability)}", ["nodes", "reports"],
                _all.Select(situation => (new[] { situation.Nodes.ToString(CultureInfo.InvariantCulture), situation.Name }, Ask(situation.Reports, new PromotionView(durability, situation.Nodes, Epoch: 5)))));
        }
    }

    private static Func<VersionHooks, string> Ask(CandidateReport[] reports, PromotionView view) => version => version.Promotion(reports, view);
}
