using WalSweep.Engine;
using static WalSweep.Sweep.Space.Units;

namespace WalSweep.Sweep.Space;

/// <summary>What a rule of "auto" needs of a scenario's weather.</summary>
/// <param name="PeakFactor">The highest write rate as a multiple of <c>write_rate</c>, at least 1.</param>
/// <param name="OutageTotalS">How long all outages of replica 1 and all primary losses last together, in seconds.</param>
/// <param name="LastFaultS">When the last fault happens, in seconds; 0 if there is none.</param>
internal readonly record struct WeatherExtent(double PeakFactor, double OutageTotalS, double LastFaultS);

/// <summary>How "auto" computes a parameter from the rest of the scenario: the words and the computation stand together and share their numbers.</summary>
internal sealed class AutoRule
{
    private const double _leastInflightEntries = 1024;
    private const double _inflightOfPeakS = 0.1;
    private const double _inflightRoundTrips = 2;
    private const double _leastHorizonS = 8 * Hour;
    private const double _horizonMargin = 10;
    private const double _mostHorizonS = 10 * Year;

    /// <summary>Of <c>inflight_entries</c>.</summary>
    public static readonly AutoRule InflightEntries = new(
        $"max({_leastInflightEntries}, {_inflightOfPeakS} s of the peak write rate, {_inflightRoundTrips} × peak write rate × (2 × latency + fsync)), rounded up",
        static (ref ScenarioParameters p, in WeatherExtent weather) =>
        {
            var peakRatePerS = p.WriteRatePerS * weather.PeakFactor;
            var roundTrips = _inflightRoundTrips * peakRatePerS * ScenarioParameters.RoundTripS(p.LatencyS, p.FsyncS);
            p.InflightEntries = Math.Ceiling(Math.Max(_leastInflightEntries, Math.Max(_inflightOfPeakS * peakRatePerS, roundTrips)));
        });

    /// <summary>Of <c>rebuild_reservation_bytes</c>.</summary>
    public static readonly AutoRule RebuildReservationBytes = new(
        $"wal_capacity_bytes − checkpoint_window",
        static (ref ScenarioParameters p, in WeatherExtent _) => p.RebuildReservationBytes = p.WalCapacityBytes - p.CheckpointWindowBytes);

    /// <summary>Of <c>horizon</c>.</summary>
    public static readonly AutoRule Horizon = new(
        $"last fault + max({_leastHorizonS / Hour} h, {_horizonMargin} × the total of the outages and primary losses, {_horizonMargin} × volume_bytes ÷ rebuild_rate), at most {_mostHorizonS / Day} d after it",
        static (ref ScenarioParameters p, in WeatherExtent weather) =>
        {
            var copyS = p.VolumeBytes / p.RebuildRateBytesPerS;
            p.HorizonS = weather.LastFaultS + Math.Min(_mostHorizonS, Math.Max(_leastHorizonS, _horizonMargin * Math.Max(weather.OutageTotalS, copyS)));
        });

    private AutoRule(FormattableString meaning, Computation compute)
    {
        Meaning = FormattableString.Invariant(meaning);
        Compute = compute;
    }

    /// <summary>Fills the parameter.</summary>
    public delegate void Computation(ref ScenarioParameters parameters, in WeatherExtent weather);

    /// <summary>The rule in the words of the documentation.</summary>
    public string Meaning { get; }

    /// <summary>The rule itself; everything but what other rules compute is in place.</summary>
    public Computation Compute { get; }
}
