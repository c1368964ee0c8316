using WalSweep.Engine;

namespace WalSweep.Tests.Hooks;

/// <summary>The hooks of one version, to be asked by tests that go through all versions.</summary>
internal abstract class VersionHooks
{
    public static VersionHooks Of(ProtocolVersion version) =>
        (VersionHooks)Activator.CreateInstance(typeof(Asked<>).MakeGenericType(version.GetType().GetGenericArguments()))!;

    public abstract string Contact(ContactView view);

    public abstract string Replay(in ReplayView view);

    public abstract string Gap(GapView view);

    public abstract string Rebuild(RebuildView view);

    public abstract string Restart(RestartView view);

    public abstract string Promotion(CandidateReport[] reports, PromotionView view);

    /// <summary>What belongs to the hooks and does not depend on a situation, by its name.</summary>
    public abstract IEnumerable<(string Name, string Value)> Constants();

    private sealed class Asked<TProtocol> : VersionHooks
        where TProtocol : struct, IProtocol
    {
        public override string Contact(ContactView view) => Spelling.Of(TProtocol.CanAttemptCatchup(in view));

        public override string Replay(in ReplayView view)
        {
            var verdict = TProtocol.CatchupConvergencePolicy(in view);
            return Spelling.Of(verdict.Step) + (verdict.Step == ReplayStep.Abort ? $": {Spelling.Of(verdict.Cause)}" : "");
        }

        public override string Gap(GapView view)
        {
            var verdict = TProtocol.RecoverabilityPolicy(in view);
            return verdict.Recoverable ? "recoverable" : $"rebuild: {Spelling.Of(verdict.Cause)}";
        }

        public override string Rebuild(RebuildView view)
        {
            var verdict = TProtocol.GrantsRebuild(in view);
            return verdict.Granted ? "granted" : $"refused: {Spelling.Of(verdict.Cause)}";
        }

        public override string Restart(RestartView view) => Spelling.Of(TProtocol.RestartRejoinPolicy(in view));

        public override string Promotion(CandidateReport[] reports, PromotionView view)
        {
            var chosen = TProtocol.PromotionPolicy(reports, in view);
            return chosen < 0 ? "nobody" : FormattableString.Invariant($"node {reports[chosen].Node}");
        }

        public override IEnumerable<(string Name, string Value)> Constants() =>
        [
            ("1. excluded replicas are no longer required by sync_all", Answer(TProtocol.DropsExcludedFromRequired)),
            ("2. a recovered replica proves itself before it counts", Answer(TProtocol.HoldsBeforePromotion)),
            ("3. what keeps WAL for recovery", Spelling.Of(TProtocol.Retention)),
            ("4. who orders rebuilds", Spelling.Of(TProtocol.OrdersRebuilds)),
            ("4. a primary that restarts in place starts a new epoch", Answer(TProtocol.StartsEpochOnRestart)),
            ("4. a replica that rejoins drops its divergent tail", Answer(TProtocol.TruncatesDivergentTail)),
            ("4. a replica in step goes on with whoever writes", Answer(TProtocol.ObeysWhoeverWrites)),
            ("5. what stops a primary that has lost its lease", Spelling.Of(TProtocol.Fencing)),
        ];

        private static string Answer(bool value) => value ? "yes" : "no";
    }
}
