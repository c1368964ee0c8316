using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Charts;

public sealed class TicksTests
{
    private static readonly Gen<Axis> _axes =
        from unit in Gen.Elements(Enum.GetValues<AxisUnit>())
        from scale in Gen.Elements(Enum.GetValues<AxisScale>())
        from exponent in Gen.Choose(-9, 12)
        from mantissa in Gen.Choose(100, 999)
        from spanPerMille in Gen.Elements(1, 10, 300, 1000, 10_000, 1_000_000, 1_000_000_000)
        let min = mantissa * Math.Pow(10, exponent)
        select new Axis("c", "c", unit, scale, min, min * (1 + (spanPerMille * 1e-3)), 4);

    [Theory]
    [InlineData(AxisUnit.Seconds, AxisScale.Logarithmic, 0.01, 3600, "10 ms|100 ms|1 s|10 s|1 min|10 min|1 h")]
    [InlineData(AxisUnit.Seconds, AxisScale.Logarithmic, 1, 60, "1 s|2 s|5 s|10 s|30 s|1 min")]
    [InlineData(AxisUnit.Seconds, AxisScale.Logarithmic, 1e-6, 86400, "1 µs|1 ms|1 s|1 min|1 h|1 d")]
    [InlineData(AxisUnit.PerSecond, AxisScale.Logarithmic, 100, 200_000, "100/s|1k/s|10k/s|100k/s")]
    [InlineData(AxisUnit.Bytes, AxisScale.Logarithmic, 1 << 20, 16L << 30, "1 MiB|16 MiB|256 MiB|4 GiB")]
    [InlineData(AxisUnit.None, AxisScale.Logarithmic, 0.1, 10, "0.1|0.2|0.5|1|2|5|10")]
    [InlineData(AxisUnit.None, AxisScale.Linear, 0, 1, "0|0.2|0.4|0.6|0.8|1")]
    [InlineData(AxisUnit.Seconds, AxisScale.Linear, 0, 600, "0 min|2 min|4 min|6 min|8 min|10 min")]
    [InlineData(AxisUnit.PerSecond, AxisScale.Linear, 0, 50_000, "0k/s|10k/s|20k/s|30k/s|40k/s|50k/s")]
    [InlineData(AxisUnit.None, AxisScale.Linear, -1, 1, "-1|-0.5|0|0.5|1")]
    [InlineData(AxisUnit.Seconds, AxisScale.Linear, 0, 100, "0 s|30 s|60 s|90 s")]
    [InlineData(AxisUnit.None, AxisScale.Linear, 1000, 1004, "1000|1001|1002|1003|1004")]
    [InlineData(AxisUnit.Seconds, AxisScale.Logarithmic, 3.1, 4.2, "3.1 s|4.2 s")]
    public void Marks_are_values_people_know(AxisUnit unit, AxisScale scale, double min, double max, string expected)
    {
        var axis = new Axis("c", "c", unit, scale, min, max, 10);
        IReadOnlyList<Tick> ticks = Ticks.Choose(axis, 360, 11, isVertical: false);
        Assert.Equal(expected, string.Join('|', ticks.Select(tick => tick.Label.Replace('\u00a0', ' '))));
    }

    [Fact]
    public void A_narrow_panel_keeps_its_marks_and_drops_a_crowded_label()
    {
        IReadOnlyList<Tick> ticks = Ticks.Choose(SyntheticSweep.Outage(), 256, 11, isVertical: false);
        Assert.Equal("10 ms||1 s|10 s|1 min|10 min|1 h", string.Join('|', ticks.Select(tick => tick.Label.Replace('\u00a0', ' '))));
    }

    [Fact]
    public void Labels_of_any_axis_keep_apart_and_marks_stand_on_it() => Check.One(
        Seeds.Fixed,
        Prop.ForAll(
            _axes.ToArbitrary(),
            Gen.Choose(30, 900).ToArbitrary(),
            Gen.Elements(true, false).ToArbitrary(),
            (axis, lengthPx, isVertical) =>
            {
                IReadOnlyList<Tick> ticks = Ticks.Choose(axis, lengthPx, 11, isVertical);
                Tick[] labelled = [.. ticks.Where(tick => tick.Label.Length > 0)];
                bool apart = labelled.Zip(labelled.Skip(1)).All(pair => pair.Second.LabelAtPx - pair.First.LabelAtPx >= Needed(pair.First, pair.Second, isVertical));
                return labelled.Length is > 0 and < 100
                    && ticks.All(tick => tick.AtPx >= 0 && tick.AtPx <= lengthPx && Math.Abs(tick.AtPx - (axis.FractionOf(tick.Value) * lengthPx)) < 1e-6 * lengthPx)
                    && ticks.Zip(ticks.Skip(1)).All(pair => pair.First.Value < pair.Second.Value)
                    && labelled.Select(tick => tick.Label).Distinct().Count() == labelled.Length
                    && apart;
            }));

    private static double Needed(Tick first, Tick second, bool isVertical) =>
        isVertical ? 11 : 0.5 * (DisplayText.WidthPx(first.Label, 11) + DisplayText.WidthPx(second.Label, 11));
}
