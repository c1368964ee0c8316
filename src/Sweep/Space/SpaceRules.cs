using System.Globalization;
using WalSweep.Engine;

namespace WalSweep.Sweep.Space;

/// <summary>A rule that some scenario could break.</summary>
/// <param name="Message">What was expected, and what was found.</param>
/// <param name="Concerned">The parameters that take part, the one most likely to blame first.</param>
public sealed record RuleBreach(string Message, params IReadOnlyList<ParameterDefinition> Concerned);

/// <summary>
/// The rules that specs must keep so that every scenario drawn from them can be simulated (<see cref="Scenario.Validate"/>). They are judged by what
/// can be drawn, so a sweep never meets a bad scenario after hours.
/// </summary>
public sealed class SpaceRules
{
    private readonly SpaceSpecs _specs;
    private readonly HashSet<ParameterDefinition> _unsound;
    private readonly List<RuleBreach> _breaches = [];

    private SpaceRules(SpaceSpecs specs, IEnumerable<ParameterDefinition> unknown)
    {
        _specs = specs;
        _unsound = [.. unknown];
    }

    /// <summary>Checks all rules.</summary>
    /// <param name="specs">What to check.</param>
    /// <param name="unknown">Parameters whose spec is not what was meant, so that no rule they take part in can be judged.</param>
    /// <returns>Every breach; empty if every scenario is sound.</returns>
    public static IReadOnlyList<RuleBreach> Check(SpaceSpecs specs, params IEnumerable<ParameterDefinition> unknown)
    {
        var rules = new SpaceRules(specs, unknown);
        rules.CheckReferences();
        rules.CheckRanges();
        rules.CheckRelations();
        return rules._breaches;
    }

    private void CheckReferences()
    {
        foreach (var definition in ParameterSpace.All)
        {
            if (_specs[definition] is RelativeSpec relative && ReferenceError(definition, relative.BaseParameter) is { } error)
            {
                _breaches.Add(new(error, definition));
                _unsound.Add(definition);
            }
        }

        _specs.EvaluationOrder(out var circular);
        foreach (var definition in circular)
        {
            var target = ((RelativeSpec)_specs[definition]).BaseParameter;
            _breaches.Add(new($"is a multiple of {target.Key}, which depends on itself in a circle; one of them needs a value of its own", definition));
            _unsound.Add(definition);
        }
    }

    private string? ReferenceError(ParameterDefinition definition, ParameterDefinition target)
    {
        if (target.Unit != definition.Unit)
        {
            return $"expected a multiple of a parameter of its own kind, {Units.Describe(definition.Unit)}; {target.Key} is {Units.Describe(target.Unit)}";
        }

        return _specs[target] switch
        {
            AutoSpec => $"cannot be a multiple of {target.Key}, which is computed after everything else; give {target.Key} a value",
            ConstantSpec { Value: double.PositiveInfinity } => $"cannot be a multiple of {target.Key}, which has no limit",
            _ => null,
        };
    }

    private void CheckRanges()
    {
        foreach (var definition in ParameterSpace.All.Where(definition => !_unsound.Contains(definition)))
        {
            if (RangeError(definition) is { } error)
            {
                Breach(error, definition);
            }
        }
    }

    private string? RangeError(ParameterDefinition definition)
    {
        var spec = _specs[definition];
        if (spec is AutoSpec)
        {
            return definition.AutoMeaning is null ? $"has no rule for \"auto\"; expected {Units.Describe(definition.Unit)}" : null;
        }

        var (min, max) = _specs.Support(definition);
        if (spec is ConstantSpec && double.IsPositiveInfinity(max))
        {
            return definition.AllowsNone ? null : $"must have a limit, found \"none\"; expected {Units.Describe(definition.Unit)}";
        }

        if (!(min >= definition.Min && max <= definition.Max))
        {
            return $"must lie between {Show(definition, definition.Min)} and {Show(definition, definition.Max)}, found {Span(definition, min, max)}";
        }

        var isWhole = !definition.IsWhole || spec is not ConstantSpec || min == Math.Floor(min);
        return isWhole ? null : $"expected {Units.Describe(definition.Unit)}, found {Show(definition, min)}";
    }

    private void CheckRelations()
    {
        RequireAtMost(VolumeParameters.SnapshotLag, VolumeParameters.CheckpointWindow);
        RequireAtMost(VolumeParameters.CheckpointWindow, VolumeParameters.WalCapacityBytes);
        RequireBarriersInTime();
        RequireInflightRoom();
        RequireHorizonBeyondFaults();
    }

    private void RequireBarriersInTime()
    {
        ParameterDefinition[] concerned = [VolumeParameters.BarrierTimeout, VolumeParameters.Latency, VolumeParameters.Fsync];
        if (!AreSound(concerned))
        {
            return;
        }

        var roundTripS = LongestRoundTripS();
        var timeoutS = Min(VolumeParameters.BarrierTimeout);
        if (roundTripS >= timeoutS)
        {
            Breach(
                $"barrier_timeout must exceed 2 × latency + fsync, which can reach {Duration(roundTripS)}; barrier_timeout can be {Duration(timeoutS)}",
                concerned);
        }
    }

    private void RequireInflightRoom()
    {
        ParameterDefinition[] concerned =
        [
            VolumeParameters.InflightEntries, VolumeParameters.WriteRate, WeatherParameters.BurstFactor, WeatherParameters.BurstProbability,
            VolumeParameters.Latency, VolumeParameters.Fsync,
        ];
        if (_specs[VolumeParameters.InflightEntries] is AutoSpec || !AreSound(concerned))
        {
            return;
        }

        var burstFactor = Max(WeatherParameters.BurstProbability) > 0 ? Max(WeatherParameters.BurstFactor) : 1;
        var peakRatePerS = Max(VolumeParameters.WriteRate) * Math.Max(1, burstFactor);
        var needed = 2 * peakRatePerS * LongestRoundTripS();
        var inflight = Min(VolumeParameters.InflightEntries);
        if (inflight < needed)
        {
            var reach = string.Create(CultureInfo.InvariantCulture, $"which can reach {Math.Ceiling(needed)}; it can be {inflight}");
            Breach($"inflight_entries must be at least 2 × peak write rate × (2 × latency + fsync), {reach}", concerned);
        }
    }

    private void RequireHorizonBeyondFaults()
    {
        ParameterDefinition[] concerned =
            [RecoveryParameters.Horizon, .. ParameterSpace.All.Where(d => d.Section == ParameterSection.Weather), VolumeParameters.Replicas];
        if (_specs[RecoveryParameters.Horizon] is AutoSpec || !AreSound(concerned))
        {
            return;
        }

        var lastFaultS = WeatherTimeline.LatestEndS(_specs);
        var horizonS = Min(RecoveryParameters.Horizon);
        if (horizonS <= lastFaultS)
        {
            Breach($"horizon must lie beyond the last fault, which can come at {Duration(lastFaultS)}; horizon can be {Duration(horizonS)}", concerned);
        }
    }

    private void RequireAtMost(ParameterDefinition low, ParameterDefinition high)
    {
        if (!AreSound(low, high))
        {
            return;
        }

        var tied = (_specs[low] is RelativeSpec lowSpec && lowSpec.BaseParameter == high && SpaceSpecs.RatioSupport(lowSpec).Max <= 1)
            || (_specs[high] is RelativeSpec highSpec && highSpec.BaseParameter == low && SpaceSpecs.RatioSupport(highSpec).Min >= 1);
        if (!tied && Max(low) > Min(high))
        {
            Breach(
                $"{low.Key} must never exceed {high.Key}; {low.Key} can be {Show(low, Max(low))} and {high.Key} can be {Show(high, Min(high))}"
                + $" (to tie them, write {low.Key} as {{\"of\": \"{high.Key}\", \"times\": …}})",
                low,
                high);
        }
    }

    private double LongestRoundTripS() => ScenarioParameters.RoundTripS(Max(VolumeParameters.Latency), Max(VolumeParameters.Fsync));

    private double Min(ParameterDefinition definition) => _specs.Support(definition).Min;

    private double Max(ParameterDefinition definition) => _specs.Support(definition).Max;

    private bool AreSound(params ReadOnlySpan<ParameterDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            if (_unsound.Contains(definition))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sums of what was given carry rounding errors in their last digits, which would say nothing.</summary>
    private static string Duration(double seconds) =>
        Units.Format(double.Parse(seconds.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), UnitKind.Duration);

    private static string Span(ParameterDefinition definition, double min, double max) =>
        min == max ? Show(definition, min) : $"{Show(definition, min)} to {Show(definition, max)}";

    private static string Show(ParameterDefinition definition, double value) => Units.Format(value, definition.Unit);

    private void Breach(string message, params ParameterDefinition[] concerned)
    {
        _breaches.Add(new(message, concerned));
        _unsound.Add(concerned[0]); // What is wrong by itself need not be held against others too.
    }
}
