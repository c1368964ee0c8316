using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Maps;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Maps;

public sealed class AxisTests
{
    private static readonly Gen<Axis> _axes =
        from isLog in Gen.Elements(true, false)
        from cellCount in Gen.Choose(1, 60)
        from least in Gen.Choose(1, 100_000)
        from spanPerMille in Gen.Choose(1, 1_000_000)
        from belowLeast in Gen.Elements(0, 0, least, 2 * least)
        let min = (isLog ? least : least - belowLeast) * 1e-3
        select new Axis("c", "c", AxisUnit.None, isLog ? AxisScale.Logarithmic : AxisScale.Linear, min, min + (least * 1e-3 * spanPerMille * 1e-3), cellCount);

    [Fact]
    public void Edges_are_where_logarithms_put_them()
    {
        var axis = new Axis("outage_s", "outage", AxisUnit.Seconds, AxisScale.Logarithmic, 0.01, 7200, 24);
        for (int i = 0; i <= 24; i++)
        {
            double expected = 0.01 * Math.Pow(720_000, i / 24.0);
            Assert.InRange(axis.EdgeAt(i), expected * (1 - 1e-12), expected * (1 + 1e-12));
        }
    }

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(59.9)]
    [InlineData(7200)]
    [InlineData(100_000)]
    public void Fractions_are_what_logarithms_give_inside_and_outside(double value)
    {
        var axis = new Axis("outage_s", "outage", AxisUnit.Seconds, AxisScale.Logarithmic, 0.01, 7200, 24);
        Assert.Equal(Math.Log(value / 0.01) / Math.Log(720_000), axis.FractionOf(value), 1e-11);
    }

    [Fact]
    public void Fractions_end_eight_lengths_outside()
    {
        var axis = new Axis("r", "r", AxisUnit.None, AxisScale.Logarithmic, 1, 10, 4);
        Assert.Equal(9, axis.FractionOf(double.PositiveInfinity));
        Assert.Equal(-8, axis.FractionOf(0));
        Assert.Equal(-8, axis.FractionOf(-1));
        Assert.True(double.IsNaN(axis.FractionOf(double.NaN)));
    }

    [Fact]
    public void A_value_falls_into_the_cell_whose_edges_hold_it() => Check.One(
        Seeds.Fixed,
        Prop.ForAll(
            _axes.ToArbitrary(),
            Gen.Choose(-100, 1100).ToArbitrary(),
            (axis, perMille) =>
            {
                double value = axis.Min + ((axis.Max - axis.Min) * perMille / 1000.0);
                return axis.CellOf(value) == NaiveCell(axis, value);
            }));

    [Fact]
    public void Edges_belong_to_the_cell_above_and_the_last_to_the_cell_below() => Check.One(
        Seeds.Fixed,
        Prop.ForAll(
            _axes.ToArbitrary(),
            axis => Enumerable.Range(0, axis.CellCount + 1).All(i =>
                axis.CellOf(axis.EdgeAt(i)) == Math.Min(i, axis.CellCount - 1)
                && (i == 0 || axis.EdgeAt(i) > axis.EdgeAt(i - 1))
                && (i == 0 || axis.CellOf(Math.BitDecrement(axis.EdgeAt(i))) == i - 1)
                && Math.Abs(axis.FractionOf(axis.EdgeAt(i)) - ((double)i / axis.CellCount)) < 1e-9)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0.999)]
    [InlineData(10.001)]
    public void A_value_outside_is_in_no_cell(double value) =>
        Assert.Equal(-1, new Axis("r", "r", AxisUnit.None, AxisScale.Linear, 1, 10, 5).CellOf(value));

    [Theory]
    [InlineData(AxisScale.Linear, 2, 2, 5, "Axis r: expected finite min < max, found 2 and 2.")]
    [InlineData(AxisScale.Linear, double.NaN, 2, 5, "Axis r: expected finite min < max, found NaN and 2.")]
    [InlineData(AxisScale.Linear, 0, double.PositiveInfinity, 5, "Axis r: expected finite min < max, found 0 and Infinity.")]
    [InlineData(AxisScale.Logarithmic, 0, 2, 5, "Axis r: a logarithmic axis needs a positive minimum, found 0.")]
    [InlineData(AxisScale.Linear, 0, 2, 0, "Axis r: expected 1 to 256 cells, found 0.")]
    [InlineData(AxisScale.Linear, 0, 2, 257, "Axis r: expected 1 to 256 cells, found 257.")]
    public void An_impossible_axis_is_refused_by_name(AxisScale scale, double min, double max, int cellCount, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Axis("r", "r", AxisUnit.None, scale, min, max, cellCount));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private static int NaiveCell(Axis axis, double value)
    {
        if (value < axis.Min || value > axis.Max)
        {
            return -1;
        }

        int cell = 0;
        while (cell + 1 < axis.CellCount && value >= axis.EdgeAt(cell + 1))
        {
            cell++;
        }

        return cell;
    }
}
