using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Boundaries;

/// <summary>
/// The limits between catch-up and rebuild as the model's algebra has them (<see cref="LimitFormula"/>), laid over a map of a sweep. T is the outage, w the write rate, c the catch-up rate, ρ = w/c, R what is retained and ε a barrier;
/// d what passes, in the mean, between the end of an outage and the end of the next handshake, so that the backlog then is w·(T + d).
/// <para>The algebra is of one replica that is away once, while the writes go on. Where the durability mode cannot be met meanwhile they stop, and what is missed has another limit; a lost link that is back before it is noticed is found
/// to be so a whole interval later, whatever its length. Of both nothing is said. Other weather (bursts, spikes, new addresses, a second outage, other replicas away at the same time) is not in it either.</para>
/// </summary>
public sealed class LimitsOfSweep
{
    private readonly LimitNumbers _numbers;
    private readonly LimitValues _middle;
    private readonly IReadOnlyList<ProtocolVersion> _versions;
    private readonly bool _writesAlwaysStop;
    private readonly bool _writesMayStop;

    /// <summary>Takes the numbers of a sweep.</summary>
    public LimitsOfSweep(SweepConfig config)
    {
        _numbers = new LimitNumbers(config.Specs);
        _middle = _numbers.Middle();
        _versions = config.Protocols;
        var replicas = config.Specs.Support(VolumeParameters.Replicas);
        bool Stops(Durability mode, double count) => mode == Durability.SyncAll || (mode == Durability.SyncQuorum && count == 1);
        _writesAlwaysStop = config.Durability.Modes.All(mode => Stops(mode, replicas.Max));
        _writesMayStop = config.Durability.Modes.Any(mode => Stops(mode, replicas.Min));
    }

    /// <summary>
    /// The limits that lie over a map, of those that hold for a version of the sweep, are not set to none and may bite; none where the writes stop while a replica is away.
    /// </summary>
    /// <param name="map">A map whose horizontal axis is of what was missed: of others algebra knows nothing (<see cref="MapBoundary.Of"/> asks).</param>
    public IReadOnlyList<AnalyticLimit> Over(SweepMap map)
    {
        List<AnalyticLimit> limits = [];
        var scale = BacklogScale.Of(map.X, _numbers);
        foreach (var (number, formula) in _writesAlwaysStop ? [] : LimitFormula.All.Index())
        {
            if (double.IsFinite(_middle[formula.Subject]) && formula.MayBite(_numbers) && _versions.Where(formula.HoldsFor).ToList() is { Count: > 0 } versions)
            {
                limits.Add(Over(map, scale, formula, limits.Count == 0 ? scale.Remark : "") with { Number = number, Versions = versions });
            }
        }

        return limits;
    }

    private AnalyticLimit Over(SweepMap map, BacklogScale scale, LimitFormula formula, string remark)
    {
        var measured = LimitNumbers.MeasuredBy(map.Y.Axis);
        LimitNumber[] drawn = [.. formula.Numbers.Union(scale.Drawn)];
        LimitNumber[] all = [.. drawn.Union([scale.Widening])];
        var levelAt = formula.IsOfLoadAlone ? LevelAt(measured) : double.NaN;
        double PlaceOf(LimitValues values) => scale.Of(formula.BacklogEntries(values), values);
        return new AnalyticLimit(
            string.Format(CultureInfo.InvariantCulture, formula.Label, scale.Backlog),
            formula.Meaning + NumberIn(formula, measured) + remark + (_writesMayStop ? "; where writes go on while a replica is away" : ""),
            y => PlaceOf(measured is { } number ? _middle.With(number, y) : _middle) is var x && scale.IsKnown(x) ? x : double.NaN,
            (low, high) => _writesMayStop ? (double.NaN, double.NaN) : RangeOf(formula, scale, [.. _numbers.Corners(all, measured, (low, high))]))
        {
            IsExact = !double.IsNaN(levelAt) || _numbers.Corners(drawn, measured, (map.Y.Axis.Max, map.Y.Axis.Max)).Select(PlaceOf).Distinct().Count() == 1,
            LevelAt = levelAt,
        };
    }

    /// <summary>
    /// The least and the greatest place of a limit. Whole entries are dropped and counted, so each end is an entry further; where the load passes 1 the barrier is the least that a catch-up may have to do.
    /// </summary>
    private static (double Low, double High) RangeOf(LimitFormula formula, BacklogScale scale, LimitValues[] corners)
    {
        var passesOne = formula.Numbers.Contains(LimitNumber.Load) && corners.Any(values => values.Load < 1) && corners.Any(values => values.Load >= 1);
        double Least(LimitValues values) => passesOne ? Math.Min(values.Barrier, formula.BacklogEntries(values)) : formula.BacklogEntries(values);
        double Greatest(LimitValues values) => formula.BacklogEntries(values) + (formula.LeavesABarrier ? values.Barrier : 0);
        return scale.Range(corners.Min(values => scale.Of(Least(values) - 1, values)), corners.Max(values => scale.Of(Greatest(values) + 1, values)), corners);
    }

    /// <summary>Where a limit of the load alone is a level line: at a load of 1, or at the write rate that the catch-up rate is.</summary>
    private double LevelAt(LimitNumber? measured) =>
        measured == LimitNumber.Load ? 1
        : measured == LimitNumber.WriteRatePerS && !_numbers.CatchupIsMultiple && _numbers.IsConstant(LimitNumber.Catchup) ? _middle[LimitNumber.Catchup]
        : double.NaN;

    private string NumberIn(LimitFormula formula, LimitNumber? measured) =>
        formula.IsOfLoadAlone || formula.Subject == measured ? ""
        : $" ({formula.Symbol} = {LimitNumbers.Text(formula.Subject, _middle[formula.Subject])}{(_numbers.IsConstant(formula.Subject) ? "" : " at the median")})";
}
