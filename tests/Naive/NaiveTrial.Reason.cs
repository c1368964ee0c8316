using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>What decided the first recovery's fate (docs/model.md §11).</summary>
internal sealed partial class NaiveTrial
{
    private Cause ReasonOf(Ending ended)
    {
        var m = _measures;
        if (m.First is null && !_serving && ended != Ending.EventBudget && m.Causes.Contains(Cause.NoEligibleCandidate))
        {
            return Cause.NoEligibleCandidate;
        }

        if (m.First is null && ended == Ending.Unavailable)
        {
            return Cause.Horizon;
        }

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

        if (!_serving && m.Causes.Contains(Cause.NoEligibleCandidate))
        {
            return Cause.NoEligibleCandidate;
        }

        if (r.State is ReplicaState.NeedsRebuild or ReplicaState.Degraded)
        {
            return r.LastOrderRefused ? Cause.ReservationRefused : IsReachable(r) ? Cause.WaitingControlPlane : Cause.Horizon;
        }

        if (r is { State: ReplicaState.Lagging, Known: false } && IsReachable(r))
        {
            return _p.RefreshesAddresses ? Cause.StaleAddress : Cause.WaitingControlPlane;
        }

        return _volume.Full ? Cause.WalFull : Cause.Horizon;
    }
}
