namespace WalSweep.Sweep.Results;

/// <summary>
/// The table of contents of a results folder, for whoever receives it. Derived from the receipts and written whenever a run ends; resuming
/// does not depend on it. Equal sweeps have equal manifests.
/// </summary>
public sealed record Manifest
{
    /// <summary>What the rows depend on.</summary>
    public required SweepIdentity Sweep { get; init; }

    /// <summary>Whether every part is there.</summary>
    public required bool Complete { get; init; }

    /// <summary>Scenarios of the whole sweep.</summary>
    public required long Count { get; init; }

    /// <summary>Scenarios of the parts that are there.</summary>
    public required long Scenarios { get; init; }

    /// <summary>Rows stored.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of all parts.</summary>
    public required long Bytes { get; init; }

    /// <summary>The parts that are there, in order.</summary>
    public required IReadOnlyList<ManifestPart> Parts { get; init; }

    /// <summary>Draws it up.</summary>
    /// <param name="sweep">What the rows depend on.</param>
    /// <param name="plan">The parts there should be.</param>
    /// <param name="receipts">Those there are, in any order.</param>
    public static Manifest Of(SweepIdentity sweep, PartPlan plan, IEnumerable<PartReceipt> receipts)
    {
        List<ManifestPart> parts = [.. receipts.OrderBy(receipt => receipt.Part).Select(ManifestPart.Of)];
        return new Manifest
        {
            Sweep = sweep,
            Complete = parts.Count == plan.PartCount,
            Count = plan.Count,
            Scenarios = parts.Sum(part => part.Scenarios),
            Rows = parts.Sum(part => part.Rows),
            Bytes = parts.Sum(part => part.Bytes),
            Parts = parts,
        };
    }
}

/// <summary>One line of a <see cref="Manifest"/>.</summary>
/// <param name="File">The file, relative to the results folder.</param>
/// <param name="FirstScenario">Index of its first scenario.</param>
/// <param name="Scenarios">Its scenarios.</param>
/// <param name="Rows">Rows stored.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Sha256">SHA-256 of the file, in lower-case hex.</param>
public sealed record ManifestPart(string File, long FirstScenario, long Scenarios, long Rows, long Bytes, string Sha256)
{
    internal static ManifestPart Of(PartReceipt receipt) => new(
        ResultsLayout.RelativeRowsPath(receipt.Part), receipt.FirstScenario, receipt.Scenarios, receipt.Rows, receipt.Bytes,
            receipt.Sha256);
}
