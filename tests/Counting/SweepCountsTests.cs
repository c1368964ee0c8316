using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Counting;

/// <summary>Everything that is counted of random trials, against a recount that knows nothing of cells, slots and parts.</summary>
public sealed class SweepCountsTests
{
    private const int Seed = 20261131;
    private const int Scenarios = 4_000;

    private static readonly Axis _x = new("x", "x", AxisUnit.None, AxisScale.Logarithmic, 1, 1000, 3);
    private static readonly Axis _y = new("y", "y", AxisUnit.None, AxisScale.Linear, 0, 10, 2);
    private static readonly SweepMap _ofScenario = new("scenario", MapQuantity.FirstOutage(_x), MapQuantity.Parameter(_y, new(0, double.NaN)));
    private static readonly SweepMap _ofTrial = new("trial", MapQuantity.BacklogShare(_x, new(-1, 4), new(1, double.NaN)), MapQuantity.Ratio(_y, new(0, double.NaN), new(-1, 2)));
    private static readonly ProtocolPair[] _pairs = [new(0, 1)];

    private readonly List<(double OutageS, double[] Varied, Durability Mode, Outcome[] Trials)> _scenarios = [];
    private readonly SweepAccumulator _counts = new([_ofScenario, _ofTrial], 2, _pairs);

    public SweepCountsTests()
    {
        var random = new Random(Seed);
        for (var scenario = 0; scenario < Scenarios; scenario++)
        {
            double[] varied = [random.NextDouble() * 11, 1 + random.Next(100)];
            var one = (OutageS: random.NextDouble() * 1200, varied, (Durability)random.Next(3), new[] { Trial(random), Trial(random) });
            _scenarios.Add(one);
            _counts.Add(one.varied, one.OutageS, one.Item3, one.Item4);
        }
    }

    [Fact]
    public void Cells_hold_the_costs_of_their_trials()
    {
        for (var protocol = 0; protocol < 2; protocol++)
        {
            foreach (var (xIndex, yIndex) in Cells())
            {
                Outcome[] here = [.. _scenarios.Where(one => IsIn(xIndex, one.OutageS, yIndex, one.Varied[0])).Select(one => one.Trials[protocol])];
                Outcome[] there = [.. _scenarios.Where(one => IsIn(xIndex, one.Trials[protocol].BacklogEntries * 4 / one.Varied[1], yIndex, one.Varied[0] / 2)).Select(one => one.Trials[protocol])];
                foreach (var (map, trials) in (ReadOnlySpan<(MapCounts, Outcome[])>)[(_counts.Maps[0], here), (_counts.Maps[1], there)])
                {
                    Assert.Equal(trials.Length, map.Kinds.CellAt(protocol, xIndex, yIndex).Total);
                    Assert.Equal(trials.Count(trial => trial.NeedlessRebuild), map.Kinds.NeedlessRebuildsAt(protocol, xIndex, yIndex));
                    Assert.Equal(trials.Count(trial => trial.Aborts > 0), map.Kinds.AbortedAt(protocol, xIndex, yIndex));
                    Assert.Equal(trials.Count(trial => !double.IsNaN(trial.RecoveryS)), map.RecoveryS.CountIn(map.Cells.Of(protocol, xIndex, yIndex)));
                    Assert.Equal(trials.Sum(trial => trial.WalPinnedByteS), map.Pinned.ByteSIn(map.Cells.Of(protocol, xIndex, yIndex)), trials.Length * CellPinned.UnitByteS / 2);
                }
            }
        }
    }

    [Fact]
    public void Pairs_hold_what_befell_the_same_scenario()
    {
        foreach (var (first, second) in Fates.All.SelectMany(first => Fates.All.Select(second => (first, second))))
        {
            bool Have(Outcome[] trials) => FateOf(trials[0]) == first && FateOf(trials[1]) == second;
            Assert.Equal(_scenarios.Count(one => Have(one.Trials)), _counts.CountsOf(0).FatesOf(first, second));
            foreach (var (xIndex, yIndex) in Cells())
            {
                Assert.Equal(_scenarios.Count(one => Have(one.Trials) && IsIn(xIndex, one.OutageS, yIndex, one.Varied[0])), _counts.Maps[0].PairAt(0, xIndex, yIndex, first, second));
            }
        }

        foreach (var (first, second) in ((bool, bool)[])[(false, false), (false, true), (true, false), (true, true)])
        {
            Assert.Equal(_scenarios.Count(one => one.Trials[0].Explicit == first && one.Trials[1].Explicit == second), _counts.CountsOf(0).ExplicitOf(first, second));
            Assert.Equal(_scenarios.Count(one => IsSafe(one.Trials[0]) == first && IsSafe(one.Trials[1]) == second), _counts.CountsOf(0).SafeOf(first, second));
        }
    }

    [Fact]
    public void Pairs_hold_by_how_much_the_times_of_the_same_scenario_differ()
    {
        double[][] TimesOf(PairedTime time) => [.. _scenarios.Select(one => one.Trials.Select(trial => TimeOf(time, trial)).ToArray())];
        foreach (var time in PairedTimes.All)
        {
            var times = TimesOf(time);
            double[] differences = [.. times.Select(pair => pair[1] - pair[0]).Where(difference => !double.IsNaN(difference))];
            var counted = _counts.CountsOf(0).DifferencesOf(time);
            Assert.Equal(differences.Length, counted.Count);
            Assert.Equal(differences.Average(), counted.MeanS, 1e-6);
            var deviation = Math.Sqrt(differences.Sum(difference => Math.Pow(difference - differences.Average(), 2)) / (differences.Length - 1));
            Assert.Equal(1.959963984540054 * deviation / Math.Sqrt(differences.Length), counted.MeanIntervalS().HalfWidth, 1e-6);
            Assert.Equal((differences.Count(difference => difference < 0), differences.Count(difference => difference > 0)), (counted.Below, counted.Above));
            Assert.Equal(times.Count(pair => double.IsNaN(pair[1]) && !double.IsNaN(pair[0])), _counts.CountsOf(0).HavingOf(time, true, false));
            Assert.Equal(times.Count(pair => double.IsNaN(pair[0]) && !double.IsNaN(pair[1])), _counts.CountsOf(0).HavingOf(time, false, true));
        }
    }

    [Fact]
    public void Totals_tell_causes_and_safety_by_mode()
    {
        for (var protocol = 0; protocol < 2; protocol++)
        {
            var totals = _counts.TotalsOf(protocol);
            foreach (var cause in Enum.GetValues<Cause>())
            {
                Assert.Equal(_scenarios.Count(one => one.Trials[protocol].Reason == cause && one.Trials[protocol].Explicit), totals.CountOf(cause, isExplicit: true));
                Assert.Equal(_scenarios.Count(one => one.Trials[protocol].Reason == cause && !one.Trials[protocol].Explicit), totals.CountOf(cause, isExplicit: false));
            }

            foreach (var mode in Enum.GetValues<Durability>())
            {
                Outcome[] own = [.. _scenarios.Where(one => one.Mode == mode).Select(one => one.Trials[protocol])];
                Assert.Equal((own.Length, own.Count(trial => trial.LostEntries > 0), own.Count(trial => trial.LeakedEntries > 0)), (totals.CountOf(mode), totals.LossCountOf(mode), totals.LeakCountOf(mode)));
            }

            Assert.Equal(_scenarios.Sum(one => one.Trials[protocol].LostEntries), totals.LostEntries);
            Assert.Equal(_scenarios.Count(one => !double.IsNaN(one.Trials[protocol].RecoveryS + one.Trials[protocol].BestRecoveryS)), totals.RegretS.Count);
            Assert.Equal(_scenarios.Max(one => one.Trials[protocol].BlockedS), totals.BlockedS.Max);
        }
    }

    [Fact]
    public void What_several_saved_adds_up_in_any_order()
    {
        SweepAccumulator[] parts = [.. Enumerable.Range(0, 3).Select(_ => new SweepAccumulator([_ofScenario, _ofTrial], 2, _pairs))];
        foreach (var (index, one) in _scenarios.Index())
        {
            parts[index % 3].Add(one.Varied, one.OutageS, one.Mode, one.Trials);
        }

        var sum = new SweepAccumulator([_ofScenario, _ofTrial], 2, _pairs);
        foreach (var part in (int[])[2, 0, 1])
        {
            sum.AddSaved(parts[part].Save());
        }

        Assert.Equal(_counts.Save(), sum.Save());
    }

    private static IEnumerable<(int X, int Y)> Cells() => Enumerable.Range(0, _x.CellCount).SelectMany(x => Enumerable.Range(0, _y.CellCount).Select(y => (x, y)));

    private static bool IsIn(int xIndex, double x, int yIndex, double y) => IsIn(_x, xIndex, x) && IsIn(_y, yIndex, y);

    private static bool IsIn(Axis axis, int cell, double value) => value >= axis.EdgeAt(cell) && (value < axis.EdgeAt(cell + 1) || (cell == axis.CellCount - 1 && value == axis.Max));

    private static bool IsSafe(Outcome trial) => trial is { LostEntries: 0, LeakedEntries: 0 };

    private static double TimeOf(PairedTime time, Outcome trial) => time switch
    {
        PairedTime.Recovery => trial.RecoveryS,
        PairedTime.RecoveryWithoutHold => trial.RecoveryS - trial.HoldS,
        PairedTime.Regret when double.IsNaN(trial.RecoveryS + trial.BestRecoveryS) => double.NaN,
        PairedTime.Regret => Math.Max(0, trial.RecoveryS - trial.BestRecoveryS),
        PairedTime.Blocked => trial.BlockedS,
        _ => trial.ExposedS,
    };

    private static Fate FateOf(Outcome trial) => Fates.Of(trial.Ended, trial.Path, trial.Explicit);

    private static Outcome Trial(Random random) => new()
    {
        Ended = (Ending)random.Next(3),
        Path = (RecoveryPath)random.Next(5),
        Reason = (Cause)random.Next(8),
        Explicit = random.Next(2) == 0,
        NeedlessRebuild = random.Next(3) == 0,
        BacklogEntries = random.Next(4) == 0 ? double.NaN : random.Next(20_000),
        RecoveryS = random.Next(4) == 0 ? double.NaN : random.NextDouble() * 1000,
        HoldS = 0.5,
        BestRecoveryS = random.Next(4) == 0 ? double.NaN : random.NextDouble(),
        LostEntries = Math.Max(0, random.Next(8) - 5),
        LeakedEntries = Math.Max(0, random.Next(8) - 6),
        Aborts = Math.Max(0, random.Next(5) - 2),
        BlockedS = random.NextDouble() * 10,
        ExposedS = random.NextDouble(),
        WalPinnedByteS = Math.Exp(random.NextDouble() * 40),
        TransferredBytes = random.NextDouble() * 1e12,
    };
}
