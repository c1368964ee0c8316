namespace WalSweep.Mutants;

// What the simulator is built of: motions, periods, the streams of replicas, the tables.
internal static partial class MutantTable
{
    private static Mutant[] Parts() =>
    [
        new("probes-at-the-end-of-a-session", "Periodic.cs", "return tickS > afterS ?", "return tickS >= afterS ?"),
        new("the-anchor-is-a-probe", "Periodic.cs", "var k = Ordered.Max(1, FirstIndex(", "var k = Ordered.Max(0, FirstIndex("),
        new("the-anchor-is-a-stale-probe", "Periodic.cs", "var first = Ordered.Max(1, FirstIndex(", "var first = Ordered.Max(0, FirstIndex("),
        new("rates-change-without-arriving", "Motion.cs", "            Value = At(timeS);\n            SinceS = timeS;\n            RatePerS = ratePerS;", "            RatePerS = ratePerS;"),
        new("the-best-rebuild-starts-at-once", "BestRecovery.cs", "Ordered.Max(_rebuild + replayed, head.At(untilS) - _behind)", "_rebuild + replayed"),
        new("the-best-catch-up-is-always-possible", "BestRecovery.cs", "_canCatchUp ? MeetsAtS(", "true ? MeetsAtS("),
        new("spikes-delay-nothing", "Replica.cs", "SpikeStartS : timeS - latencyS - ExtraS;", "SpikeStartS : timeS - latencyS;"),
        new("what-was-sent-before-a-spike-is-late", "Replica.cs", "if (timeS < SpikeStartS + latencyS ||", "if (timeS < SpikeStartS ||"),
        new("an-idle-past-is-forgotten", "HeadHistory.cs", "return number == 0 ? fromS : Ordered.Max(fromS, motion.SinceS);", "return fromS;"),
        new("history-lost-is-explicit", "Cause.cs", "(1UL << (int)Cause.HistoryLostMidway) | (1UL << (int)Cause.StaleAddress)", "(1UL << (int)Cause.StaleAddress)"),
        new("exclusion-is-explicit", "Cause.cs", "| (1UL << (int)Cause.DegradedExcluded)", ""),
        new("a-transition-is-illegal", "Transitions.cs", "_laggingBit | _catchingUpBit | _rebuildingBit | _catchUpAfterRebuildBit", "_laggingBit | _catchingUpBit | _rebuildingBit"),
    ];
}
