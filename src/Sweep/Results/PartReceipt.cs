namespace WalSweep.Sweep.Results;

/// <summary>
/// What is vouched for of one finished part, and what its scenarios came to. Published just before the part itself; a part without it does
/// not count.
/// </summary>
public sealed record PartReceipt
{
    /// <summary>The part's place in the sweep, from 0.</summary>
    public required int Part { get; init; }

    /// <summary>Index of its first scenario.</summary>
    public required long FirstScenario { get; init; }

    /// <summary>Its scenarios.</summary>
    public required long Scenarios { get; init; }

    /// <summary>Rows stored.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of its file.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of its file, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What its rows depend on besides their scenario.</summary>
    public required SweepIdentity Sweep { get; init; }

    /// <summary>
    /// Exact counts over all its scenarios, stored or not, as the sweep's tally saved them; empty where they are not needed.
    /// </summary>
    public required byte[] Tally { get; init; }
}
