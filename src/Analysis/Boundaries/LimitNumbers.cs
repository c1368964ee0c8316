using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Boundaries;

/// <summary>The numbers that limits are made of, as a sweep has them: each from its least to its greatest value, with the one in its middle.</summary>
internal sealed class LimitNumbers
{
    private static readonly int _count = Enum.GetValues<LimitNumber>().Length;

    private readonly SpaceSpecs _specs;
    private readonly Spread[] _spreads = new Spread[_count];

    /// <summary>Takes the numbers of a sweep.</summary>
    internal LimitNumbers(SpaceSpecs specs)
    {
        _specs = specs;
        foreach (var (number, definition) in _parameters)
        {
            this[number] = SpreadOf(definition);
        }

        var (latency, fsync, interval) = (SpreadOf(VolumeParameters.Latency), SpreadOf(VolumeParameters.Fsync), SpreadOf(RecoveryParameters.ReconnectInterval));
        (this[LimitNumber.Catchup], CatchupIsMultiple) = CatchupSpread();
        this[LimitNumber.Load] = Spread.Unknown;
        this[LimitNumber.RoundTripS] = Spread.Of(latency, fsync, ScenarioParameters.RoundTripS);
        this[LimitNumber.DelayS] = Wait(interval) + this[LimitNumber.RoundTripS] + latency;
        NoticedAfterS = SpreadOf(VolumeParameters.BarrierTimeout).High;
        LongestDelayS = NoticedAfterS + this[LimitNumber.DelayS].High;
    }

    /// <summary>
    /// From the end of an outage to the handshake's start. A lost link is found again by the next of the periodic probes, half an interval later in the mean; a process that restarts registers, where V2 rules.
    /// </summary>
    private Spread Wait(Spread interval)
    {
        var (restarts, registration) = (SpreadOf(WeatherParameters.RestartProbability), SpreadOf(RecoveryParameters.RegistrationDelay));
        var restartsAtAll = restarts.High > 0;
        var share = double.IsNaN(restarts.Middle) ? 0 : restarts.Middle;
        return new Spread(0, ((1 - share) * interval.Middle / 2) + (share * registration.Middle), restartsAtAll ? Math.Max(interval.High, registration.High) : interval.High);
    }

    private static readonly (LimitNumber Number, ParameterDefinition Definition)[] _parameters =
    [
        (LimitNumber.WriteRatePerS, VolumeParameters.WriteRate), (LimitNumber.RetentionBytes, VolumeParameters.RetentionBytes), (LimitNumber.WindowBytes, VolumeParameters.CheckpointWindow),
        (LimitNumber.EntryBytes, VolumeParameters.EntryBytes), (LimitNumber.ReservationTtlS, RecoveryParameters.ReservationTtl), (LimitNumber.ReservationBytes, RecoveryParameters.ReservationBytes),
        (LimitNumber.MaxRounds, RecoveryParameters.MaxRounds), (LimitNumber.MaxCatchupEntries, RecoveryParameters.MaxCatchupEntries), (LimitNumber.MaxCatchupTimeS, RecoveryParameters.MaxCatchupTime),
        (LimitNumber.RetentionTimeS, VolumeParameters.RetentionTime), (LimitNumber.CapacityBytes, VolumeParameters.WalCapacityBytes),
        (LimitNumber.BarrierEntries, VolumeParameters.BarrierEntries),
    ];

    /// <summary>Whether the catch-up rate is given as a multiple of the write rate.</summary>
    internal bool CatchupIsMultiple { get; }

    /// <summary>Whether any scenario may retain as much as the device holds.</summary>
    internal bool MayFillTheDevice => Math.Max(this[LimitNumber.RetentionBytes].High, this[LimitNumber.WindowBytes].High) >= this[LimitNumber.CapacityBytes].Low;

    /// <summary>Outages that are longer are noticed while they last.</summary>
    internal double NoticedAfterS { get; }

    /// <summary>The longest that may pass from the end of an outage until the handshake, noticing it included.</summary>
    internal double LongestDelayS { get; }

    private Spread this[LimitNumber number]
    {
        get => _spreads[(int)number];
        set => _spreads[(int)number] = value;
    }

    /// <summary>Whether a number is the same in every scenario.</summary>
    internal bool IsConstant(LimitNumber number) => this[number].IsConstant;

    /// <summary>The number that an axis measures; null if it measures something else.</summary>
    internal static LimitNumber? MeasuredBy(Axis axis)
    {
        var parameter = Array.FindIndex(_parameters, parameter => parameter.Definition.Column == axis.Column);
        return axis.Column == MapPlan.LoadColumn ? LimitNumber.Load : parameter >= 0 ? _parameters[parameter].Number : null;
    }

    /// <summary>A value in words.</summary>
    internal static string Text(LimitNumber number, double value) =>
        Array.Find(_parameters, parameter => parameter.Number == number).Definition.Unit is var unit && unit == UnitKind.Count ? NumberText.Count((long)value) : NumberText.Value(value, MapPlan.UnitOf(unit));

    /// <summary>All in their middle.</summary>
    internal LimitValues Middle() => new([.. _spreads.Select(spread => spread.Middle)], CatchupIsMultiple);

    /// <summary>
    /// Every way of taking numbers at one or the other end of what they may be, the rest in their middle: a function that rises or falls in each of them has its least and its greatest value among these.
    /// </summary>
    /// <param name="taken">The numbers, none twice.</param>
    /// <param name="measured">One of them that is known to lie in a range of its own, or null.</param>
    /// <param name="range">That range.</param>
    internal IEnumerable<LimitValues> Corners(IReadOnlyList<LimitNumber> taken, LimitNumber? measured, (double Low, double High) range)
    {
        var open = taken.Select(number => number == measured ? (Index: (int)number, range.Low, range.High) : (Index: (int)number, this[number].Low, this[number].High)).ToList();
        var varying = open.Where(number => !number.Low.Equals(number.High)).ToList();
        for (var corner = 0; corner < 1 << varying.Count; corner++)
        {
            double[] values = [.. _spreads.Select(spread => spread.Middle)];
            open.ForEach(number => values[number.Index] = number.Low);
            for (var index = 0; index < varying.Count; index++)
            {
                values[varying[index].Index] = (corner & (1 << index)) == 0 ? varying[index].Low : varying[index].High;
            }

            yield return new LimitValues(values, CatchupIsMultiple);
        }
    }

    private Spread SpreadOf(ParameterDefinition definition)
    {
        var (low, high) = _specs.Support(definition);
        return new Spread(low, MiddleOf(definition), high);
    }

    /// <summary>The value in the middle of a parameter's distribution; NaN for what is computed from the rest of the scenario.</summary>
    private double MiddleOf(ParameterDefinition definition) => _specs[definition] switch
    {
        ConstantSpec constant => constant.Value,
        DrawnSpec drawn => drawn.Distribution.Sample(0.5),
        RelativeSpec relative => MiddleOf(relative.BaseParameter) * MiddleOf(relative.Ratio),
        _ => double.NaN,
    };

    private static double MiddleOf(ParameterSpec ratio) => ratio is DrawnSpec drawn ? drawn.Distribution.Sample(0.5) : ((ConstantSpec)ratio).Value;

    /// <summary>Where the catch-up rate is a multiple of the write rate, that multiple alone says what the load is.</summary>
    private (Spread Spread, bool IsMultiple) CatchupSpread()
    {
        if (_specs[VolumeParameters.CatchupRate] is RelativeSpec relative && relative.BaseParameter == VolumeParameters.WriteRate)
        {
            var (least, greatest) = SpaceSpecs.RatioSupport(relative);
            return (new Spread(least, MiddleOf(relative.Ratio), greatest), true);
        }

        return (SpreadOf(VolumeParameters.CatchupRate), false);
    }
}

/// <summary>One value for each number that limits are made of.</summary>
/// <param name="values">By <see cref="LimitNumber"/>.</param>
/// <param name="catchupIsMultiple">Whether the catch-up rate is given as a multiple of the write rate.</param>
internal readonly struct LimitValues(double[] values, bool catchupIsMultiple)
{
    internal double this[LimitNumber number] => values[(int)number];

    /// <summary>ρ.</summary>
    internal double Load => !double.IsNaN(this[LimitNumber.Load]) ? this[LimitNumber.Load]
        : catchupIsMultiple ? 1 / this[LimitNumber.Catchup]
        : this[LimitNumber.WriteRatePerS] / this[LimitNumber.Catchup];

    /// <summary>ε: with at most so many entries missing, what remains is a barrier.</summary>
    internal double Barrier => Math.Max(this[LimitNumber.BarrierEntries], this[LimitNumber.WriteRatePerS] * this[LimitNumber.RoundTripS]);

    /// <summary>The same numbers but one.</summary>
    internal LimitValues With(LimitNumber number, double value)
    {
        double[] copy = [.. values];
        copy[(int)number] = value;
        return new LimitValues(copy, catchupIsMultiple);
    }
}
