using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Reports;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Knobs;

public sealed class KnobPairTests
{
    private static readonly KnobPair _pair = KnobPair.Of(SyntheticKnobs.Pair(), 1);

    [Fact]
    public void A_setting_has_what_its_trials_came_to()
    {
        // Of 160 trials of the second retention and the third range of rounds: 2 of 16, and 4 of 20.
        var costs = _pair.At((1, 2));
        Assert.Equal((160, 160, 20, 32), (costs.Trials, costs.CaughtUp, costs.NeedlessRebuilds, costs.Aborted));
        Assert.Equal(3.0 * 64 * (1 << 20), costs.PinnedByteS);
        Assert.Equal((0.125, 0.2), (KnobCost.Needless.Of(costs), KnobCost.Aborted.Of(costs)));

        // Recoveries of 20 s to 26 s lie in slots of 4 s, [20 s, 24 s) and [24 s, 28 s): 73 of 128 in the first, and ranks 53 to 76 hold the median.
        Assert.Equal((22.0, 20.0, 28.0), (costs.RecoveryS, costs.RecoveryBand.Low, costs.RecoveryBand.High));
    }

    [Fact]
    public void Of_one_knob_everything_else_is_taken_together()
    {
        var knobs = KnobSettings.Of([SyntheticKnobs.Pair()]);
        Assert.Equal(["retention_bytes", "max_rounds"], knobs.Select(settings => settings.Knob.Axis.Column));
        Assert.Equal(3 * 160, knobs[0].Costs[1][2].Trials);
        Assert.Equal(4 * 160, knobs[1].Costs[0][0].Trials);
        Assert.Equal((4 * 160 * (1 + 2 + 3 + 4) / 16) / 4, knobs[1].Costs[1][2].NeedlessRebuilds);
        Assert.Equal(knobs[0].Costs[1], KnobSettings.Of([SyntheticKnobs.Single()]).Single().Costs[1]);
    }

    [Fact]
    public void The_efficient_settings_are_those_with_most_rounds()
    {
        // Fewer rounds pin and give up more and rebuild as often; more retention pins less and rebuilds more.
        Assert.Equal([(3, 2), (2, 2), (1, 2), (0, 2)], _pair.Efficient);
        Assert.Equal(((1, 2), true, (2, 2), true), (_pair.Defaults!.Setting, _pair.Defaults.IsEfficient, _pair.Defaults.Instead!.Setting, _pair.Defaults.Instead.IsEfficient));
        Assert.True(_pair.IsEfficient((1, 2)));
        Assert.False(_pair.IsEfficient((1, 1)));
        Assert.Equal([(3, 2), (2, 2), (1, 2), (0, 2)], _pair.EdgeIn(KnobCost.Needless));
    }

    /// <summary>By the definition, in plain numbers: no other setting pins no more and has no more of the other cost, with less of one of them.</summary>
    [Fact]
    public void The_edge_of_two_costs_is_what_no_other_setting_is_better_than_in_both()
    {
        (int X, int Y)[] settings = [.. from y in Enumerable.Range(0, 3) from x in Enumerable.Range(0, 4) select (x, y)];
        foreach (var cost in KnobCost.All.Skip(1))
        {
            (double Pinned, double Other) Of((int X, int Y) setting) => (_pair.At(setting).PinnedByteS, cost.Of(_pair.At(setting)));
            bool IsBetter((double Pinned, double Other) one, (double Pinned, double Other) other) => one.Pinned <= other.Pinned && one.Other <= other.Other && one != other;
            Assert.Equal(settings.Where(one => !settings.Any(other => IsBetter(Of(other), Of(one)))).OrderBy(setting => Of(setting).Pinned), _pair.EdgeIn(cost));
        }
    }

    [Fact]
    public void The_nearest_efficient_setting_beats_what_is_not_efficient()
    {
        Assert.Equal((1, 2), _pair.NearestInsteadOf((1, 0)));
        Assert.Equal((3, 2), _pair.NearestInsteadOf((3, 1)));

        // From an efficient one, of two that are as near the one that pins less.
        Assert.Equal((2, 2), _pair.NearestInsteadOf((1, 2)));
    }

    /// <summary>
    /// To beat clearly is no order. 8 rounds beat 16 in rebuilds and 16 beat 32 in what is given up, but a hundred trials each know too little of 8 rounds, in the one, and of 32 in the other, for those two to differ.
    /// </summary>
    [Fact]
    public void What_only_a_beaten_setting_beats_names_that()
    {
        var counts = new SweepAccumulator([new SweepMap("knobs-chain", MapQuantity.Parameter(SyntheticKnobs.Rounds, new ParameterValue(0, double.NaN)), MapQuantity.Nothing())], 1, []);
        foreach (var (rounds, trials, needless, aborted) in ((double, int, int, int)[])[(8, 100, 0, 1), (16, 1000, 60, 0), (32, 100, 3, 3)])
        {
            for (var trial = 0; trial < trials; trial++)
            {
                counts.Add([rounds], 0, Durability.SyncQuorum, [new Outcome { NeedlessRebuild = trial < needless, Aborts = trial < aborted ? 1 : 0 }]);
            }
        }

        var pair = KnobPair.Of(counts.Maps[0], 0);
        Assert.Equal([(0, 0)], pair.Efficient);
        Assert.Equal((0, 0), pair.NearestInsteadOf((1, 0)));
        Assert.Equal((1, 0), pair.NearestInsteadOf((2, 0)));
        Assert.Equal(((2, 0), false), (pair.Defaults!.Setting, pair.Defaults.IsEfficient));
        Assert.Equal(((1, 0), false), (pair.Defaults.Instead!.Setting, pair.Defaults.Instead.IsEfficient));
        Assert.Equal(pair.ClearlyLess((1, 0), (2, 0)), pair.Defaults.Instead.ClearlyLess);
        Assert.Equal("nearest setting that beats the defaults, itself beaten by another", DefaultsWords.Nearest(pair.Defaults, pair.Defaults.Instead));
        Assert.Equal(["needless rebuilds"], pair.ClearlyLess((0, 0), (1, 0)));
        Assert.Empty(pair.ClearlyLess((1, 0), (0, 0)));
    }

    /// <summary>Of 200 trials of each setting one pinned something, once: that is chance, and none is the better for it.</summary>
    [Fact]
    public void A_single_trial_that_pinned_something_decides_nothing()
    {
        var counts = new SweepAccumulator([new SweepMap("knobs-rare", MapQuantity.Parameter(SyntheticKnobs.Rounds, new ParameterValue(0, double.NaN)), MapQuantity.Nothing())], 1, []);
        for (var trial = 0; trial < 600; trial++)
        {
            counts.Add([SyntheticKnobs.Rounds.EdgeAt(trial % 3)], 0, Durability.SyncQuorum, [new Outcome { WalPinnedByteS = trial == 1 ? CellPinned.UnitByteS : 0 }]);
        }

        var pair = KnobPair.Of(counts.Maps[0], 0);
        Assert.Equal(3, pair.Efficient.Count);
        Assert.Empty(pair.ClearlyLess((0, 0), (1, 0)));
    }

    [Fact]
    public void Knobs_are_told_of_where_V2_runs()
    {
        MapCounts[] maps = [SyntheticKnobs.Pair()];
        Assert.Null(KnobFindings.Of([ProtocolVersion.V1, ProtocolVersion.V15], maps));
        Assert.Equal(1, KnobFindings.Of([ProtocolVersion.V15, ProtocolVersion.V2], maps)!.Main);
    }

    [Fact]
    public void Retention_is_a_cost_by_itself()
    {
        // With as much of everything under each retention, the smallest retention alone is efficient; of another knob all are.
        KnobPair Flat(Axis axis)
        {
            var counts = new SweepAccumulator([new SweepMap("knobs-flat", MapQuantity.Parameter(axis, new ParameterValue(0, double.NaN)), MapQuantity.Nothing())], 1, []);
            for (var trial = 0; trial < 100 * axis.CellCount; trial++)
            {
                counts.Add([axis.EdgeAt(trial % axis.CellCount)], 0, Durability.SyncQuorum, [default]);
            }

            return KnobPair.Of(counts.Maps[0], 0);
        }

        Assert.Equal([(0, 0)], Flat(SyntheticKnobs.Retention).Efficient);
        Assert.Equal(3, Flat(SyntheticKnobs.Rounds).Efficient.Count);
        Assert.Null(Flat(SyntheticKnobs.Retention).NearestInsteadOf((0, 0)));
    }

    [Fact]
    public void Settings_with_few_trials_and_defaults_out_of_reach_are_left_out()
    {
        var few = KnobPair.Of(SyntheticKnobs.Pair(SettingCosts.LeastTrials - 1), 1);
        Assert.Empty(few.Compared);
        Assert.Empty(few.Efficient);
        Assert.Null(few.Defaults);
        var beyond = new Axis("max_rounds", "max rounds", AxisUnit.None, AxisScale.Logarithmic, 2, 16, 3);
        Assert.Equal((32.0, -1), (Knob.Of(beyond)!.Default, Knob.Of(beyond)!.DefaultSetting));
        Assert.Null(Knob.Of(MapQuantity.Nothing().Axis));
        Assert.Throws<ArgumentException>(() => KnobPair.Of(new MapCounts(new SweepMap("other", MapQuantity.Nothing(), MapQuantity.Nothing()), 1, []), 0));
    }
}
