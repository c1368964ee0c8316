using WalSweep.Engine;

namespace WalSweep.Sweep.Scenarios;

/// <summary>A scripted scenario as a file states it: checked, complete, immutable. What a sweep draws is written down here.</summary>
public sealed class NamedScenario
{
    internal NamedScenario()
    {
    }

    /// <summary>The name of its file without the ending: lower-case letters, digits, "_" and "-".</summary>
    public required string Name { get; init; }

    /// <summary>Its file, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>What happens, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>Where its numbers come from; may be empty. Lines are separated by \n.</summary>
    public required string Note { get; init; }

    /// <summary>Its numbers, every default filled in.</summary>
    public required ScenarioParameters Parameters { get; init; }

    /// <summary>What it starts with, then its faults in the order of their times.</summary>
    public required IReadOnlyList<Fault> Timeline { get; init; }

    /// <summary>What is expected, in the order of the file.</summary>
    public required IReadOnlyDictionary<ProtocolVersion, IReadOnlyList<Expectation>> Expectations { get; init; }

    /// <summary>The versions it is run under: the generations, and whatever else something is expected of, in the order of a sweep's rows.</summary>
    public IReadOnlyList<ProtocolVersion> Versions =>
        [.. ProtocolVersion.All.Where(version => ProtocolVersion.Generations.Contains(version) || Expectations.ContainsKey(version))];

    /// <summary>What is expected of a version; empty if nothing is.</summary>
    public IReadOnlyList<Expectation> ExpectedOf(ProtocolVersion version) => Expectations.GetValueOrDefault(version, []);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
