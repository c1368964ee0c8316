using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;

namespace WalSweep.Analysis.Counting;

/// <summary>What a sweep came to: one line per protocol, in the order of the sweep.</summary>
/// <param name="Protocols">The lines.</param>
/// <param name="HasFailover">Whether primaries can be lost in the sweep.</param>
public sealed record SweepSummary(IReadOnlyList<ProtocolSummary> Protocols, bool HasFailover = false)
{
    /// <summary>Whether what was lost and leaked is to be told: where primaries can be lost, and wherever there is something to tell.</summary>
    public bool TellsSafety => HasFailover || Protocols.Any(protocol => protocol.LossCount > 0 || protocol.LeakCount > 0);
}

/// <summary>What a sweep came to under one protocol. Times are of the first recovery, in seconds; NaN if no trial has one.</summary>
/// <param name="Protocol">Which protocol.</param>
/// <param name="TrialCount">Trials.</param>
/// <param name="Fates">Trials of each fate.</param>
/// <param name="ExplicitCount">Trials that were explicit.</param>
/// <param name="NeedlessRebuildCount">Trials whose first recovery rebuilt although a catch-up was possible and faster.</param>
/// <param name="LossCount">Trials that lost entries that had been acknowledged.</param>
/// <param name="LostEntries">Entries they lost.</param>
/// <param name="LeakCount">Trials in which entries that a later term had excluded came into the lineage.</param>
/// <param name="LeakedEntries">Entries that did.</param>
/// <param name="RecoveryCount">Trials that have a recovery time.</param>
/// <param name="RecoveryMedianS">Median, within <see cref="Statistics.LogHistogram.RelativeError"/>.</param>
/// <param name="RecoveryP99S">99th percentile, within the same error.</param>
/// <param name="RecoveryMaxS">The longest, exact.</param>
public sealed record ProtocolSummary(
    ProtocolVersion Protocol,
    long TrialCount,
    FateCounts Fates,
    long ExplicitCount,
    long NeedlessRebuildCount,
    long LossCount,
    long LostEntries,
    long LeakCount,
    long LeakedEntries,
    long RecoveryCount,
    double RecoveryMedianS,
    double RecoveryP99S,
    double RecoveryMaxS)
{
    /// <summary>Share of trials with a fate, 0…1; NaN without trials.</summary>
    public double ShareOf(Fate fate) => ShareOf(Fates[fate]);

    /// <summary>A count of trials as a share of all, 0…1; NaN without trials.</summary>
    public double ShareOf(long count) => TrialCount == 0 ? double.NaN : (double)count / TrialCount;

    internal static ProtocolSummary Of(ProtocolVersion protocol, ProtocolTotals totals) => new(
        protocol,
        totals.TrialCount,
        new FateCounts(
            totals.CountOf(Fate.CaughtUp),
            totals.CountOf(Fate.RebuiltByDecision),
            totals.CountOf(Fate.RebuiltByAccident),
            totals.CountOf(Fate.NotRecovered)),
        totals.ExplicitCount,
        totals.NeedlessRebuildCount,
        totals.LossCount,
        totals.LostEntries,
        totals.LeakCount,
        totals.LeakedEntries,
        totals.RecoveryS.Count,
        totals.RecoveryS.Quantile(500),
        totals.RecoveryS.Quantile(990),
        totals.RecoveryS.Max);
}
