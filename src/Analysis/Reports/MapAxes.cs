using WalSweep.Analysis.Regions;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>Chooses what a sweep's region map is drawn over: outage × write rate where both vary, else what varies instead.</summary>
public sealed class MapAxes
{
    private const int XCellCount = 24;
    private const int YCellCount = 18;

    /// <summary>A range this wide is seen better on a logarithmic scale.</summary>
    private const double LogarithmicRatio = 20;

    /// <summary>Of distributions with tails the map shows the middle; what lies outside is counted but not drawn.</summary>
    private const double TailShare = 0.001;

    private readonly ParameterDefinition? _x;
    private readonly ParameterDefinition? _y;
    private readonly int _xVariedIndex;
    private readonly int _yVariedIndex;

    /// <summary>Chooses for a configuration.</summary>
    public MapAxes(SweepConfig config)
    {
        List<ParameterDefinition> varied = [.. config.Specs.Varied];
        List<ParameterDefinition> candidates =
            [WeatherParameters.Outage, VolumeParameters.WriteRate, .. varied.Where(definition => definition != VolumeParameters.WriteRate)];
        candidates.RemoveAll(definition => Range(config.Specs, definition) is var (min, max) && !(min < max));
        HasMap = candidates.Count >= 2;
        _x = HasMap ? candidates[0] : null;
        _y = HasMap ? candidates[1] : null;
        IsOutageByWriteRate = _x == WeatherParameters.Outage && _y == VolumeParameters.WriteRate;
        _xVariedIndex = _x is null ? -1 : varied.IndexOf(_x);
        _yVariedIndex = _y is null ? -1 : varied.IndexOf(_y);
        X = AxisOf(config.Specs, _x, XCellCount);
        Y = AxisOf(config.Specs, _y, YCellCount);
    }

    /// <summary>Whether two parameters vary; without, the axes have one cell in which nothing lies.</summary>
    public bool HasMap { get; }

    /// <summary>Whether the map is over outage and write rate, on which the curve w·T = R can be drawn.</summary>
    public bool IsOutageByWriteRate { get; }

    /// <summary>Horizontal axis.</summary>
    public Axis X { get; }

    /// <summary>Vertical axis.</summary>
    public Axis Y { get; }

    /// <summary>A scenario's place on the horizontal axis; NaN without a map.</summary>
    public double XOf(ReadOnlySpan<double> varied, in WeatherSummary weather) =>
        _xVariedIndex >= 0 ? varied[_xVariedIndex] : HasMap ? weather.FirstOutageS : double.NaN;

    /// <summary>A scenario's place on the vertical axis; NaN without a map.</summary>
    public double YOf(ReadOnlySpan<double> varied) => _yVariedIndex >= 0 ? varied[_yVariedIndex] : double.NaN;

    private static Axis AxisOf(SpaceSpecs specs, ParameterDefinition? definition, int cellCount)
    {
        if (definition is null)
        {
            return new Axis("none", "none", AxisUnit.None, AxisScale.Linear, 0, 1, 1);
        }

        var (min, max) = Range(specs, definition);
        AxisUnit unit = definition.Unit switch
        {
            UnitKind.Duration => AxisUnit.Seconds,
            UnitKind.Size => AxisUnit.Bytes,
            UnitKind.EntryRate or UnitKind.ByteRate => AxisUnit.PerSecond,
            _ => AxisUnit.None,
        };
        var scale = min > 0 && max >= LogarithmicRatio * min ? AxisScale.Logarithmic : AxisScale.Linear;
        return new Axis(definition.Column, definition.Key.Replace('_', ' '), unit, scale, min, max, cellCount);
    }

    /// <summary>Where a parameter's values lie: all of them, or the middle of a distribution that has tails.</summary>
    private static (double Min, double Max) Range(SpaceSpecs specs, ParameterDefinition definition) => specs[definition] switch
    {
        FamilySpec { Family.IsPair: false } spec => (spec.Distribution.Sample(TailShare), spec.Distribution.Sample(1 - TailShare)),
        EmpiricalSpec spec => (spec.Distribution.Sample(TailShare), spec.Distribution.Sample(1 - TailShare)),
        RelativeSpec spec => Product(Range(specs, spec.BaseParameter), spec.Ratio),
        AutoSpec => (0, 0),
        _ => specs.Support(definition),
    };

    private static (double Min, double Max) Product((double Min, double Max) range, ParameterSpec ratio) => ratio switch
    {
        ConstantSpec constant => (range.Min * constant.Value, range.Max * constant.Value),
        DrawnSpec drawn => (range.Min * drawn.Distribution.Sample(TailShare), range.Max * drawn.Distribution.Sample(1 - TailShare)),
        _ => range,
    };
}
