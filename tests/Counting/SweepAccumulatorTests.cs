using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using Xunit;
using Outcome = WalSweep.Engine.Outcome;

namespace WalSweep.Tests.Counting;

public sealed class SweepAccumulatorTests
{
    private const int _protocolCount = 3;

    private static readonly Axis _x = new("x", "x", AxisUnit.None, AxisScale.Logarithmic, 1, 1000, 5);

    private static readonly Axis _y = new("y", "y", AxisUnit.None, AxisScale.Linear, 0, 1000, 7);

    /// <summary>Values in and out of range, on edges, and none at all.</summary>
    private static readonly Gen<double> _values = Gen.OneOf(
        Gen.Choose(-100, 1100).Select(value => (double)value),
        Gen.Choose(0, 5).Select(_x.EdgeAt),
        Gen.Choose(0, 7).Select(_y.EdgeAt),
        Gen.Constant(double.NaN));

    private static readonly Gen<RegionRow> _trials =
        from ended in Gen.Elements(Enum.GetValues<Ending>())
        from path in Gen.Elements(Enum.GetValues<RecoveryPath>())
        from isExplicit in Gen.Elements(true, false)
        from needless in Gen.Elements(true, false)
        from recoveryS in Gen.OneOf(Gen.Choose(0, 1_000_000).Select(value => value * 1e-3), Gen.Constant(double.NaN))
        from lost in Gen.Choose(0, 3)
        from leaked in Gen.Choose(0, 3)
        select new RegionRow(0, 0, ended, path, isExplicit, needless, recoveryS, lost, leaked);

    /// <summary>The trials of a scenario, all of one place.</summary>
    private static readonly Gen<RegionRow[]> _rows =
        from x in _values
        from y in _values
        from trials in _trials.ArrayOf(_protocolCount)
        select trials.Select(trial => trial with { X = x, Y = y }).ToArray();

    [Fact]
    public void Counts_equal_a_naive_recount() =>
        Check.One(Seeds.Fixed, Prop.ForAll(_rows.ArrayOf().ToArbitrary(), rows => Recounts(rows, Accumulate(rows))));

    [Fact]
    public void Parts_saved_and_added_in_any_order_equal_the_whole() => Check.One(
        Seeds.Fixed,
        Prop.ForAll(
            _rows.ArrayOf().ToArbitrary(),
            Gen.Choose(1, 7).ToArbitrary(),
            Gen.Choose(0, 1000).ToArbitrary(),
            (rows, partCount, shuffle) =>
            {
                SweepAccumulator[] parts = [.. Enumerable.Range(0, partCount).Select(part => Accumulate(rows.Where((_, i) => i % partCount == part)))];
                new Random(shuffle).Shuffle(parts);
                SweepAccumulator sum = Accumulate([]);
                foreach (SweepAccumulator part in parts)
                {
                    sum.AddSaved(part.Save());
                }

                return Recounts(rows, sum) && CsvOf(sum) == CsvOf(Accumulate(rows));
            }));

    [Fact]
    public void Adding_allocates_nothing()
    {
        var accumulator = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), 3);
        Outcome[][] scenarios = [.. Enumerable.Range(0, 300).Select(i => Enumerable.Range(0, 3).Select(protocol => SyntheticSweep.Row(i, protocol).Outcome).ToArray())];
        var batch = new TrialBatch(3, 1);
        Assert.Equal(0, Allocations.EachTime(AddAll));

        void AddAll()
        {
            batch.Clear();
            foreach (Outcome[] outcomes in scenarios)
            {
                for (var protocol = 0; protocol < 3; protocol++)
                {
                    batch.SetTrial(protocol, in outcomes[protocol]);
                }

                batch.AddScenario([1000.0], 7, Durability.SyncQuorum);
            }

            accumulator.Add(batch);
        }
    }

    private static SweepAccumulator Accumulate(IEnumerable<RegionRow[]> scenarios)
    {
        var accumulator = SyntheticSweep.Accumulator(_x, _y, _protocolCount);
        foreach (RegionRow[] rows in scenarios)
        {
            accumulator.Add(rows);
        }

        return accumulator;
    }

    private static bool Recounts(RegionRow[][] rows, SweepAccumulator accumulator)
    {
        SweepSummary summary = accumulator.Summarize(SyntheticSweep.Protocols, hasFailover: false);
        for (int p = 0; p < _protocolCount; p++)
        {
            RegionRow[] own = [.. rows.Select(trials => trials[p])];
            double[] recoveries = [.. own.Select(row => row.RecoveryS).Where(recoveryS => !double.IsNaN(recoveryS))];
            ProtocolSummary line = summary.Protocols[p];
            bool totalsAgree = line.TrialCount == own.Length
                && line.Fates == CellOf(own)
                && line.ExplicitCount == own.Count(row => row.IsExplicit)
                && line.NeedlessRebuildCount == own.Count(row => row.NeedlessRebuild)
                && (line.LossCount, line.LostEntries) == (own.Count(row => row.LostEntries > 0), own.Sum(row => row.LostEntries))
                && (line.LeakCount, line.LeakedEntries) == (own.Count(row => row.LeakedEntries > 0), own.Sum(row => row.LeakedEntries))
                && line.RecoveryCount == recoveries.Length
                && line.RecoveryMaxS.Equals(recoveries.Length == 0 ? double.NaN : recoveries.Max());
            if (!totalsAgree || !CellsAgree(own, p, accumulator.Maps[0].Kinds))
            {
                return false;
            }
        }

        return true;
    }

    private static bool CellsAgree(RegionRow[] own, int protocolIndex, CellKinds regions)
    {
        int inside = 0;
        for (int xIndex = 0; xIndex < _x.CellCount; xIndex++)
        {
            for (int yIndex = 0; yIndex < _y.CellCount; yIndex++)
            {
                RegionRow[] here = [.. own.Where(row => IsIn(_x, xIndex, row.X) && IsIn(_y, yIndex, row.Y))];
                inside += here.Length;
                if (regions.CellAt(protocolIndex, xIndex, yIndex) != CellOf(here))
                {
                    return false;
                }
            }
        }

        return regions.OutsideCount(protocolIndex) == own.Length - inside;
    }

    private static bool IsIn(Axis axis, int cellIndex, double value) =>
        value >= axis.EdgeAt(cellIndex) && (value < axis.EdgeAt(cellIndex + 1) || (cellIndex == axis.CellCount - 1 && value == axis.Max));

    /// <summary>The four fates in the words of their definition.</summary>
    private static FateCounts CellOf(RegionRow[] rows)
    {
        RegionRow[] recovered = [.. rows.Where(row => row.Ended == Ending.Completed && row.Path != RecoveryPath.None)];
        RegionRow[] rebuilt = [.. recovered.Where(row => row.Path is RecoveryPath.Rebuild or RecoveryPath.CatchupThenRebuild)];
        return new FateCounts(
            recovered.Length - rebuilt.Length, rebuilt.Count(row => row.IsExplicit), rebuilt.Count(row => !row.IsExplicit), rows.Length - recovered.Length);
    }

    private static string CsvOf(SweepAccumulator accumulator)
    {
        using var text = new StringWriter();
        SummarySection.Table(accumulator.Summarize(SyntheticSweep.Protocols, hasFailover: false)).WriteCsv(text);
        return text.ToString();
    }
}
