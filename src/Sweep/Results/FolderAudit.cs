using System.Globalization;
using System.Text.Json;

namespace WalSweep.Sweep.Results;

/// <summary>What a results folder holds of a sweep.</summary>
public sealed class FolderAudit
{
    private const int LargestReceiptBytes = 16 << 20;

    private readonly List<PartReceipt> _finished = [];
    private readonly List<string> _damage = [];

    private FolderAudit(PartPlan plan) => Plan = plan;

    /// <summary>The parts there should be.</summary>
    public PartPlan Plan { get; }

    /// <summary>Receipts of the parts that are there, in order, without their tallies.</summary>
    public IReadOnlyList<PartReceipt> Finished => _finished;

    /// <summary>One sentence for each part whose file contradicts its receipt; they count as missing.</summary>
    public IReadOnlyList<string> Damage => _damage;

    /// <summary>Whether every part is there.</summary>
    public bool IsComplete => _finished.Count == Plan.PartCount;

    /// <summary>Parts that are not there.</summary>
    public int MissingPartCount => Plan.PartCount - _finished.Count;

    /// <summary>Scenarios of the parts that are there.</summary>
    public long FinishedScenarios => _finished.Sum(receipt => receipt.Scenarios);

    /// <summary>Rows of the parts that are there.</summary>
    public long FinishedRows => _finished.Sum(receipt => receipt.Rows);

    /// <summary>The parts that are not there, in order.</summary>
    public IEnumerable<Part> Missing
    {
        get
        {
            int next = 0;
            foreach (int index in _finished.Select(receipt => receipt.Part).Append(Plan.PartCount))
            {
                for (; next < index; next++)
                {
                    yield return Plan[next];
                }

                next = index + 1;
            }
        }
    }

    /// <summary>Of a folder that does not exist.</summary>
    public static FolderAudit OfNothing(PartPlan plan) => new(plan);

    /// <summary>
    /// Looks through a folder. A part counts as finished if its receipt is of this sweep and this range and its file has the length the
    /// receipt states; its content is not read. Costs time for what is there, not for what is missing.
    /// </summary>
    /// <param name="layout">Where things are.</param>
    /// <param name="plan">The parts there should be.</param>
    /// <param name="sweep">What the rows depend on.</param>
    /// <param name="visit">Called with the receipt of each finished part, in order, with its tally.</param>
    /// <exception cref="OtherSweepException">A part is of another sweep.</exception>
    /// <exception cref="ResultsFolderException">A file among the rows is no part of the sweep; whoever reads the folder as a data set would
    /// read it too.</exception>
    /// <exception cref="StorageException">The folder cannot be read.</exception>
    public static FolderAudit Of(ResultsLayout layout, PartPlan plan, SweepIdentity sweep, Action<PartReceipt>? visit = null)
    {
        var audit = new FolderAudit(plan);
        StorageException.Guard(layout.Root, () =>
        {
            foreach (var (index, file) in PartFiles(layout, plan))
            {
                audit.Judge(file, layout, plan[index], sweep, visit);
            }
        });
        return audit;
    }

    private void Judge(FileInfo file, ResultsLayout layout, Part part, SweepIdentity sweep, Action<PartReceipt>? visit)
    {
        var receipt = ReadReceipt(layout, part, sweep);
        if (receipt is not null && receipt.Bytes == file.Length)
        {
            visit?.Invoke(receipt);
            _finished.Add(receipt with { Tally = [] });
        }
        else if (receipt is not null)
        {
            _damage.Add(string.Create(CultureInfo.InvariantCulture,
                $"{file.FullName}: expected {receipt.Bytes} bytes, found {file.Length}"));
        }
    }

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

        if (receipt is null || new Part(receipt.Part, receipt.FirstScenario, receipt.Scenarios) != part)
        {
            return null;
        }

        return receipt.Sweep == sweep ? receipt
            : throw new OtherSweepException(layout.Root, [.. Differences(file.FullName, receipt.Sweep, sweep)]);
    }

    private static IEnumerable<string> Differences(string file, SweepIdentity was, SweepIdentity now)
    {
        (string What, object Was, object Now)[] pairs =
        [
            ("config SHA-256", was.ConfigSha256, now.ConfigSha256),
            ("seed", was.Seed, now.Seed),
            ("model version", was.ModelVersion, now.ModelVersion),
            ("schema version", was.SchemaVersion, now.SchemaVersion),
            ("tally", was.TallyFormat, now.TallyFormat),
        ];
        return pairs.Where(pair => !pair.Was.Equals(pair.Now))
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{file}: {pair.What} was {pair.Was} and is now {pair.Now}"));
    }

    /// <summary>The files among the rows, in the order of their parts.</summary>
    private static SortedDictionary<int, FileInfo> PartFiles(ResultsLayout layout, PartPlan plan)
    {
        var files = new SortedDictionary<int, FileInfo>();
        var folder = new DirectoryInfo(layout.RowsFolder);
        foreach (var file in folder.Exists ? folder.EnumerateFiles() : [])
        {
            if (ResultsLayout.PartOfFile(file.Name) is { } part && part < plan.PartCount)
            {
                files.Add(part, file);
            }
            else if (!file.Name.StartsWith(AtomicFile.TemporaryPrefix, StringComparison.Ordinal))
            {
                throw new ResultsFolderException(FolderProblem.StrayFile, $"{file.FullName} is no part of this sweep; move it elsewhere");
            }
        }

        return files;
    }
}
