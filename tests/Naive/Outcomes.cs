using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>From what was measured to the outcome (docs/model.md §11).</summary>
internal static class Outcomes
{
    public static Outcome Summarise(Ending ended, GridParameters p, Grid grid, long now, Course course, Measures m)
    {
        var first = m.First;
        var reachable = first?.ReachableAgain;
        var recovered = first?.InSyncAgain;
        return new Outcome
        {
            Ended = ended,
            Path = first?.Path ?? RecoveryPath.NoGap,
            Explicit = m.Causes.All(Causes.IsExplicit) && (ended is Ending.Completed or Ending.Failed || (ended == Ending.Unavailable && m.Causes.Contains(Cause.NoEligibleCandidate))),
            NeedlessRebuild = first is { BeganRebuild: true, ReachableAgain: not null } && CatchupWasFaster(p, first),
            BacklogEntries = reachable is null ? double.NaN : first!.Backlog,
            RecoveryS = recovered - reachable is { } recovery ? grid.Seconds(recovery) : double.NaN,
            HoldS = recovered is null || reachable is null ? double.NaN : grid.Seconds(first!.HoldTicks),
            WorstRecoveryS = m.WorstRecoveryTicks is { } worst ? grid.Seconds(worst) : double.NaN,
            BestRecoveryS = reachable is null || first!.EndedByPromotion ? double.NaN : BestRecovery.Seconds(p, grid, now, course, first!),
            Promotions = m.Promotions,
            UnavailableS = grid.Seconds(m.UnavailableTicks),
            Catchups = m.Catchups,
            Rebuilds = m.Rebuilds,
            Aborts = m.Aborts,
            Reconnects = m.Reconnects,
            StaleAddressRetries = m.StaleAddressRetries,
            Events = m.Events,
            CatchupTimeS = grid.Seconds(m.CatchupTicks),
            RebuildTimeS = grid.Seconds(m.RebuildTicks),
            BlockedS = m.BlockedTicks * grid.DtS,
            ExposedS = grid.Seconds(m.ExposedTicks),
            WalPeakBytes = m.PeakRetained * p.EntryBytes,
            WalPinnedByteS = m.Pinned * p.EntryBytes * grid.DtS,
            TransferredBytes = (m.EntriesReplayed * p.EntryBytes) + m.BytesCopied,
            EndS = grid.Seconds(now),
        };
    }

    /// <summary>Whether, when it was reachable again, a catch-up was possible and faster than S/b + (L + w·S/b)/(c − w); both sides times (c − w)·b.</summary>
    private static bool CatchupWasFaster(GridParameters p, Recovery first)
    {
        var surplus = p.CatchupRate - first.Admitted;
        return first.DiskValid && first.Position >= first.PayloadsLostUpTo && first.Backlog <= p.Keep && surplus > 0
            && first.Backlog * p.RebuildBytesPerTick
                < (p.VolumeBytes * surplus) + (p.SnapshotLag * p.RebuildBytesPerTick) + (first.Admitted * p.VolumeBytes);
    }
}
