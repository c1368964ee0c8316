using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;
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
    /// The limits that lie over a map, of those that hold for a version of the sweep, are not set to none and may bite (a device that holds more than is ever retained does not); none
    /// where the writes stop while a replica is away.
    /// </summary>
    /// <param name="map">A map whose horizontal axis is of what was missed: of others algebra knows nothing (<see cref="MapBoundary.Of"/> asks).</param>
    public IReadOnlyList<AnalyticLimit> Over(SweepMap map) => _writesAlwaysStop
        ? []
        :
        [
            .. from formula in LimitFormula.All
               where double.IsFinite(_middle[formula.Subject]) && (formula.Subject != LimitNumber.CapacityBytes || _numbers.MayFillTheDevice)
               let versions = _versions.Where(formula.HoldsFor).ToList()
               where versions.Count > 0
               select Over(map, formula, versions),
        ];

    private AnalyticLimit Over(SweepMap map, LimitFormula formula, List<ProtocolVersion> versions)
    {
        var ofOutage = map.X.IsFirstOutage;
        var measured = LimitNumbers.MeasuredBy(map.Y.Axis);
        var levelAt = formula.IsOfLoadAlone ? LevelAt(measured) : double.NaN;
        LimitNumber[] taken = [.. formula.Numbers.Union(ofOutage ? [LimitNumber.WriteRatePerS] : [LimitNumber.RetentionBytes, LimitNumber.EntryBytes])];
        double XOf(LimitValues values, double entries) => ofOutage ? (entries / values[LimitNumber.WriteRatePerS]) - values[LimitNumber.DelayS] : entries / RetentionEntries(values);
        double LimitOf(LimitValues values) => XOf(values, formula.BacklogEntries(values));
        return new AnalyticLimit(
            string.Format(CultureInfo.InvariantCulture, formula.Label, ofOutage ? "w·(T + d)" : "backlog"),
            formula.Meaning + NumberIn(formula, measured) + (ofOutage && formula.Subject == LimitNumber.RetentionBytes ? Delay : "") + (_writesMayStop ? "; where writes go on while a replica is away" : ""),
            !double.IsNaN(levelAt) || _numbers.Corners(taken, measured, (map.Y.Axis.Max, map.Y.Axis.Max)).Select(LimitOf).Distinct().Count() == 1,
            versions,
            y => LimitOf(measured is { } number ? _middle.With(number, y) : _middle) is var x && ofOutage && x < _numbers.NoticedAfterS ? double.NaN : x,
            (low, high) => _writesMayStop ? (double.NaN, double.NaN) : RangeOver(formula, XOf, [.. _numbers.Corners([.. taken.Union([ofOutage ? LimitNumber.DelayS : LimitNumber.WriteRatePerS])], measured, (low, high))], ofOutage))
        {
            LevelAt = levelAt,
        };
    }

    /// <summary>
    /// The least and the greatest place of a limit. Whole entries are dropped and counted, so each end is an entry further; where the load passes 1 the barrier is the least that a catch-up may have to do.
    /// </summary>
    private (double Low, double High) RangeOver(LimitFormula formula, Func<LimitValues, double, double> xOf, LimitValues[] corners, bool ofOutage)
    {
        var passesOne = formula.Numbers.Contains(LimitNumber.Load) && corners.Any(values => values.Load < 1) && corners.Any(values => values.Load >= 1);
        var low = corners.Min(values => xOf(values, (passesOne ? Math.Min(values.Barrier, formula.BacklogEntries(values)) : formula.BacklogEntries(values)) - 1));
        var high = corners.Max(values => xOf(values, formula.BacklogEntries(values) + (formula.LeavesABarrier ? values.Barrier : 0) + 1));

        // An outage that is not noticed while it lasts may miss more than its length says; and the backlog of the other axis is that of the moment at which the replica is reachable again: until the handshake more may be missed.
        return ofOutage
            ? (low < _numbers.NoticedAfterS ? 0 : low, Math.Max(high, _numbers.NoticedAfterS))
            : (low - corners.Max(values => values[LimitNumber.WriteRatePerS] * _numbers.LongestDelayS / RetentionEntries(values)), high);
    }

    /// <summary>Where a limit of the load alone is a level line: at a load of 1, or at the write rate that the catch-up rate is.</summary>
    private double LevelAt(LimitNumber? measured) =>
        measured == LimitNumber.Load ? 1
        : measured == LimitNumber.WriteRatePerS && !_numbers.CatchupIsMultiple && _numbers.IsConstant(LimitNumber.Catchup) ? _middle[LimitNumber.Catchup]
        : double.NaN;

    private static double RetentionEntries(LimitValues values) => values[LimitNumber.RetentionBytes] / values[LimitNumber.EntryBytes];

    private string Delay =>
        $", with d = {NumberText.Duration(_middle[LimitNumber.DelayS])} until the handshake, in the mean; of outages beyond the {NumberText.Duration(_numbers.NoticedAfterS)} in which a lost link is noticed";

    private string NumberIn(LimitFormula formula, LimitNumber? measured) =>
        formula.IsOfLoadAlone || formula.Subject == measured ? ""
        : $" ({formula.Symbol} = {LimitFormula.Text(formula.Subject, _middle[formula.Subject])}{(_numbers.IsConstant(formula.Subject) ? "" : " at the median")})";
}
