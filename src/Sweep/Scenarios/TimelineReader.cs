using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Scenarios;

/// <summary>Reads a scripted timeline: a list of faults, each with its time, in the order of their times.</summary>
internal sealed class TimelineReader(ErrorList errors)
{
    /// <summary>Most faults of a file.</summary>
    public const int MostFaults = 1_000;

    private static readonly FaultValue _time = new(UnitKind.Duration, 0, RecoveryParameters.Horizon.Max);

    private readonly List<Fault> _faults = [];
    private readonly List<TextPlace> _places = [];

    /// <summary>Reads the faults; those that are no faults are left out, with errors.</summary>
    public IReadOnlyList<Fault> Read(LocatedValue given)
    {
        if (given.Kind != JsonKind.Array || given.Items.Count > MostFaults)
        {
            errors.Add(given.Place, ScenarioKeys.Timeline, $"expected a list of at most {MostFaults} faults, found {given.Describe()}");
            return _faults;
        }

        for (var index = 0; index < given.Items.Count; index++)
        {
            var item = given.Items[index];
            if (ReadFault(item, PathOf(index)) is { } fault)
            {
                _faults.Add(fault);
                _places.Add(item.Place);
            }
        }

        return _faults;
    }

    /// <summary>Holds a timeline without errors against the rules of the engine. Each fault is judged with all before it, so that the first to break a rule is named.</summary>
    /// <param name="parameters">The scenario's numbers.</param>
    /// <param name="start">Where to say what is wrong before the first fault.</param>
    public void CheckCourse(in ScenarioParameters parameters, TextPlace start)
    {
        var faults = _faults.ToArray();
        var known = new Scenario(in parameters, []).Validate().ToHashSet();
        foreach (var message in known)
        {
            errors.Add(start, ConfigKeys.Parameters, message);
        }

        for (var count = 1; count <= faults.Length; count++)
        {
            foreach (var message in new Scenario(in parameters, faults.AsSpan(0, count)).Validate().Where(known.Add))
            {
                // The engine begins by naming the fault; here its place does.
                errors.Add(_places[count - 1], PathOf(count - 1), message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
            }
        }
    }

    private static string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{ScenarioKeys.Timeline}[{index}]");

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
