using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>From the state at the end to the outcome (docs/model.md §11).</summary>
internal static class Outcomes
{
    public static Outcome Summarise(Ending ended, GridParameters p, Grid grid, long now, Volume volume, Measures m)
    {
        var first = m.First;
        var reachable = first?.ReachableAgain;
        var recovered = first?.InSyncAgain;
        return new Outcome
        {
            Ended = ended,
            Path = first?.Path ?? RecoveryPath.NoGap,
            Reason = ReasonOf(p, ended, volume, m),
            Explicit = m.Causes.All(Causes.IsExplicit) && (ended is Ending.Completed or Ending.Failed),
            NeedlessRebuild = first is { BeganRebuild: true, ReachableAgain: not null } && CatchupWasFaster(p, first),
            BacklogEntries = reachable is null ? double.NaN : first!.Backlog,
            RecoveryS = recovered is { } end ? grid.Seconds(end - reachable!.Value) : double.NaN,
            HoldS = recovered is null ? double.NaN : grid.Seconds(first!.HoldTicks),
            WorstRecoveryS = m.WorstRecoveryTicks is { } worst ? grid.Seconds(worst) : double.NaN,
            BestRecoveryS = reachable is null ? double.NaN : BestRecovery.Seconds(p, grid, now, volume, first!),
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

    private static Cause ReasonOf(GridParameters p, Ending ended, Volume volume, Measures m)
    {
        if (m.First is null || m.First is { InSyncAgain: not null, BeganRebuild: false })
        {
            return Cause.Recovered;
        }

        if (m.First.InSyncAgain is not null)
        {
            return m.First.RebuildCause!.Value;
        }

        if (ended == Ending.EventBudget)
        {
            return Cause.Horizon;
        }

        var r = m.FirstReplica!;
        if (r.State == ReplicaState.Failed)
        {
            return Cause.RebuildAttempts;
        }

        if (r.State is ReplicaState.NeedsRebuild or ReplicaState.Degraded)
        {
            return r.LastOrderRefused ? Cause.ReservationRefused : r.Reachable ? Cause.WaitingControlPlane : Cause.Horizon;
        }

        if (r is { State: ReplicaState.Lagging, Reachable: true, Known: false })
        {
            return p.RefreshesAddresses ? Cause.StaleAddress : Cause.WaitingControlPlane;
        }

        return volume.Full ? Cause.WalFull : Cause.Horizon;
    }

    /// <summary>Whether, when it was reachable again, a catch-up was possible and faster than S/b + (L + w·S/b)/(c − w); both sides times (c − w)·b.</summary>
    private static bool CatchupWasFaster(GridParameters p, Recovery first)
    {
        var surplus = p.CatchupRate - first.Admitted;
        return first.Backlog <= p.Keep && surplus > 0
            && first.Backlog * p.RebuildBytesPerTick
                < (p.VolumeBytes * surplus) + (p.SnapshotLag * p.RebuildBytesPerTick) + (first.Admitted * p.VolumeBytes);
    }
}
