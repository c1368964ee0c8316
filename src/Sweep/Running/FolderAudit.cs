using System.Globalization;
using System.Text.Json;

namespace WalSweep.Sweep.Running;

/// <summary>What a results folder holds of a sweep.</summary>
/// <param name="Finished">Receipts of the parts that are there, in order.</param>
/// <param name="Missing">Parts that are not, in order.</param>
/// <param name="Damage">One sentence for each part whose file contradicts its receipt; they count as missing.</param>
public sealed record FolderAudit(IReadOnlyList<PartReceipt> Finished, IReadOnlyList<Part> Missing, IReadOnlyList<string> Damage)
{
    private const int LargestReceiptBytes = 16 << 20;

    /// <summary>Whether every part is there.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>
    /// Looks through a folder. A part counts as finished if its receipt is of this sweep and this range and its file has the length the receipt states; its
    /// content is not read.
    /// </summary>
    /// <param name="layout">Where things are.</param>
    /// <param name="plan">The parts there should be.</param>
    /// <param name="sweep">What the rows depend on.</param>
    /// <param name="visit">Called with each finished part's receipt, with its tally; what is returned has none.</param>
    /// <exception cref="OtherSweepException">A part is of another sweep.</exception>
    /// <exception cref="StorageException">The folder cannot be read.</exception>
    public static FolderAudit Of(ResultsLayout layout, PartPlan plan, SweepIdentity sweep, Action<PartReceipt>? visit = null) => StorageException.Guard(layout.Root, () =>
    {
        var finished = new List<PartReceipt>();
        var missing = new List<Part>();
        var damage = new List<string>();
        foreach (var part in plan.Parts)
        {
            var rows = new FileInfo(layout.RowsPath(part.Index));
            var receipt = rows.Exists ? ReadReceipt(layout, part, sweep) : null;
            if (receipt is null)
            {
                missing.Add(part);
            }
            else if (rows.Length != receipt.Bytes)
            {
                damage.Add(string.Create(CultureInfo.InvariantCulture, $"{rows.FullName}: expected {receipt.Bytes} bytes, found {rows.Length}"));
                missing.Add(part);
            }
            else
            {
                visit?.Invoke(receipt);
                finished.Add(receipt with { Tally = [] });
            }
        }

        RefuseStrangers(layout, plan);
        return new FolderAudit(finished, missing, damage);
    });

    /// <summary>The receipt of a part; null if there is none, or one that is cut off or of another range.</summary>
    private static PartReceipt? ReadReceipt(ResultsLayout layout, Part part, SweepIdentity sweep)
    {
        var file = new FileInfo(layout.ReceiptPath(part.Index));
        if (!file.Exists || file.Length > LargestReceiptBytes)
        {
            return null;
        }

        PartReceipt? receipt;
        try
        {
            receipt = JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), ResultsJson.Default.PartReceipt);
        }
        catch (JsonException)
        {
            return null;
        }

        if (receipt is null || receipt.Part != part.Index || receipt.FirstScenario != part.FirstScenario || receipt.Scenarios != part.ScenarioCount)
        {
            return null;
        }

        return receipt.Sweep == sweep ? receipt : throw new OtherSweepException(layout.Root, [.. Differences(file.FullName, receipt.Sweep, sweep)]);
    }

    private static IEnumerable<string> Differences(string file, SweepIdentity was, SweepIdentity now)
    {
        (string What, object Was, object Now)[] pairs =
        [
            ("config SHA-256", was.ConfigSha256, now.ConfigSha256), ("seed", was.Seed, now.Seed), ("model version", was.ModelVersion, now.ModelVersion),
            ("schema version", was.SchemaVersion, now.SchemaVersion), ("tally", was.TallyFormat, now.TallyFormat),
        ];
        return pairs.Where(pair => !pair.Was.Equals(pair.Now))
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{file}: {pair.What} was {pair.Was} and is now {pair.Now}"));
    }

    /// <summary>Whoever reads the folder as a data set reads every file in it, so there must be no other.</summary>
    private static void RefuseStrangers(ResultsLayout layout, PartPlan plan)
    {
        if (!Directory.Exists(layout.RowsFolder))
        {
            return;
        }

        HashSet<string> ours = [.. plan.Parts.Select(part => Path.GetFileName(layout.RowsPath(part.Index)))];
        string? stranger = Directory.EnumerateFiles(layout.RowsFolder).Select(path => Path.GetFileName(path))
            .FirstOrDefault(name => !ours.Contains(name) && !name.StartsWith(AtomicFile.TemporaryPrefix, StringComparison.Ordinal));
        if (stranger is not null)
        {
            throw new ResultsFolderException($"{Path.Combine(layout.RowsFolder, stranger)} is no part of this sweep; move it elsewhere");
        }
    }
}
