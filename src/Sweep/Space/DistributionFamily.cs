using WalSweep.Sweep.Sampling;

namespace WalSweep.Sweep.Space;

/// <summary>An end of a parameter's own range.</summary>
public enum RangeEnd
{
    /// <summary>The least value allowed.</summary>
    Least,

    /// <summary>The greatest value allowed.</summary>
    Greatest,
}

/// <summary>One argument of a distribution.</summary>
/// <param name="Name">Its key.</param>
/// <param name="IsPure">A pure number, rather than a value of the parameter with its unit.</param>
/// <param name="Otherwise">Which end of the parameter's own range takes its place where it is left out; null if it may not be.</param>
public sealed record FamilyArgument(string Name, bool IsPure = false, RangeEnd? Otherwise = null)
{
    /// <summary>May be left out.</summary>
    public bool IsOptional => Otherwise is not null;
}

/// <summary>
/// A kind of distribution that is given by a few numbers. Reader, schema, lock and reference derive from this list; adding a family is adding an entry.
/// </summary>
public sealed class DistributionFamily
{
    private static readonly FamilyArgument[] _bounds = [new("min", Otherwise: RangeEnd.Least), new("max", Otherwise: RangeEnd.Greatest)];

    private readonly Func<double[], Distribution> _create;

    private DistributionFamily(string name, bool isPair, FamilyArgument[] arguments, string meaning, Func<double[], Distribution> create)
    {
        Name = name;
        IsPair = isPair;
        Arguments = arguments;
        Meaning = meaning;
        _create = create;
    }

    /// <summary>Every family, in the order of the documentation.</summary>
    public static IReadOnlyList<DistributionFamily> All { get; } =
    [
        new("uniform", true, [new("min"), new("max")], "Equally dense between two bounds.", a => Distribution.Uniform(a[0], a[1])),
        new(
            "log_uniform",
            true,
            [new("min"), new("max")],
            "Equal ratios are equally likely, between two bounds above 0.",
            a => Distribution.LogUniform(a[0], a[1])),
        new(
            "exponential",
            false,
            [new("mean"), .. _bounds],
            "Memoryless, with this mean before it is cut to [min, max].",
            a => Distribution.Exponential(a[0], a[1], a[2])),
        new(
            "weibull",
            false,
            [new("scale"), new("shape", IsPure: true), .. _bounds],
            "F(x) = 1 − exp(−(x/scale)^shape), cut to [min, max].",
            a => Distribution.Weibull(a[0], a[1], a[2], a[3])),
        new(
            "lognormal",
            false,
            [new("median"), new("sigma", IsPure: true), .. _bounds],
            "The logarithm is normal with standard deviation sigma, cut to [min, max].",
            a => Distribution.LogNormal(a[0], a[1], a[2], a[3])),
    ];

    /// <summary>Its key in a configuration.</summary>
    public string Name { get; }

    /// <summary>Written as [min, max] rather than as an object with named arguments.</summary>
    public bool IsPair { get; }

    /// <summary>Its arguments, in the order of <see cref="Create"/>.</summary>
    public IReadOnlyList<FamilyArgument> Arguments { get; }

    /// <summary>One sentence on its shape.</summary>
    public string Meaning { get; }

    /// <summary>Makes the distribution.</summary>
    /// <param name="arguments">One number for each of <see cref="Arguments"/>, in base units.</param>
    /// <exception cref="ArgumentException">The numbers describe no distribution; the message says what is wrong.</exception>
    public Distribution Create(double[] arguments) => _create(arguments);
}
