using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Scenarios;

/// <summary>Reads a scripted timeline: the states that replicas start in, and a list of faults, each with its time, in the order of their times.</summary>
internal sealed class TimelineReader(ErrorList errors)
{
    /// <summary>Most faults of a file.</summary>
    public const int MostFaults = 1_000;

    private static readonly FaultValue _time = new(UnitKind.Duration, 0, RecoveryParameters.Horizon.Max);

    private readonly List<Fault> _faults = [];
    private readonly List<(TextPlace Place, string Path)> _places = [];

    /// <summary>Reads what a trial starts with and its faults, in that order; what is neither is left out, with errors.</summary>
    /// <param name="initial">The states to start in; null if there are none.</param>
    /// <param name="timeline">The faults; null if they are missing.</param>
    public IReadOnlyList<Fault> Read(LocatedValue? initial, LocatedValue? timeline)
    {
        ReadList(initial, ScenarioKeys.Initial, ScenarioParameters.MaxReplicas, "states", ReadStart);
        ReadList(timeline, ScenarioKeys.Timeline, MostFaults, "faults", ReadFault);
        return _faults;
    }

    private void ReadList(LocatedValue? given, string key, int most, string what, Func<LocatedValue, string, Fault?> read)
    {
        if (given is { Kind: not JsonKind.Array } || given?.Items.Count > most)
        {
            errors.Add(given.Place, key, string.Create(CultureInfo.InvariantCulture, $"expected a list of at most {most} {what}, found {given.Describe()}"));
            return;
        }

        for (var index = 0; index < (given?.Items.Count ?? 0); index++)
        {
            var item = given!.Items[index];
            var path = string.Create(CultureInfo.InvariantCulture, $"{key}[{index}]");
            if (read(item, path) is { } fault)
            {
                _faults.Add(fault);
                _places.Add((item.Place, path));
            }
        }
    }

    /// <summary>Holds a timeline without errors against the rules of the engine.</summary>
    /// <param name="parameters">The scenario's numbers.</param>
    /// <param name="start">Where to say what is wrong of the numbers alone.</param>
    public void CheckCourse(in ScenarioParameters parameters, TextPlace start)
    {
        foreach (var problem in new Scenario(in parameters, [.. _faults]).Validate())
        {
            var (place, path) = problem.FaultIndex is { } index ? _places[index] : (start, ConfigKeys.Parameters);
            errors.Add(place, path, problem.Rule);
        }
    }

    private Fault? ReadStart(LocatedValue item, string path)
    {
        if (item.Find(ScenarioKeys.State) is not { } state)
        {
            errors.CheckKeys(item, path, [ScenarioKeys.Node, ScenarioKeys.State, ScenarioKeys.Missed], [ScenarioKeys.Node, ScenarioKeys.State]);
            return null;
        }

        if (state.Kind != JsonKind.Text || StartForm.Find(state.Text) is not { } form)
        {
            var names = StartForm.All.Select(known => known.Name).ToArray();
            var hint = state.Kind == JsonKind.Text ? NearestKey.Hint(state.Text, names) : $"; expected one of {string.Join(", ", names)}";
            errors.Add(state.Place, $"{path}.{ScenarioKeys.State}", $"expected a state to start in, found {state.Describe()}{hint}");
            return null;
        }

        var sound = errors.CheckKeys(item, path, form.Keys, required: form.Keys, elsewhere: key => key == ScenarioKeys.Missed ? $"; {form.Name} has none" : null);
        var node = errors.ReadWhole(item.Find(ScenarioKeys.Node), $"{path}.{ScenarioKeys.Node}", 1, ScenarioParameters.MaxReplicas, 1);
        var missed = form.HasMissed ? errors.ReadWhole(item.Find(ScenarioKeys.Missed), $"{path}.{ScenarioKeys.Missed}", 0, StartForm.MostMissed, 0) : 0;
        return sound ? new Fault(0, form.Kind, (int)node, missed) : null;
    }

    private Fault? ReadFault(LocatedValue item, string path)
    {
        if (item.Find(ScenarioKeys.Fault) is not { } kind)
        {
            errors.CheckKeys(item, path, [ScenarioKeys.Time, ScenarioKeys.Fault, ScenarioKeys.Node, ScenarioKeys.Value], [ScenarioKeys.Time, ScenarioKeys.Fault]);
            return null;
        }

        if (kind.Kind != JsonKind.Text || FaultForm.Find(kind.Text) is not { } form)
        {
            var names = FaultForm.All.Select(known => known.Name).ToArray();
            var hint = kind.Kind == JsonKind.Text ? NearestKey.Hint(kind.Text, names) : $"; expected one of {string.Join(", ", names)}";
            errors.Add(kind.Place, $"{path}.{ScenarioKeys.Fault}", $"expected a kind of fault, found {kind.Describe()}{hint}");
            return null;
        }

        var sound = errors.CheckKeys(item, path, form.Keys, required: form.Keys, elsewhere: key => key is ScenarioKeys.Node or ScenarioKeys.Value ? $"; {form.Name} has none" : null);
        var timeS = ReadNumber(item, ScenarioKeys.Time, path, _time);
        var value = form.Value is null ? 0 : ReadNumber(item, ScenarioKeys.Value, path, form.Value);
        var node = form.NamesNode ? errors.ReadWhole(item.Find(ScenarioKeys.Node), $"{path}.{ScenarioKeys.Node}", 0, ScenarioParameters.MaxReplicas, 0) : 0;
        return sound && timeS is not null && value is not null ? new Fault(timeS.Value, form.Kind, (int)node, value.Value) : null;
    }

    private double? ReadNumber(LocatedValue item, string key, string path, FaultValue allowed)
    {
        if (item.Find(key) is not { } given)
        {
            return null;
        }

        var number = new SpecDomain(allowed.Unit, allowed.Min, allowed.Max, IsWhole: false).Read(given, $"{path}.{key}", errors);
        if (number < allowed.Min || number > allowed.Max)
        {
            var range = $"{Units.Format(allowed.Min, allowed.Unit)} and {Units.Format(allowed.Max, allowed.Unit)}";
            errors.Add(given.Place, $"{path}.{key}", $"must lie between {range}, found {Units.Format(number.Value, allowed.Unit)}");
            return null;
        }

        return number;
    }
}
