using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Boundaries;

/// <summary>
/// The limits between catch-up and rebuild as the model's algebra has them (docs/model.md §6 and §8; docs/evidence.md, items 1 to 3), laid over a map of a sweep. T is the outage, w the write rate, c the catch-up rate,
/// ρ = w/c, R what is retained and ε a barrier, in entries; τ the time of a reservation, k the rounds allowed, and d what passes, in the mean, between the end of an outage and the next handshake. A lost link that is back before
/// it is noticed is found to be so a whole interval later, whatever its length: of outages shorter than that nothing is said. Weather that is not an outage (bursts, spikes, new addresses) is not in them either.
/// </summary>
public sealed class LimitsOfSweep
{
    // With ρ ≥ 1 rounds do not end, and their number is the limit that bites.
    private const double NeverBites = double.PositiveInfinity;

    private readonly SpaceSpecs _specs;
    private readonly Median _writeRatePerS;
    private readonly Median _retentionBytes;
    private readonly Median _entryBytes;
    private readonly Median _reservationTtlS;
    private readonly Median _maxRounds;
    private readonly Median _retentionTimeS;
    private readonly ProtocolVersion[] _boundedByTime;
    private readonly ProtocolVersion[] _boundedByRounds;
    private readonly ProtocolVersion[] _boundedByReservation;
    private readonly ProtocolVersion[] _boundedByRetention;
    private readonly double _delayS;
    private readonly double _noticedAfterS;
    private readonly double _roundTripS;
    private readonly double _barrierEntries;

    /// <summary>Takes the numbers of a sweep.</summary>
    public LimitsOfSweep(SweepConfig config)
    {
        _specs = config.Specs;
        (_writeRatePerS, _entryBytes) = (MedianOf(VolumeParameters.WriteRate), MedianOf(VolumeParameters.EntryBytes));
        (_retentionBytes, _retentionTimeS) = (MedianOf(VolumeParameters.RetentionBytes), MedianOf(VolumeParameters.RetentionTime));
        (_reservationTtlS, _maxRounds) = (MedianOf(RecoveryParameters.ReservationTtl), MedianOf(RecoveryParameters.MaxRounds));
        var latencyS = MedianOf(VolumeParameters.Latency).Value;
        _roundTripS = ScenarioParameters.RoundTripS(latencyS, MedianOf(VolumeParameters.Fsync).Value);
        _delayS = (MedianOf(RecoveryParameters.ReconnectInterval).Value / 2) + _roundTripS + latencyS;
        _noticedAfterS = MedianOf(VolumeParameters.BarrierTimeout).Value;
        _barrierEntries = MedianOf(VolumeParameters.BarrierEntries).Value;
        _boundedByRetention = [.. config.Protocols.Where(version => version != ProtocolVersion.V1)];
        _boundedByTime = [.. config.Protocols.Where(version => version == ProtocolVersion.V15)];
        var bounded = _boundedByRetention.Except(_boundedByTime).ToArray();
        _boundedByRounds = [.. bounded.Where(version => version != ProtocolVersion.V2WithoutConvergenceBudget)];
        _boundedByReservation = [.. bounded.Where(version => version != ProtocolVersion.V2WithoutReservation)];
    }

    /// <summary>The limits that can be drawn over a map; none over one that is not of what was missed.</summary>
    public IReadOnlyList<AnalyticLimit> Over(SweepMap map) => map.Name switch
    {
        MapPlan.OutageByWriteRate => [Missed(w => (RetainedEntries / w) - _delayS, _retentionBytes, _entryBytes), Silence()],
        MapPlan.OutageByRetention => [Missed(bytes => (bytes / (_writeRatePerS.Value * _entryBytes.Value)) - _delayS, _writeRatePerS, _entryBytes), Silence()],
        MapPlan.OutageByLoad =>
        [
            Missed(_ => (RetainedEntries / _writeRatePerS.Value) - _delayS, _writeRatePerS, _retentionBytes, _entryBytes),
            Rounds(load => (Barrier(_writeRatePerS.Value) / (_writeRatePerS.Value * Math.Pow(load, _maxRounds.Value))) - _delayS, _writeRatePerS),
            Reservation(load => load < 1 ? (_reservationTtlS.Value * (1 - load) / load) - _delayS : NeverBites),
            Silence(),
        ],
        MapPlan.Plane =>
        [
            Retained("backlog = R", "", _ => 1),
            Rounds(load => Barrier(_writeRatePerS.Value) / (RetainedEntries * Math.Pow(load, _maxRounds.Value)), _writeRatePerS, _retentionBytes, _entryBytes),
            Reservation(load => load < 1 ? _reservationTtlS.Value * _writeRatePerS.Value * (1 - load) / (load * RetainedEntries) : NeverBites, _writeRatePerS, _retentionBytes, _entryBytes),
        ],
        _ => [],
    };

    private double RetainedEntries => Math.Max(_retentionBytes.Value, MedianOf(VolumeParameters.CheckpointWindow).Value) / _entryBytes.Value;

    private AnalyticLimit Missed(Func<double, double> xOf, params Median[] taken) => Retained(
        "w·(T + d) = R",
        $", with d = {NumberText.Duration(_delayS)} until the handshake; of outages beyond the {NumberText.Duration(_noticedAfterS)} in which a lost link is noticed",
        value => xOf(value) is var outageS && outageS >= _noticedAfterS ? outageS : double.NaN,
        taken);

    private AnalyticLimit Retained(string label, string addition, Func<double, double> xOf, params Median[] taken)
    {
        var retention = NumberText.Bytes(_retentionBytes.Value);
        var at = !taken.Contains(_retentionBytes) ? "" : _retentionBytes.IsConstant ? $" (R = {retention})" : $" (drawn at the median, R = {retention})";
        return new(label, $"more is missed than is retained{at}{addition}", AreConstant(taken), _boundedByRetention, xOf);
    }

    private AnalyticLimit Rounds(Func<double, double> xOf, params Median[] taken) =>
        new("backlog·ρᵏ = ε", $"not within a barrier after k = {NumberText.Count((long)_maxRounds.Value)} rounds", AreConstant([_maxRounds, .. taken]), _boundedByRounds, xOf);

    private AnalyticLimit Reservation(Func<double, double> xOf, params Median[] taken) =>
        new("catch-up = τ", $"the catch-up outlasts its reservation (τ = {NumberText.Duration(_reservationTtlS.Value)})", AreConstant([_reservationTtlS, .. taken]), _boundedByReservation, xOf);

    private AnalyticLimit Silence() => new(
        "T = retention time", $"V1.5 keeps nothing for a replica that was silent for {NumberText.Duration(_retentionTimeS.Value)}", AreConstant([_retentionTimeS]), _boundedByTime, _ => _retentionTimeS.Value);

    private double Barrier(double writeRatePerS) => Math.Max(_barrierEntries, writeRatePerS * _roundTripS);

    private static bool AreConstant(Median[] taken) => Array.TrueForAll(taken, median => median.IsConstant);

    /// <summary>The value in the middle of a parameter's distribution.</summary>
    private Median MedianOf(ParameterDefinition definition) => _specs[definition] switch
    {
        ConstantSpec constant => new(constant.Value, true),
        DrawnSpec drawn => new(drawn.Distribution.Sample(0.5), false),
        RelativeSpec relative when MedianOf(relative.BaseParameter) is var (value, _) => new(value * (relative.Ratio switch
        {
            ConstantSpec ratio => ratio.Value,
            DrawnSpec drawn => drawn.Distribution.Sample(0.5),
            _ => double.NaN,
        }), false),
        _ => new(double.NaN, false),
    };

    private readonly record struct Median(double Value, bool IsConstant);
}
