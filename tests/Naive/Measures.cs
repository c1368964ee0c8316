using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>The counts and sums of a trial, in ticks and entries (docs/model.md §11).</summary>
internal sealed class Measures
{
    public int Events { get; set; }

    public int Catchups { get; set; }

    public int Rebuilds { get; set; }

    public int Aborts { get; set; }

    public int Reconnects { get; set; }

    public int Promotions { get; set; }

    public long UnavailableTicks { get; set; }

    public double StaleAddressRetries { get; set; }

    /// <summary>The trial's record: every cause that occurred.</summary>
    public HashSet<Cause> Causes { get; } = [];

    /// <summary>What else happened, in words.</summary>
    public HashSet<string> Words { get; } = [];

    public long CatchupTicks { get; set; }

    public long RebuildTicks { get; set; }

    public long ExposedTicks { get; set; }

    public double BlockedTicks { get; set; }

    public double EntriesReplayed { get; set; }

    public double BytesCopied { get; set; }

    /// <summary>Integral of the WAL kept beyond what is always kept, in entries × ticks.</summary>
    public double Pinned { get; private set; }

    public double PeakRetained { get; private set; } = double.NegativeInfinity;

    /// <summary>The first replica that left InSync, and its first episode.</summary>
    public Replica? FirstReplica { get; set; }

    public Recovery? First { get; set; }

    public void NoteEpisode(Replica replica, Recovery recovery)
    {
        First ??= recovery;
        FirstReplica ??= replica;
    }

    public long? WorstRecoveryTicks { get; private set; }

    public void Record(Cause cause) => Causes.Add(cause);

    public void NoteRetained(double retained) => PeakRetained = Math.Max(PeakRetained, retained);

    public void AddPinned(double entryTicks) => Pinned += entryTicks;

    public void NoteRecovery(Recovery recovery)
    {
        if (recovery.InSyncAgain - recovery.ReachableAgain is { } ticks)
        {
            WorstRecoveryTicks = Math.Max(WorstRecoveryTicks ?? ticks, ticks);
        }
    }
}
