using WalSweep.Sweep.Sampling;

namespace WalSweep.Sweep.Space;

/// <summary>How one parameter gets its value in a scenario, in base units. Immutable.</summary>
public abstract class ParameterSpec
{
    private protected ParameterSpec()
    {
    }
}

/// <summary>The same value in every scenario.</summary>
/// <param name="value">The value; <see cref="double.PositiveInfinity"/> is "none", no limit.</param>
public sealed class ConstantSpec(double value) : ParameterSpec
{
    /// <summary>The value.</summary>
    public double Value { get; } = value;
}

/// <summary>Computed from the rest of the scenario by the rule that the parameter's definition states (<see cref="ParameterDefinition.AutoMeaning"/>).</summary>
public sealed class AutoSpec : ParameterSpec
{
    /// <summary>The only one.</summary>
    public static AutoSpec Instance { get; } = new();
}

/// <summary>A multiple of another parameter's value in the same scenario.</summary>
/// <param name="baseParameter">The other parameter.</param>
/// <param name="ratio">What it is multiplied by: a constant or a distribution.</param>
public sealed class RelativeSpec(ParameterDefinition baseParameter, ParameterSpec ratio) : ParameterSpec
{
    /// <summary>The other parameter.</summary>
    public ParameterDefinition BaseParameter { get; } = baseParameter;

    /// <summary>A <see cref="ConstantSpec"/> or a <see cref="DrawnSpec"/>.</summary>
    public ParameterSpec Ratio { get; } = ratio;
}

/// <summary>Drawn anew in every scenario.</summary>
public abstract class DrawnSpec : ParameterSpec
{
    private protected DrawnSpec(Distribution distribution) => Distribution = distribution;

    /// <summary>What it is drawn from; whole numbers where the parameter counts.</summary>
    public Distribution Distribution { get; }

    private protected static Distribution Wholly(Distribution distribution, bool whole) => whole ? distribution.ToWhole() : distribution;
}

/// <summary>Drawn from a distribution that a few numbers give.</summary>
public sealed class FamilySpec : DrawnSpec
{
    /// <summary>Puts family and arguments together.</summary>
    /// <param name="family">The kind of distribution.</param>
    /// <param name="arguments">Its arguments, in base units.</param>
    /// <param name="whole">Whether only whole numbers are drawn.</param>
    /// <exception cref="ArgumentException">The arguments describe no distribution.</exception>
    public FamilySpec(DistributionFamily family, double[] arguments, bool whole)
        : base(Wholly(family.Create(arguments), whole))
    {
        Family = family;
        Arguments = arguments;
    }

    /// <summary>The kind of distribution.</summary>
    public DistributionFamily Family { get; }

    /// <summary>Its arguments, in base units.</summary>
    public IReadOnlyList<double> Arguments { get; }
}

/// <summary>One of a few values.</summary>
public sealed class ChoiceSpec : DrawnSpec
{
    /// <summary>Puts values and weights together.</summary>
    /// <param name="values">The values, in base units, all different.</param>
    /// <param name="weights">A positive weight for each; empty if all are equally likely.</param>
    /// <param name="whole">Whether the parameter counts.</param>
    /// <exception cref="ArgumentException">A value occurs twice, or a weight is not positive.</exception>
    public ChoiceSpec(double[] values, double[] weights, bool whole)
        : base(Wholly(Distribution.Choice(values, weights), whole))
    {
        Values = values;
        Weights = weights;
    }

    /// <summary>The values, as written.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Their weights, or none.</summary>
    public IReadOnlyList<double> Weights { get; }
}

/// <summary>One of a list of observations, each equally likely.</summary>
public sealed class EmpiricalSpec : DrawnSpec
{
    /// <summary>Keeps the observations.</summary>
    /// <param name="values">The observations in base units.</param>
    /// <param name="sourceSha256">SHA-256 of the file they came from, in lower-case hex; null if they were given directly.</param>
    /// <param name="whole">Whether the parameter counts.</param>
    /// <exception cref="ArgumentException">There is no value, or one is not whole where the parameter counts.</exception>
    public EmpiricalSpec(double[] values, string? sourceSha256, bool whole)
        : base(Wholly(Distribution.Empirical(values), whole))
    {
        Values = values;
        SourceSha256 = sourceSha256;
    }

    /// <summary>The observations, in the order of the file.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>SHA-256 of the file they came from, or null.</summary>
    public string? SourceSha256 { get; }
}
