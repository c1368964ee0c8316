using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Boundaries;

/// <summary>
/// The limits between catch-up and rebuild as the model's algebra has them (<see cref="LimitFormula"/>), laid over a map of a sweep. T is the outage, w the write rate, c the catch-up rate, ρ = w/c, R what is retained and ε a barrier;
/// d what passes, in the mean, between the end of an outage and the end of the next handshake, so that the backlog then is w·(T + d).
/// <para>A lost link that is back before it is noticed is found to be so a whole interval later, whatever its length: of outages shorter than that nothing is said. Weather that is not a single outage (bursts, spikes,
/// new addresses, a second outage) is not in them either.</para>
/// </summary>
public sealed class LimitsOfSweep
{
    private readonly LimitNumbers _numbers;
    private readonly LimitValues _middle;
    private readonly IReadOnlyList<ProtocolVersion> _versions;

    /// <summary>Takes the numbers of a sweep.</summary>
    public LimitsOfSweep(SweepConfig config)
    {
        _numbers = new LimitNumbers(config.Specs);
        _middle = _numbers.Middle();
        _versions = config.Protocols;
    }

    /// <summary>The limits that lie over a map, of those that hold for a version of the sweep and are not set to none; none over a map whose horizontal axis is not of what was missed.</summary>
    public IReadOnlyList<AnalyticLimit> Over(SweepMap map) => !map.X.CountsWhatWasMissed
        ? []
        :
        [
            .. from formula in LimitFormula.All
               where double.IsFinite(_middle[formula.Subject])
               let versions = _versions.Where(formula.HoldsFor).ToList()
               where versions.Count > 0
               select Over(map, formula, versions),
        ];

    private AnalyticLimit Over(SweepMap map, LimitFormula formula, List<ProtocolVersion> versions)
    {
        var ofOutage = map.X.IsFirstOutage;
        var measured = LimitNumbers.MeasuredBy(map.Y.Axis);
        var isLevel = formula.IsOfLoadAlone && measured == LimitNumber.Load;
        LimitNumber[] taken = [.. formula.Numbers.Union(ofOutage ? [LimitNumber.WriteRatePerS] : [LimitNumber.RetentionBytes, LimitNumber.EntryBytes])];
        double XOf(LimitValues values) => ofOutage ? OutageS(formula, values) : BacklogShare(formula, values);
        return new AnalyticLimit(
            string.Format(CultureInfo.InvariantCulture, formula.Label, ofOutage ? "w·(T + d)" : "backlog"),
            formula.Meaning + NumberIn(formula, measured) + (ofOutage && formula.Subject == LimitNumber.RetentionBytes ? Delay : ""),
            isLevel || IsExact(_numbers.Corners(taken, measured, (map.Y.Axis.Max, map.Y.Axis.Max)), XOf),
            versions,
            y => XOf(measured is { } number ? _middle.With(number, y) : _middle) is var x && ofOutage && x < _numbers.NoticedAfterS ? double.NaN : x,
            (low, high) => ofOutage
                ? OutagesOver(_numbers.Corners([.. taken, LimitNumber.DelayS], measured, (low, high)), XOf)
                : SharesOver(_numbers.Corners([.. taken.Union([LimitNumber.WriteRatePerS])], measured, (low, high)), XOf))
        {
            LevelAt = isLevel ? 1 : double.NaN,
        };
    }

    private static bool IsExact(IEnumerable<LimitValues> corners, Func<LimitValues, double> xOf) => corners.Select(xOf).Distinct().Count() == 1;

    private (double Low, double High) OutagesOver(IEnumerable<LimitValues> corners, Func<LimitValues, double> xOf)
    {
        double[] outagesS = [.. corners.Select(xOf)];
        return (outagesS.Min() is var low && low < _numbers.NoticedAfterS ? 0 : low, Math.Max(outagesS.Max(), _numbers.NoticedAfterS));
    }

    /// <summary>The backlog of this axis is that of the moment at which the replica is reachable again: until the handshake more may be missed.</summary>
    private (double Low, double High) SharesOver(IEnumerable<LimitValues> corners, Func<LimitValues, double> xOf)
    {
        (double Share, double Later)[] shares = [.. corners.Select(values => (xOf(values), values[LimitNumber.WriteRatePerS] * _numbers.LongestDelayS / RetentionEntries(values)))];
        return (shares.Min(limit => limit.Share - limit.Later), shares.Max(limit => limit.Share));
    }

    private static double OutageS(LimitFormula formula, LimitValues values) => (formula.BacklogEntries(values) / values[LimitNumber.WriteRatePerS]) - values[LimitNumber.DelayS];

    private static double BacklogShare(LimitFormula formula, LimitValues values) => formula.BacklogEntries(values) / RetentionEntries(values);

    private static double RetentionEntries(LimitValues values) => values[LimitNumber.RetentionBytes] / values[LimitNumber.EntryBytes];

    private string Delay =>
        $", with d = {NumberText.Duration(_middle[LimitNumber.DelayS])} until the handshake; of outages beyond the {NumberText.Duration(_numbers.NoticedAfterS)} in which a lost link is noticed";

    private string NumberIn(LimitFormula formula, LimitNumber? measured) =>
        formula.IsOfLoadAlone || formula.Subject == measured ? ""
        : $" ({formula.Symbol} = {LimitFormula.Text(formula.Subject, _middle[formula.Subject])}{(_numbers.IsConstant(formula.Subject) ? "" : " at the median")})";
}
