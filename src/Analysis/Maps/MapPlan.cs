using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Maps;

/// <summary>Chooses the maps of a sweep: those whose two quantities vary in it. A function of the configuration alone.</summary>
public sealed class MapPlan
{
    /// <summary>The map over outage and write rate.</summary>
    public const string OutageByWriteRate = "outage-write-rate";

    /// <summary>The map over outage and retention.</summary>
    public const string OutageByRetention = "outage-retention";

    /// <summary>The map over outage and write rate ÷ catch-up rate.</summary>
    public const string OutageByLoad = "outage-load";

    /// <summary>The map over backlog ÷ retention and write rate ÷ catch-up rate, on which the scenarios of every sweep can be laid.</summary>
    public const string Plane = "plane";

    /// <summary>The map of a sweep that has none of those before: over the first two of what varies.</summary>
    public const string FirstTwo = "first-two";

    /// <summary>What the maps of two of V2's knobs, or of one, are named by, followed by their keys.</summary>
    public const string KnobsPrefix = "knobs-";

    /// <summary>The column of the axis of write rate ÷ catch-up rate.</summary>
    public const string LoadColumn = "load";

    private const int _xCellCount = 24;
    private const int _yCellCount = 18;
    private const int _knobCellCount = 8;

    /// <summary>Four cells to a power of ten, eight powers: one boundary between cells is at 1, where the whole retention was missed.</summary>
    private const int _backlogCellCount = 32;
    private const double _mostBacklogShare = 1e4;

    /// <summary>A range this wide is seen better on a logarithmic scale.</summary>
    private const double _logarithmicRatio = 20;

    /// <summary>Of distributions with tails a map shows the middle; what lies outside is counted but not drawn.</summary>
    private const double _tailShare = 0.001;

    private const double _rounding = 1e-12;

    private readonly SpaceSpecs _specs;
    private readonly List<ParameterDefinition> _varied;

    /// <summary>Chooses for a configuration.</summary>
    public MapPlan(SweepConfig config)
    {
        _specs = config.Specs;
        _varied = [.. _specs.Varied];
        var outage = Outage();
        var load = Load();
        (string Name, MapQuantity? X, MapQuantity? Y)[] wanted =
        [
            (OutageByWriteRate, outage, Parameter(VolumeParameters.WriteRate, _yCellCount)),
            (OutageByRetention, outage, Parameter(VolumeParameters.RetentionBytes, _yCellCount)),
            (OutageByLoad, outage, load),
            (Plane, BacklogShare(), load),
        ];
        Maps = [.. wanted.Where(map => map is { X: not null, Y: not null }).Select(map => new SweepMap(map.Name, map.X!, map.Y!))];
        Maps = [.. Maps.Count == 0 ? FirstTwoThatVary() : Maps, .. KnobMaps()];
    }

    /// <summary>V2's knobs, the numbers that an operator sets, in the order of reports.</summary>
    public static IReadOnlyList<ParameterDefinition> Knobs { get; } =
        [VolumeParameters.RetentionBytes, RecoveryParameters.ReservationTtl, RecoveryParameters.ReservationBytes, RecoveryParameters.MaxRounds, RecoveryParameters.PromotionHold];

    /// <summary>The maps, the most telling first; none where fewer than two things vary and none of them is a knob.</summary>
    public IReadOnlyList<SweepMap> Maps { get; }

    /// <summary>The first outage and the write rate come before other parameters; the first that varies is horizontal, the next vertical.</summary>
    private List<SweepMap> FirstTwoThatVary()
    {
        var (x, y) = (Outage(), (MapQuantity?)null);
        foreach (var definition in _varied.OrderBy(definition => definition != VolumeParameters.WriteRate).Where(definition => definition != WeatherParameters.Outage))
        {
            if (x is null)
            {
                x = Parameter(definition, _xCellCount);
            }
            else
            {
                y ??= Parameter(definition, _yCellCount);
            }
        }

        return x is not null && y is not null ? [new SweepMap(FirstTwo, x, y)] : [];
    }

    /// <summary>The knobs that vary, each against each other; a knob that varies alone, against nothing.</summary>
    private IEnumerable<SweepMap> KnobMaps()
    {
        List<(string Name, MapQuantity Quantity)> varied =
            [.. from knob in Knobs let quantity = Parameter(knob, _knobCellCount) where quantity is not null select (knob.Key.Replace('_', '-'), quantity)];
        if (varied.Count == 1)
        {
            return [new SweepMap(KnobsPrefix + varied[0].Name, varied[0].Quantity, MapQuantity.Nothing())];
        }

        return varied.SelectMany((x, index) => varied.Skip(index + 1).Select(y => new SweepMap($"{KnobsPrefix}{x.Name}-{y.Name}", x.Quantity, y.Quantity)));
    }

    private MapQuantity? Outage() =>
        _specs.Support(WeatherParameters.Outages).Max > 0 && Range(WeatherParameters.Outage) is var (min, max) && min < max ? MapQuantity.FirstOutage(AxisOf(WeatherParameters.Outage, min, max, _xCellCount)) : null;

    private MapQuantity? Parameter(ParameterDefinition definition, int cellCount) =>
        _varied.Contains(definition) && Range(definition) is var (min, max) && min < max ? MapQuantity.Parameter(AxisOf(definition, min, max, cellCount), ValueOf(definition)!.Value) : null;

    /// <summary>Write rate ÷ catch-up rate: below 1 a catch-up gains on the writes.</summary>
    private MapQuantity? Load()
    {
        if (ValueOf(VolumeParameters.WriteRate) is not { } writes || ValueOf(VolumeParameters.CatchupRate) is not { } catchup)
        {
            return null;
        }

        // Where the catch-up rate is a multiple of the write rate, the multiple alone varies.
        var (min, max) = _specs[VolumeParameters.CatchupRate] is RelativeSpec relative && relative.BaseParameter == VolumeParameters.WriteRate
            ? relative.Ratio is FamilySpec ? Inverse(Product((1, 1), relative.Ratio)) : Wider(Inverse(Product((1, 1), relative.Ratio)))
            : Quotient(Range(VolumeParameters.WriteRate), Range(VolumeParameters.CatchupRate));
        return min > 0 && min < max ? MapQuantity.Ratio(new Axis(LoadColumn, "write rate ÷ catch-up rate", AxisUnit.None, ScaleOf(min, max), min, max, _yCellCount), writes, catchup) : null;
    }

    private MapQuantity? BacklogShare()
    {
        var axis = new Axis("backlog_share", "backlog ÷ retention", AxisUnit.None, AxisScale.Logarithmic, 1 / _mostBacklogShare, _mostBacklogShare, _backlogCellCount);
        return ValueOf(VolumeParameters.EntryBytes) is { } entry && ValueOf(VolumeParameters.RetentionBytes) is { } retention ? MapQuantity.BacklogShare(axis, entry, retention) : null;
    }

    /// <summary>Null for what is computed from the rest of the scenario and not in the rows.</summary>
    private ParameterValue? ValueOf(ParameterDefinition definition) => _varied.IndexOf(definition) is var index && index >= 0
        ? new ParameterValue(index, double.NaN)
        : _specs[definition] is ConstantSpec constant ? new ParameterValue(-1, constant.Value) : null;

    private static Axis AxisOf(ParameterDefinition definition, double min, double max, int cellCount) =>
        new(definition.Column, definition.Key.Replace('_', ' '), UnitOf(definition.Unit), ScaleOf(min, max), min, max, cellCount);

    /// <summary>How values of a parameter are written.</summary>
    internal static AxisUnit UnitOf(UnitKind unit) => unit switch
    {
        UnitKind.Duration => AxisUnit.Seconds,
        UnitKind.Size => AxisUnit.Bytes,
        UnitKind.EntryRate or UnitKind.ByteRate => AxisUnit.PerSecond,
        _ => AxisUnit.None,
    };

    private static AxisScale ScaleOf(double min, double max) => min > 0 && max >= _logarithmicRatio * min ? AxisScale.Logarithmic : AxisScale.Linear;

    /// <summary>Where a parameter's values lie: all of them, or the middle of a distribution that has tails.</summary>
    private (double Min, double Max) Range(ParameterDefinition definition) => _specs[definition] switch
    {
        FamilySpec { Family.IsPair: false } spec => (spec.Distribution.Sample(_tailShare), spec.Distribution.Sample(1 - _tailShare)),
        EmpiricalSpec spec => (spec.Distribution.Sample(_tailShare), spec.Distribution.Sample(1 - _tailShare)),
        RelativeSpec spec => Rounded(Product(Range(spec.BaseParameter), spec.Ratio), definition.IsWhole),
        AutoSpec => (0, 0),
        _ => _specs.Support(definition),
    };

    private static (double Min, double Max) Product((double Min, double Max) range, ParameterSpec ratio) => ratio switch
    {
        ConstantSpec constant => (range.Min * constant.Value, range.Max * constant.Value),
        FamilySpec { Family.IsPair: true } pair => (range.Min * pair.Distribution.Min, range.Max * pair.Distribution.Max),
        DrawnSpec drawn => (range.Min * drawn.Distribution.Sample(_tailShare), range.Max * drawn.Distribution.Sample(1 - _tailShare)),
        _ => range,
    };

    /// <summary>As the values themselves are rounded.</summary>
    private static (double Min, double Max) Rounded((double Min, double Max) range, bool isWhole) => (SpaceSpecs.Multiple(range.Min, 1, isWhole), SpaceSpecs.Multiple(range.Max, 1, isWhole));

    /// <summary>A little wider. The load is a quotient whose last digit may differ from that of the end of its range, and of a ratio that takes few values many scenarios lie on the end.</summary>
    private static (double Min, double Max) Wider((double Min, double Max) range) => (range.Min * (1 - _rounding), range.Max * (1 + _rounding));

    private static (double Min, double Max) Inverse((double Min, double Max) range) => (1 / range.Max, 1 / range.Min);

    private static (double Min, double Max) Quotient((double Min, double Max) above, (double Min, double Max) below) => (above.Min / below.Max, above.Max / below.Min);
}
