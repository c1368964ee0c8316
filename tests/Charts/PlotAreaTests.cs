using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Charts;

public sealed class PlotAreaTests
{
    private static readonly PlotArea _area = new(
        new BoxPx(10, 20, 100, 50),
        new Axis("x", "x", AxisUnit.None, AxisScale.Linear, 0, 100, 10),
        new Axis("y", "y", AxisUnit.None, AxisScale.Linear, 0, 50, 5));

    [Fact]
    public void A_line_through_the_area_is_cut_at_its_sides()
    {
        List<PointPx> part = Assert.Single(_area.Clip([(-100, -100), (100, 100)]));
        Assert.Equal([new PointPx(10, 70), new PointPx(60, 20)], part);
    }

    [Fact]
    public void A_line_that_leaves_and_returns_has_two_parts()
    {
        List<List<PointPx>> parts = _area.Clip([(0, 25), (50, 75), (100, 25)]);
        Assert.Equal(2, parts.Count);
        Assert.Equal([new PointPx(10, 45), new PointPx(35, 20)], parts[0]);
        Assert.Equal([new PointPx(85, 20), new PointPx(110, 45)], parts[1]);
    }

    [Fact]
    public void What_is_not_a_number_interrupts_a_line()
    {
        Assert.Equal(2, _area.Clip([(0, 10), (20, 10), (40, double.NaN), (60, 10), (80, 10)]).Count);
        Assert.Empty(_area.Clip([(0, 60), (100, 60)]));
        Assert.Empty(_area.Clip([(5, 5)]));
    }

    [Fact]
    public void Exactly_the_points_of_a_segment_that_lie_inside_remain()
    {
        Gen<(double, double)> points = Gen.Choose(-50, 150).Two().Select(pair => ((double)pair.Item1, (double)pair.Item2));
        Check.One(Seeds.Fixed, Prop.ForAll(points.ToArbitrary(), points.ToArbitrary(), (from, to) =>
        {
            List<List<PointPx>> parts = _area.Clip([from, to]);
            return Enumerable.Range(0, 201).All(i =>
            {
                double x = 10 + from.Item1 + ((to.Item1 - from.Item1) * i / 200);
                double y = 70 - from.Item2 - ((to.Item2 - from.Item2) * i / 200);
                double depth = Math.Min(Math.Min(x - 10, 110 - x), Math.Min(y - 20, 70 - y));
                bool drawn = parts.Any(part => IsBetween(part[0], part[^1], x, y));
                return Math.Abs(depth) < 1e-6 || (depth > 0) == drawn || from == to;
            });
        }));
    }

    [Fact]
    public void A_product_on_logarithmic_axes_is_a_straight_line()
    {
        var area = new PlotArea(new BoxPx(0, 0, 300, 200), SyntheticSweep.Outage(), SyntheticSweep.WriteRate());
        var curve = SyntheticSweep.Product("w·T = R", "", SyntheticSweep.Outage(), 16384);
        List<PointPx> line = Assert.Single(area.Clip(curve.Points));
        Assert.Equal((0, 200), (line[0].Y, line[^1].Y));
        Assert.Equal(300 * Math.Log(16384.0 / 200_000 / 0.01) / Math.Log(720_000), line[0].X, 1e-6);
        double slope = (line[^1].Y - line[0].Y) / (line[^1].X - line[0].X);
        Assert.All(line, point => Assert.Equal(line[0].Y + (slope * (point.X - line[0].X)), point.Y, 1e-6));
    }

    private static bool IsBetween(PointPx from, PointPx to, double x, double y) =>
        x >= Math.Min(from.X, to.X) - 1e-9 && x <= Math.Max(from.X, to.X) + 1e-9 && y >= Math.Min(from.Y, to.Y) - 1e-9 && y <= Math.Max(from.Y, to.Y) + 1e-9;
}
