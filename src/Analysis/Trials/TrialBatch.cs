using WalSweep.Engine;

namespace WalSweep.Analysis.Trials;

/// <summary>
/// The trials of some scenarios, column by column: what is counted of many stays in the processor's caches while one column after another is gone through. The trials of a scenario stand together, one for
/// each protocol in order, so that of protocol p under scenario s has the place s × protocols + p. A running sweep fills it from outcomes, a scan from the columns of files; filling allocates nothing.
/// </summary>
public sealed class TrialBatch
{
    /// <summary>The most scenarios of a batch.</summary>
    public const int Capacity = 512;

    private static readonly byte[] _fates = FatesByColumns();

    /// <summary>An empty batch.</summary>
    /// <param name="protocolCount">Protocols of the sweep.</param>
    /// <param name="variedCount">Values that vary from scenario to scenario, the drawn durability mode included.</param>
    public TrialBatch(int protocolCount, int variedCount)
    {
        ProtocolCount = protocolCount;
        (FirstOutageS, Modes) = (new double[Capacity], new Durability[Capacity]);
        Varied = [.. Enumerable.Range(0, variedCount).Select(_ => new double[Capacity])];
        var rows = protocolCount * Capacity;
        (Kinds, Causes) = (new byte[rows], new byte[rows]);
        (BacklogEntries, RecoveryS, HoldS, BestRecoveryS) = (new double[rows], new double[rows], new double[rows], new double[rows]);
        (BlockedS, ExposedS, PinnedByteS, TransferredBytes) = (new double[rows], new double[rows], new double[rows], new double[rows]);
        (LostEntries, LeakedEntries) = (new double[rows], new double[rows]);
    }

    /// <summary>Protocols of the sweep.</summary>
    public int ProtocolCount { get; }

    /// <summary>Scenarios that are there, 0…<see cref="Capacity"/>.</summary>
    public int ScenarioCount { get; set; }

    /// <summary>Trials that are there.</summary>
    public int TrialCount => ScenarioCount * ProtocolCount;

    /// <summary>How long the first outage of a scenario lasts, in seconds; by scenario.</summary>
    public double[] FirstOutageS { get; }

    /// <summary>Who had to hold a write; by scenario.</summary>
    public Durability[] Modes { get; }

    /// <summary>For each parameter that varies its values, by scenario.</summary>
    public double[][] Varied { get; }

    /// <summary>What a trial came to in a word, as <see cref="TrialKind"/> puts it.</summary>
    public byte[] Kinds { get; }

    /// <summary>The <see cref="Cause"/> that decided the first recovery.</summary>
    public byte[] Causes { get; }

    /// <summary><see cref="Outcome.BacklogEntries"/>.</summary>
    public double[] BacklogEntries { get; }

    /// <summary><see cref="Outcome.RecoveryS"/>.</summary>
    public double[] RecoveryS { get; }

    /// <summary><see cref="Outcome.HoldS"/>.</summary>
    public double[] HoldS { get; }

    /// <summary><see cref="Outcome.BestRecoveryS"/>.</summary>
    public double[] BestRecoveryS { get; }

    /// <summary><see cref="Outcome.BlockedS"/>.</summary>
    public double[] BlockedS { get; }

    /// <summary><see cref="Outcome.ExposedS"/>.</summary>
    public double[] ExposedS { get; }

    /// <summary><see cref="Outcome.WalPinnedByteS"/>.</summary>
    public double[] PinnedByteS { get; }

    /// <summary><see cref="Outcome.TransferredBytes"/>.</summary>
    public double[] TransferredBytes { get; }

    /// <summary><see cref="Outcome.LostEntries"/>.</summary>
    public double[] LostEntries { get; }

    /// <summary><see cref="Outcome.LeakedEntries"/>.</summary>
    public double[] LeakedEntries { get; }

    /// <summary>Takes the scenario after the last one, once all its trials were put into their places.</summary>
    /// <returns>Whether the batch is full with it: then it is to be counted, and emptied (<see cref="Clear"/>), before the next.</returns>
    public bool AddScenario(ReadOnlySpan<double> varied, double firstOutageS, Durability mode)
    {
        (FirstOutageS[ScenarioCount], Modes[ScenarioCount]) = (firstOutageS, mode);
        for (var index = 0; index < Varied.Length; index++)
        {
            Varied[index][ScenarioCount] = varied[index];
        }

        return ++ScenarioCount == Capacity;
    }

    /// <summary>Empties it.</summary>
    public void Clear() => ScenarioCount = 0;

    /// <summary>Puts a trial of the scenario after the last one into its place; it is there once <see cref="AddScenario"/> takes the scenario.</summary>
    public void SetTrial(int protocolIndex, in Outcome outcome)
    {
        var row = TrialCount + protocolIndex;
        Kinds[row] = TrialKind.Of(
            FateOf((byte)outcome.Ended, (byte)outcome.Path, outcome.Explicit), outcome.Explicit, outcome.NeedlessRebuild, outcome.Aborts > 0, outcome.LostEntries > 0 || outcome.LeakedEntries > 0);
        Causes[row] = (byte)outcome.Reason;
        BacklogEntries[row] = outcome.BacklogEntries;
        RecoveryS[row] = outcome.RecoveryS;
        HoldS[row] = outcome.HoldS;
        BestRecoveryS[row] = outcome.BestRecoveryS;
        BlockedS[row] = outcome.BlockedS;
        ExposedS[row] = outcome.ExposedS;
        PinnedByteS[row] = outcome.WalPinnedByteS;
        TransferredBytes[row] = outcome.TransferredBytes;
        LostEntries[row] = outcome.LostEntries;
        LeakedEntries[row] = outcome.LeakedEntries;
    }

    /// <summary>The first recovery of a trial without its hold, in seconds, never below 0: the hold is a part of it. NaN without a recovery.</summary>
    internal double RecoveryWithoutHoldS(int row) => RecoveryS[row] - HoldS[row];

    /// <summary>What the first recovery of a trial took beyond the best possible, in seconds. The two may be the same event, calculated in two ways: then it is 0, and never less. NaN without either.</summary>
    internal double RegretS(int row) => Math.Max(0, RecoveryS[row] - BestRecoveryS[row]);

    /// <summary>What <see cref="Fates.Of"/> says, looked up.</summary>
    internal static Fate FateOf(byte ended, byte path, bool isExplicit) => (Fate)_fates[(((ended << 3) | path) << 1) | (isExplicit ? 1 : 0)];

    private static byte[] FatesByColumns()
    {
        var fates = new byte[8 * 8 * 2];
        foreach (var ended in Enum.GetValues<Ending>())
        {
            foreach (var path in Enum.GetValues<RecoveryPath>())
            {
                fates[(((int)ended << 3) | (int)path) << 1] = (byte)Fates.Of(ended, path, isExplicit: false);
                fates[((((int)ended << 3) | (int)path) << 1) | 1] = (byte)Fates.Of(ended, path, isExplicit: true);
            }
        }

        return fates;
    }
}
