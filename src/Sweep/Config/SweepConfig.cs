using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>A sweep as configured: checked, complete, immutable. Nothing behind it sees raw values.</summary>
public sealed class SweepConfig
{
    /// <summary>Most scenarios of a sweep.</summary>
    public const long MaxCount = 1_000_000_000_000;

    /// <summary>Largest seed: the largest whole number that every reader of JSON keeps exactly.</summary>
    public const long MaxSeed = (1L << 53) - 1;

    internal SweepConfig()
    {
    }

    /// <summary>Its name, fit for a folder: lower-case letters, digits, "_" and "-".</summary>
    public required string Name { get; init; }

    /// <summary>A heading for reports; the name if there is none.</summary>
    public required string Title { get; init; }

    /// <summary>Whatever its author wants said; may be empty.</summary>
    public required string Note { get; init; }

    /// <summary>Names the whole stream of chance, 0..<see cref="MaxSeed"/>.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Scenarios, 1..<see cref="MaxCount"/>.</summary>
    public required long Count { get; init; }

    /// <summary>The versions to run, in the order of <see cref="ProtocolVersion.All"/>, which is that of a scenario's rows.</summary>
    public required IReadOnlyList<ProtocolVersion> Protocols { get; init; }

    /// <summary>Who must hold a write before it is acknowledged.</summary>
    public required DurabilitySpec Durability { get; init; }

    /// <summary>Rows are kept of every k-th scenario: those whose index is a multiple of k. 1 keeps all.</summary>
    public required long RowsEvery { get; init; }

    /// <summary>How each parameter gets its value.</summary>
    public required SpaceSpecs Specs { get; init; }

    /// <summary>The scenarios of this sweep.</summary>
    public ScenarioSource CreateSource() => new(Specs, Durability, Seed);
}
