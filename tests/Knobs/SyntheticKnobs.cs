using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Engine;
using WalSweep.Tests.Counting;

namespace WalSweep.Tests.Knobs;

/// <summary>
/// Counts that look like those of a sweep of two knobs under two versions, without running one: more rounds pin less and give up less, more retention rebuilds more of what it retained. Whole numbers decide, so that pictures of it
/// can be compared byte for byte.
/// </summary>
internal static class SyntheticKnobs
{
    public const int TrialsInACell = 160;

    public static readonly ProtocolVersion[] Versions = [ProtocolVersion.V15, ProtocolVersion.V2];

    private const double _mib = 1 << 20;

    /// <summary>Four settings, of which the second has the default, 64 MiB.</summary>
    public static Axis Retention { get; } = new("retention_bytes", "retention bytes", AxisUnit.Bytes, AxisScale.Logarithmic, 16 * _mib, 4096 * _mib, 4);

    /// <summary>Three settings; the last has the default, 32.</summary>
    public static Axis Rounds { get; } = new("max_rounds", "max rounds", AxisUnit.None, AxisScale.Logarithmic, 8, 64, 3);

    /// <summary>Both knobs.</summary>
    /// <param name="trialsInACell">Trials of each setting.</param>
    public static MapCounts Pair(int trialsInACell = TrialsInACell) => Pair(Rounds, trialsInACell);

    /// <summary>Both knobs, the rounds on another axis of as many settings.</summary>
    public static MapCounts Pair(Axis rounds, int trialsInACell = TrialsInACell) => Fill(
        new SweepMap("knobs-retention-bytes-max-rounds", MapQuantity.Parameter(Retention, new ParameterValue(0, double.NaN)), MapQuantity.Parameter(rounds, new ParameterValue(1, double.NaN))), rounds, trialsInACell);

    /// <summary>The retention alone.</summary>
    public static MapCounts Single() => Fill(new SweepMap("knobs-retention-bytes", MapQuantity.Parameter(Retention, new ParameterValue(0, double.NaN)), MapQuantity.Nothing()), Rounds, TrialsInACell);

    /// <summary>The retention alone, under one version, without a single recovery.</summary>
    public static MapCounts WithoutRecoveries()
    {
        var counts = new SweepAccumulator([new SweepMap("knobs-retention-bytes", MapQuantity.Parameter(Retention, new ParameterValue(0, double.NaN)), MapQuantity.Nothing())], 1, []);
        for (var trial = 0; trial < TrialsInACell * Retention.CellCount; trial++)
        {
            counts.Add([Retention.EdgeAt(trial % Retention.CellCount)], 0, Durability.SyncQuorum, [new Outcome { RecoveryS = double.NaN, WalPinnedByteS = _mib * (1 + (trial % 3)) }]);
        }

        return counts.Maps[0];
    }

    private static MapCounts Fill(SweepMap map, Axis rounds, int trialsInACell)
    {
        var counts = new SweepAccumulator([map], Versions.Length, []);
        for (var x = 0; x < Retention.CellCount; x++)
        {
            for (var y = 0; y < rounds.CellCount; y++)
            {
                for (var trial = 0; trial < trialsInACell; trial++)
                {
                    counts.Add([Retention.EdgeAt(x), rounds.EdgeAt(y)], 0, Durability.SyncQuorum, [Trial(x, y, trial, isV2: false), Trial(x, y, trial, isV2: true)]);
                }
            }
        }

        return counts.Maps[0];
    }

    private static Outcome Trial(int x, int y, int trial, bool isV2) => new()
    {
        Ended = Ending.Completed,
        Path = RecoveryPath.Catchup,
        NeedlessRebuild = trial % 16 < (isV2 ? 1 : 3) + x,
        Aborts = trial % 20 < 9 - (3 * y) + (isV2 ? x : 6) ? 1 : 0,
        RecoveryS = trial % 5 == 4 ? double.NaN : (trial % 7) + (8 * (2 - y)) + (isV2 ? 20 : 36),
        WalPinnedByteS = (isV2 ? 64 : 200) * _mib * (8 - (2 * y) - x),
    };
}
