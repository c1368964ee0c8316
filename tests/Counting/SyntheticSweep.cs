using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Engine;

namespace WalSweep.Tests.Counting;

/// <summary>
/// Rows that look like a sweep's without running one: fates follow rough rules of each version with some noise, so that maps have regions, mixed borders
/// and empty cells. A pure function of scenario and protocol on IEEE arithmetic alone, so that pictures of it can be compared byte for byte.
/// </summary>
public static class SyntheticSweep
{
    public static SweepAccumulator Accumulator(Axis x, Axis y, int protocolCount) =>
        new([new SweepMap("synthetic", MapQuantity.FirstOutage(x), MapQuantity.Parameter(y, new ParameterValue(0, double.NaN)))], protocolCount, []);

    /// <summary>A scenario whose trials are these, of one place on the map.</summary>
    public static void Add(this SweepAccumulator accumulator, params RegionRow[] rows) =>
        accumulator.Add([rows[0].Y], rows[0].X, Durability.SyncQuorum, [.. rows.Select(row => row.Outcome)]);

    public const double RetentionEntries = 16384;

    public static readonly IReadOnlyList<ProtocolVersion> Protocols = ProtocolVersion.Generations;

    public static Axis Outage(int cellCount = 24) => new("outage_s", "outage", AxisUnit.Seconds, AxisScale.Logarithmic, 0.01, 7200, cellCount);

    public static Axis WriteRate(int cellCount = 18) =>
        new("write_rate_per_s", "write rate", AxisUnit.PerSecond, AxisScale.Logarithmic, 100, 200_000, cellCount);

    /// <summary>The curve x·y = <paramref name="product"/>: straight where both axes are logarithmic.</summary>
    public static ReferenceCurve Product(string label, string meaning, Axis x, double product) =>
        new(label, meaning, [.. Enumerable.Range(0, 97).Select(i => x.ValueAt(i / 96.0)).Select(value => (value, product / value))]);

    public static SweepAccumulator Accumulate(int scenarioCount, int xCells = 24, int yCells = 18)
    {
        var accumulator = Accumulator(Outage(xCells), WriteRate(yCells), Protocols.Count);
        for (int scenario = 0; scenario < scenarioCount; scenario++)
        {
            accumulator.Add([.. Enumerable.Range(0, Protocols.Count).Select(protocolIndex => Row(scenario, protocolIndex))]);
        }

        return accumulator;
    }

    public static RegionRow Row(int scenario, int protocolIndex)
    {
        ulong state = (ulong)scenario;
        double outageS = _outage.ValueAt(Next(ref state));
        double writeRatePerS = _writeRate.ValueAt(Next(ref state));
        double catchupRatePerS = 40_000 + (200_000 * Next(ref state));
        bool addressChanged = Next(ref state) < 0.15;
        double luck = Next(ref state);
        double backlog = outageS * writeRatePerS;
        double catchupS = backlog / Math.Max(1, catchupRatePerS - writeRatePerS);
        double rebuildS = 60 + (400 * luck);
        bool converges = catchupRatePerS > writeRatePerS;
        (RecoveryPath path, bool isExplicit) = protocolIndex switch
        {
            0 => outageS < 4 + (3 * luck) ? (RecoveryPath.NoGap, true) : (RecoveryPath.Rebuild, false),
            1 when addressChanged || backlog > RetentionEntries => (RecoveryPath.Rebuild, !addressChanged && luck < 0.5),
            1 => converges ? (RecoveryPath.Catchup, true) : (RecoveryPath.CatchupThenRebuild, false),
            _ => backlog <= RetentionEntries && converges ? (RecoveryPath.Catchup, true) : (RecoveryPath.Rebuild, true),
        };
        bool stalls = path is RecoveryPath.Rebuild or RecoveryPath.CatchupThenRebuild && writeRatePerS > catchupRatePerS * (0.5 + luck);
        double recoveryS = stalls ? double.NaN : path is RecoveryPath.NoGap or RecoveryPath.Catchup ? catchupS + 0.01 : rebuildS;
        bool needless = path is RecoveryPath.Rebuild && converges && backlog <= RetentionEntries && catchupS < rebuildS;
        return new RegionRow(
            outageS, writeRatePerS, stalls ? Ending.Stalled : Ending.Completed, path, isExplicit && !stalls, needless, recoveryS);
    }

    private static readonly Axis _outage = Outage();

    private static readonly Axis _writeRate = WriteRate();

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014), as a double in [0, 1).</summary>
    private static double Next(ref ulong state)
    {
        state += 0x9e3779b97f4a7c15;
        ulong z = state * 0xd1342543de82ef95;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (double)(long)((z ^ (z >> 31)) >> 11) / (1L << 53);
    }
}
