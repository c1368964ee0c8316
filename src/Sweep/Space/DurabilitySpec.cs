using WalSweep.Engine;
using WalSweep.Sweep.Sampling;

namespace WalSweep.Sweep.Space;

/// <summary>Who must hold a write before it is acknowledged: the same mode in every scenario, or one of a few, drawn in each. Immutable.</summary>
public sealed class DurabilitySpec
{
    /// <summary>The name of the column it has where it is drawn.</summary>
    public const string Column = "durability";

    /// <summary>What it is, for that column.</summary>
    public const string Meaning = "Who must hold a write before it is acknowledged.";

    private readonly Distribution? _distribution;

    /// <summary>The same mode in every scenario.</summary>
    public DurabilitySpec(Durability mode) => Modes = [mode];

    /// <summary>One of several modes, drawn in each scenario.</summary>
    /// <param name="modes">The modes, all different.</param>
    /// <param name="weights">A positive weight for each; empty if all are equally likely.</param>
    /// <exception cref="ArgumentException">There is no mode, one occurs twice, or a weight is not positive.</exception>
    public DurabilitySpec(IReadOnlyList<Durability> modes, IReadOnlyList<double> weights)
    {
        (Modes, Weights) = (modes, weights);
        _distribution = Distribution.Choice([.. modes.Select(mode => (double)mode)], [.. weights]);
    }

    /// <summary>The modes, as written.</summary>
    public IReadOnlyList<Durability> Modes { get; }

    /// <summary>Their weights, or none.</summary>
    public IReadOnlyList<double> Weights { get; } = [];

    /// <summary>Whether each scenario draws its own, which is then a column.</summary>
    public bool IsDrawn => _distribution is not null;

    /// <summary>The mode of a scenario whose draw is this uniform.</summary>
    public Durability Of(double uniform) => _distribution is null ? Modes[0] : (Durability)_distribution.Sample(uniform);
}
