using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Charts;

/// <summary>The axes on which the costs of knobs' settings stand.</summary>
internal static class CostAxes
{
    /// <summary>What stands free beyond the outermost values.</summary>
    private const double _room = 1.2;
    private const double _linearRoom = 1.06;

    /// <summary>The same beyond points, which are as wide as a mark around them.</summary>
    private const double _pointRoom = 1.1;

    /// <summary>A largest value so many times the smallest is seen better on a logarithmic scale.</summary>
    private const double _logarithmicRatio = 20;

    /// <summary>Points of which the small ones matter are seen better on one from here on.</summary>
    private const double _pointRatio = 2;

    /// <summary>An axis on which all values of a cost stand with their intervals; null if there are none.</summary>
    /// <param name="cost">The cost.</param>
    /// <param name="all">What settings came to.</param>
    internal static Axis? Of(KnobCost cost, IEnumerable<SettingCosts> all)
    {
        if (EndsOf(all.Where(costs => costs.HasEnoughTrials).SelectMany(costs => (double[])[cost.Of(costs), cost.BandOf(costs).Low, cost.BandOf(costs).High])) is not var (low, high))
        {
            return null;
        }

        return cost.Measure switch
        {
            CostMeasure.Time => Logarithmic(cost, Math.Max(CellTimes.LowestS, low), Math.Max(CellTimes.LowestS, high)),
            CostMeasure.ByteSeconds when low > 0 && high >= _logarithmicRatio * low => Logarithmic(cost, low, high),
            _ => Linear(cost, high, _linearRoom),
        };
    }

    /// <summary>An axis for values as points of which the small ones matter: logarithmic unless one is 0, or all are much alike. Null if there are none.</summary>
    /// <param name="cost">The cost.</param>
    /// <param name="all">What settings came to.</param>
    internal static Axis? OfPoints(KnobCost cost, IEnumerable<SettingCosts> all) =>
        EndsOf(all.Where(costs => costs.HasEnoughTrials).Select(cost.Of)) is not var (low, high) ? null : low > 0 && high >= _pointRatio * low ? Logarithmic(cost, low, high, RoomOf(high / low)) : Linear(cost, high, _pointRoom);

    /// <summary>A sixteenth of a logarithmic axis: a part of it and not of the values, which may span any range. From square roots, which are the same on every machine.</summary>
    private static double RoomOf(double ratio) => Math.Max(_room, Math.Sqrt(Math.Sqrt(Math.Sqrt(Math.Sqrt(ratio)))));

    private static Axis Logarithmic(KnobCost cost, double low, double high, double room = _room) => new(cost.Column, cost.Label, UnitOf(cost), AxisScale.Logarithmic, low / room, high * room, 1);

    private static Axis Linear(KnobCost cost, double high, double room) => new(cost.Column, cost.Label, UnitOf(cost), AxisScale.Linear, 0, high > 0 ? high * room : EndOfNothing(cost), 1);

    private static AxisUnit UnitOf(KnobCost cost) => cost.Measure switch
    {
        CostMeasure.ByteSeconds => AxisUnit.ByteSeconds,
        CostMeasure.Share => AxisUnit.None,
        _ => AxisUnit.Seconds,
    };

    /// <summary>Where an axis ends on which all values are 0.</summary>
    private static double EndOfNothing(KnobCost cost) => cost.Measure switch
    {
        CostMeasure.ByteSeconds => 1,
        CostMeasure.Share => 0.01,
        _ => CellTimes.LowestS,
    };

    private static (double Low, double High)? EndsOf(IEnumerable<double> values)
    {
        List<double> finite = [.. values.Where(double.IsFinite)];
        return finite.Count == 0 ? null : (finite.Min(), finite.Max());
    }
}
