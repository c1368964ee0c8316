using System.Globalization;
using WalSweep.Sweep.Sampling;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>Reads how a parameter gets its value: a constant, a distribution, or a multiple of another parameter.</summary>
internal sealed class SpecReader(ErrorList errors, string folder)
{
    /// <summary>The word for "computed by the parameter's own rule".</summary>
    public const string Auto = "auto";

    public const string Of = "of";
    public const string Times = "times";
    public const string Choice = "choice";
    public const string Values = "values";
    public const string Weights = "weights";
    public const string Empirical = "empirical";

    private static readonly string[] _forms = [.. DistributionFamily.All.Select(family => family.Name), Choice, Empirical, Of];

    private readonly EmpiricalReader _empirical = new(errors, folder);

    /// <summary>Reads the spec of a parameter; null, and errors, if it is none.</summary>
    public ParameterSpec? Read(ParameterDefinition definition, LocatedValue value) => value switch
    {
        { Kind: JsonKind.Text, Text: Units.None } => new ConstantSpec(double.PositiveInfinity),
        { Kind: JsonKind.Text, Text: Auto } => AutoSpec.Instance,
        { Kind: JsonKind.Object } when value.Find(Of) is not null => ReadRelative(value, definition.Path),
        _ => ReadDirect(SpecDomain.Of(definition), value, definition.Path),
    };

    /// <summary>A constant or a distribution.</summary>
    private ParameterSpec? ReadDirect(SpecDomain domain, LocatedValue value, string path)
    {
        if (value.Kind != JsonKind.Object)
        {
            return domain.Read(value, path, errors) is { } constant ? new ConstantSpec(constant) : null;
        }

        if (value.Members.Count != 1)
        {
            errors.Add(value.Place, path, $"expected an object with one key, the kind of distribution, found {value.Describe()}{Among(value)}");
            return null;
        }

        var member = value.Members[0];
        var memberPath = $"{path}.{member.Key}";
        var family = DistributionFamily.All.FirstOrDefault(f => f.Name == member.Key);
        try
        {
            return member.Key switch
            {
                Choice => ReadChoice(domain, member.Value, memberPath),
                Empirical => _empirical.Read(domain, member.Value, memberPath),
                _ when family is not null => ReadFamily(family, domain, member.Value, memberPath),
                _ => Unknown(member, path),
            };
        }
        catch (DistributionException refusal)
        {
            // The distribution itself knows which numbers describe one.
            errors.Add(member.Value.Place, memberPath, refusal.Say(number => Units.Format(number, domain.Unit)));
            return null;
        }
    }

    private ParameterSpec? Unknown(LocatedMember member, string path)
    {
        errors.Add(member.Place, path, $"unknown distribution {LocatedValue.Quote(member.Key)}{NearestKey.Hint(member.Key, _forms)}");
        return null;
    }

    private static string Among(LocatedValue value) =>
        value.Members.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {value.Members.Count - 1} more") : "";

    private RelativeSpec? ReadRelative(LocatedValue value, string path)
    {
        errors.CheckKeys(value, path, [Of, Times], required: [Of, Times]);
        var baseParameter = ReadBase(value.Find(Of)!, $"{path}.{Of}");
        var ratio = value.Find(Times) is { } times ? ReadDirect(SpecDomain.Ratio, times, $"{path}.{Times}") : null;
        return baseParameter is not null && ratio is not null ? new RelativeSpec(baseParameter, ratio) : null;
    }

    private ParameterDefinition? ReadBase(LocatedValue value, string path)
    {
        var target = value.Kind == JsonKind.Text ? ParameterSpace.Find(value.Text) : null;
        if (target is null)
        {
            var hint = value.Kind == JsonKind.Text ? NearestKey.Hint(value.Text, [.. ParameterSpace.All.Select(d => d.Key)]) : "";
            errors.Add(value.Place, path, $"expected the key of another parameter, found {value.Describe()}{hint}");
        }

        return target;
    }

    private FamilySpec? ReadFamily(DistributionFamily family, SpecDomain domain, LocatedValue value, string path)
    {
        var arguments = family.IsPair ? ReadPair(domain, value, path) : ReadNamed(family, domain, value, path);
        if (arguments is null)
        {
            return null;
        }

        // Both forms end in a pair of bounds.
        var (min, max) = (arguments[^2], arguments[^1]);
        if (min >= max)
        {
            errors.Add(value.Place, path, $"the lower bound {Units.Format(min, domain.Unit)} must be below the upper bound {Units.Format(max, domain.Unit)}");
            return null;
        }

        return new FamilySpec(family, arguments, domain.IsWhole);
    }

    private double[]? ReadPair(SpecDomain domain, LocatedValue value, string path)
    {
        if (value.Kind != JsonKind.Array || value.Items.Count != 2)
        {
            errors.Add(value.Place, path, $"expected [lower bound, upper bound], each {Units.Describe(domain.Unit)}, found {value.Describe()}");
            return null;
        }

        return ReadAll(domain, value.Items, path);
    }

    private double[]? ReadNamed(DistributionFamily family, SpecDomain domain, LocatedValue value, string path)
    {
        var names = family.Arguments.Select(argument => argument.Name).ToArray();
        var required = family.Arguments.Where(argument => !argument.IsOptional).Select(argument => argument.Name).ToArray();
        var complete = errors.CheckKeys(value, path, names, required);
        var numbers = new double[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var argument = family.Arguments[i];
            var argumentDomain = argument.IsPure ? SpecDomain.Ratio : domain;
            if (value.Find(argument.Name) is { } given)
            {
                var number = argumentDomain.Read(given, $"{path}.{argument.Name}", errors);
                complete &= number is not null;
                numbers[i] = number ?? 0;
            }
            else
            {
                numbers[i] = argument.Otherwise == RangeEnd.Least ? domain.Min : domain.Max;
            }
        }

        return complete ? numbers : null;
    }

    private ChoiceSpec? ReadChoice(SpecDomain domain, LocatedValue value, string path) =>
        ReadChoiceForm(value, path, Units.Describe(domain.Unit), out var items, out var weights) && ReadAll(domain, items, path) is { } values
            ? new ChoiceSpec(values, weights, domain.IsWhole)
            : null;

    /// <summary>Takes a choice apart.</summary>
    /// <param name="value">A list of values, or an object of values and weights.</param>
    /// <param name="path">Its path.</param>
    /// <param name="described">What a value is, in words.</param>
    /// <param name="items">The values, not read yet, at least one.</param>
    /// <param name="weights">One for each value, or none.</param>
    /// <returns>Whether it has the form of a choice; if not, there are errors.</returns>
    internal bool ReadChoiceForm(LocatedValue value, string path, string described, out List<LocatedValue> items, out double[] weights)
    {
        (items, weights) = ([], []);
        var list = value;
        if (value.Kind == JsonKind.Object)
        {
            if (!errors.CheckKeys(value, path, [Values, Weights], required: [Values, Weights]))
            {
                return false;
            }

            list = value.Find(Values)!;
            var weightList = value.Find(Weights)!;
            if (weightList.Kind != JsonKind.Array || weightList.Items.Count != list.Items.Count)
            {
                errors.Add(weightList.Place, $"{path}.{Weights}", $"expected one weight for each value, found {weightList.Describe()}");
                return false;
            }

            var read = ReadAll(SpecDomain.Ratio, weightList.Items, $"{path}.{Weights}");
            if (read is null)
            {
                return false;
            }

            weights = read;
        }

        if (list.Kind == JsonKind.Array && list.Items.Count == 0)
        {
            errors.Add(list.Place, path, "the list of values must not be empty");
            return false;
        }

        if (list.Kind != JsonKind.Array)
        {
            errors.Add(list.Place, path, $"expected a list of values, each {described}, found {list.Describe()}");
            return false;
        }

        items = list.Items;
        return true;
    }

    private double[]? ReadAll(SpecDomain domain, List<LocatedValue> items, string path)
    {
        var numbers = new double[items.Count];
        var complete = true;
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = domain.Read(items[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), errors);
            complete &= number is not null;
            numbers[i] = number ?? 0;
        }

        return complete ? numbers : null;
    }
}
