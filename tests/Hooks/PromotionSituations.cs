using WalSweep.Engine;

namespace WalSweep.Tests.Hooks;

/// <summary>What running nodes may report when a primary is to be chosen; three nodes in all, node 0 is the lost primary.</summary>
internal static class PromotionSituations
{
    private static readonly (string Name, CandidateReport[] Reports)[] _all =
    [
        ("nobody reports", []),
        ("one node reports, in step", [Node(1)]),
        ("two nodes in step, node 2 further", [Node(1), Node(2, apparent: 120, durable: 120)]),
        ("two nodes in step, equal", [Node(1), Node(2)]),
        ("node 2 has received more, node 1 has made more durable", [Node(1, apparent: 110, durable: 110), Node(2, apparent: 120, durable: 100)]),
        ("node 2 is further on an older epoch", [Node(1), Node(2, apparent: 200, durable: 200, epoch: 4)]),
        ("node 2 lags below what is committed", [Node(1), Node(2, ReplicaState.Lagging, apparent: 80, durable: 80)]),
        ("node 2 is being rebuilt and claims more", [Node(1), Node(2, ReplicaState.Rebuilding, apparent: 200, durable: 200)]),
        ("only a rebuilding node is left", [Node(2, ReplicaState.Rebuilding)]),
        ("only a node that needs a rebuild is left", [Node(2, ReplicaState.NeedsRebuild)]),
        ("all are below what is committed", [Node(1, durable: 90, apparent: 90), Node(2, durable: 95, apparent: 95)]),
        ("a node in PromotionHold is further", [Node(1), Node(2, ReplicaState.PromotionHold, apparent: 120, durable: 120)]),
    ];

    public static void Write(Action<string, string[], IEnumerable<(string[] Situation, Func<VersionHooks, string> Ask)>> table)
    {
        foreach (var durability in Enum.GetValues<Durability>())
        {
            var view = new PromotionView(durability, Nodes: 3, Epoch: 5);
            table(
                $"5. PromotionPolicy, under {Spelling.Of(durability)}", ["reports, of 3 nodes; 100 entries are committed in epoch 5"],
                _all.Select(situation => (new[] { situation.Name }, (Func<VersionHooks, string>)(version => version.Promotion(situation.Reports, view)))));
        }
    }

    private static CandidateReport Node(int node, ReplicaState state = ReplicaState.InSync, double apparent = 100, double durable = 100, int epoch = 5) => new()
    {
        Node = node,
        State = state,
        Epoch = epoch,
        ApparentLsn = apparent,
        DurableLsn = durable,
        RecoverablePrefixLsn = durable,
        PossiblyCommittedLsn = 100,
    };
}
