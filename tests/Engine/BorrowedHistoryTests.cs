using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>
/// A replica whose gap is kept only by what another one's rebuild holds. 1,000 writes a second, a window of 4,096 entries. Replica 1 is away from 1 s to 11 s, which is too long, and is rebuilt from a base that lies
/// a window behind the head of 12 s or a little later; the copy takes 10 s and holds everything since. Replica 2 is away from 13 s to 20 s: 7,000 entries and more, beyond the window but after the base.
/// </summary>
public class BorrowedHistoryTests
{
    private const double _window = 4096;

    private static readonly ScenarioParameters _parameters = new()
    {
        Durability = Durability.BestEffort,
        CheckpointWindowBytes = _window * 4096,
        SnapshotLagBytes = _window * 4096,
        RetentionBytes = _window * 4096,
        ControlPhaseS = 2,
        VolumeBytes = 1e10,
        RebuildRateBytesPerS = 1e9,
    };

    private static readonly Fault[] _outages = [new(1, FaultKind.LinkDown, 1), new(11, FaultKind.LinkUp, 1), new(13, FaultKind.LinkDown, 2), new(20, FaultKind.LinkUp, 2)];

    /// <summary>
    /// Replica 2 begins to catch up with the probe of 20.5 s, some 7,500 entries behind, and gains 4,000 a second: it is back within the window 0.86 s later, and within a barrier after 1.9 s. When replica 1 fails, its rebuild and what it
    /// holds are gone.
    /// </summary>
    [Theory]
    [InlineData(21.0, Cause.HistoryLostMidway)]
    [InlineData(21.3, Cause.HistoryLostMidway)]
    [InlineData(21.45, Cause.Recovered)]
    [InlineData(21.9, Cause.Recovered)]
    public void A_replay_on_borrowed_history_is_lost_with_it_until_it_is_back_within_the_window(double goneAtS, Cause expected)
    {
        Fault[] timeline = [.. _outages, new(goneAtS, FaultKind.LinkDown, 1), new(goneAtS + 60, FaultKind.LinkUp, 1)];
        Assert.Equal(expected, CausesOf(2, ProtocolVersion.V15, _parameters, timeline)[2]);
    }

    /// <summary>What a reservation would pin beyond the window, some 3,400 entries, must fit it.</summary>
    [Theory]
    [InlineData(3000, Cause.ReservationRefused)]
    [InlineData(4000, Cause.GapRecoverable)]
    public void A_reservation_of_borrowed_history_is_refused_beyond_its_size(double entries, Cause expected)
    {
        var p = _parameters with { ReservationBytes = entries * 4096 };
        Assert.Equal(expected, CausesOf(2, ProtocolVersion.V2, p, _outages)[1]);
    }

    private static Cause[] CausesOf(int node, ProtocolVersion version, ScenarioParameters p, Fault[] timeline)
    {
        var log = new TransitionLog();
        var state = new TrialState();
        log.Run(version, new Scenario(in p, timeline), ref state);
        return [.. log.Entries.Where(entry => entry.Node == node).Select(entry => entry.Cause)];
    }
}
