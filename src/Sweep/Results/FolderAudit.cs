using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using WalSweep.Sweep.Config;

namespace WalSweep.Sweep.Results;

/// <summary>What a results folder holds of a sweep.</summary>
public sealed class FolderAudit
{
    private const int _largestReceiptBytes = 16 << 20;

    private readonly List<PartReceipt> _finished = [];
    private readonly List<string> _damage = [];

    private readonly ResultsLayout? _layout;
    private readonly SweepIdentity? _sweep;
    private readonly int _protocolCount;

    private FolderAudit(PartPlan plan) => Plan = plan;

    private FolderAudit(ResultsLayout layout, PartPlan plan, SweepIdentity sweep, int protocolCount)
        : this(plan) => (_layout, _sweep, _protocolCount) = (layout, sweep, protocolCount);

    /// <summary>The parts there should be.</summary>
    public PartPlan Plan { get; }

    /// <summary>Receipts of the parts that are there, in order, without their tallies.</summary>
    public IReadOnlyList<PartReceipt> Finished => _finished;

    /// <summary>One sentence for each part whose file contradicts its receipt, or whose receipt cannot be right; they count as missing.</summary>
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
    /// <param name="protocolCount">Rows of a stored scenario.</param>
    /// <param name="visit">Called with the receipt of each finished part, in order, with its tally.</param>
    /// <exception cref="OtherSweepException">A part is of another sweep.</exception>
    /// <exception cref="ResultsFolderException">A file among the rows is no part of the sweep, so that whoever reads the folder as a data set would
    /// read it too; or something else has the name of a file or folder of the results.</exception>
    /// <exception cref="StorageException">The folder cannot be read.</exception>
    public static FolderAudit Of(ResultsLayout layout, PartPlan plan, SweepIdentity sweep, int protocolCount, Action<PartReceipt>? visit = null)
    {
        var audit = new FolderAudit(layout, plan, sweep, protocolCount);
        StorageException.Guard(layout.Root, () =>
        {
            layout.RequireFolders();
            RequireNoDirectories(layout);
            foreach (var (index, file) in PartFiles(layout, plan))
            {
                audit.Judge(file, plan[index], visit);
            }
        });
        return audit;
    }

    private void Judge(FileInfo file, Part part, Action<PartReceipt>? visit)
    {
        string path = _layout!.ReceiptPath(part.Index);
        if (!Path.Exists(path))
        {
            return;
        }

        var receipt = ReadReceipt(path);
        string? contradiction = receipt is null ? "something else" : Contradiction(receipt, part);
        if (receipt is null || contradiction is not null)
        {
            _damage.Add($"{path}: expected the receipt of {file.Name}, found {contradiction}");
            return;
        }

        if (receipt.Sweep != _sweep)
        {
            throw new OtherSweepException(_layout.Root, [.. Differences(path, receipt.Sweep, _sweep!)]);
        }

        // The length of a link is not that of the file it leads to.
        long bytes = file.LinkTarget is null ? file.Length : file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target.Length : 0;
        if (receipt.Bytes != bytes)
        {
            _damage.Add(string.Create(CultureInfo.InvariantCulture, $"{file.FullName}: expected {receipt.Bytes} bytes, found {bytes}"));
            return;
        }

        visit?.Invoke(receipt);
        _finished.Add(receipt with { Tally = [] });
    }

    /// <summary>What in a receipt cannot be right, for what the part and the configuration say; null if nothing.</summary>
    private string? Contradiction(PartReceipt receipt, Part part)
    {
        long rows = Plan.StoredScenariosOf(part) * _protocolCount;
        return new Part(receipt.Part, receipt.FirstScenario, receipt.Scenarios) != part ? "that of another range of scenarios"
            : receipt.Rows != rows ? string.Create(CultureInfo.InvariantCulture, $"{receipt.Rows} rows instead of {rows}")
            : receipt.Sha256.Length != 2 * SHA256.HashSizeInBytes || !receipt.Sha256.All(char.IsAsciiHexDigitLower) ? "no SHA-256"
            : null;
    }

    /// <summary>The receipt in a file; null if it holds none.</summary>
    private static PartReceipt? ReadReceipt(string path)
    {
        try
        {
            byte[] text = BoundedFile.Read(path, _largestReceiptBytes);
            return text.Length > _largestReceiptBytes ? null : JsonSerializer.Deserialize(text, ResultsJson.Default.PartReceipt);
        }
        catch (Exception damage) when (damage is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>A directory with the name of a file could not be replaced by that file, and that would be found after the work only.</summary>
    private static void RequireNoDirectories(ResultsLayout layout)
    {
        var receipts = new DirectoryInfo(layout.ReceiptsFolder);
        string? directory = (receipts.Exists ? receipts.EnumerateDirectories() : []).Select(found => found.FullName)
            .Append(layout.ManifestPath).FirstOrDefault(Directory.Exists);
        if (directory is not null)
        {
            throw new ResultsFolderException(FolderProblem.StrayFile, $"{directory} is a directory where a file belongs; move it elsewhere");
        }
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
        foreach (var found in folder.Exists ? folder.EnumerateFileSystemInfos() : [])
        {
            if (found is not FileInfo file)
            {
                throw new ResultsFolderException(FolderProblem.StrayFile, $"{found.FullName} is a directory among the rows; move it elsewhere");
            }

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
