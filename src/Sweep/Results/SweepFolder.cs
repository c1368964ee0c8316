using System.Globalization;
using WalSweep.Sweep.Config;

namespace WalSweep.Sweep.Results;

/// <summary>
/// A results folder opened for one sweep to be run or continued in it. As long as it is open no other process can open it. Killed at any
/// moment it leaves a folder that can be opened again.
/// </summary>
public sealed class SweepFolder : IDisposable
{
    private readonly FolderLock _lock;
    private bool _isNew;

    private SweepFolder(ResultsLayout layout, SweepConfig config, PartPlan plan, FolderLock held) =>
        (Layout, Config, Plan, _lock) = (layout, config, plan, held);

    /// <summary>Where things are.</summary>
    public ResultsLayout Layout { get; }

    /// <summary>The configuration it was opened for.</summary>
    public SweepConfig Config { get; }

    /// <summary>The parts there should be when the sweep is done.</summary>
    public PartPlan Plan { get; }

    /// <summary>
    /// Opens a folder, made if need be, for a configuration: a new one, the one it was begun with, or one that differs from that in a
    /// larger count or in name, title and note. What interrupted writers left is removed.
    /// </summary>
    /// <exception cref="OtherSweepException">It holds another sweep.</exception>
    /// <exception cref="ResultsFolderException">It is no folder, holds something else, cannot be written to, or another process has it
    /// open.</exception>
    /// <exception cref="ConfigException">Its locked configuration is damaged.</exception>
    public static SweepFolder Open(string root, SweepConfig config) => Open(root, config, PartPlan.ScenariosPerFullPart);

    /// <summary>For tests: with parts of another size.</summary>
    internal static SweepFolder Open(string root, SweepConfig config, int scenariosPerFullPart)
    {
        var layout = new ResultsLayout(root);
        var plan = new PartPlan(config.Count, config.RowsEvery, scenariosPerFullPart);
        FolderLock? held = null;
        try
        {
            layout.RequireFolders();
            var before = ReadLocked(layout);
            bool isNew = !Directory.Exists(root);
            CheckContent(layout, isKnown: before is not null);
            Directory.CreateDirectory(root);
            held = FolderLock.Take(layout);

            // Read again: between the first look and the lock another process may have been here.
            before = ReadLocked(layout);
            CheckConfig(layout, before, config);
            foreach (string folder in layout.Folders)
            {
                Directory.CreateDirectory(folder);
            }

            // Not those of cells and report, which somebody may be writing: see ReportLock.
            foreach (string folder in layout.Folders.Where(folder => folder != layout.CellsFolder && folder != layout.ReportFolder))
            {
                AtomicFile.RemoveTemporaries(folder);
            }

            if (before is not null && before.Count < config.Count)
            {
                RemoveCutPart(layout, new PartPlan(before.Count, before.RowsEvery, scenariosPerFullPart), plan);
            }

            AtomicFile.WriteIfOther(layout.ConfigLockPath, ConfigLock.Write(config));
            var opened = new SweepFolder(layout, config, plan, held) { _isNew = isNew };
            held = null;
            return opened;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or StorageException)
        {
            throw new ResultsFolderException(FolderProblem.Unusable, $"{root} cannot be used for results: {refusal.Message}", refusal);
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>The configuration a folder was begun with, or null if it holds none.</summary>
    /// <exception cref="ConfigException">It is damaged.</exception>
    public static SweepConfig? ReadLocked(ResultsLayout layout) =>
        File.Exists(layout.ConfigLockPath) ? ConfigReader.Load(layout.ConfigLockPath) : null;

    /// <summary>Closes the folder, and removes it if opening it made it and nothing was added since.</summary>
    public void RemoveIfNew()
    {
        if (!_isNew)
        {
            return;
        }

        try
        {
            File.Delete(Layout.ConfigLockPath);
            foreach (string folder in Layout.Folders.Where(folder => folder != Layout.Root))
            {
                Directory.Delete(folder);
                string parent = Path.GetDirectoryName(folder)!;
                if (parent != Layout.Root.TrimEnd(Path.DirectorySeparatorChar) && !Directory.EnumerateFileSystemEntries(parent).Any())
                {
                    Directory.Delete(parent);
                }
            }

            Dispose();
            File.Delete(Layout.WriterLockPath);
            Directory.Delete(Layout.Root);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // Somebody else put something there, or removed it; it is theirs then.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>A folder without a locked configuration must be empty but for what a writer killed at its beginning leaves.</summary>
    private static void CheckContent(ResultsLayout layout, bool isKnown)
    {
        if (isKnown || !Directory.Exists(layout.Root))
        {
            return;
        }

        string[] ours = [.. layout.Folders.Select(folder =>
            Path.GetRelativePath(layout.Root, folder).Split(Path.DirectorySeparatorChar)[0])];
        string? foreign = Directory.EnumerateFileSystemEntries(layout.Root).Select(path => Path.GetFileName(path))
            .FirstOrDefault(name => !name.StartsWith(AtomicFile.TemporaryPrefix, StringComparison.Ordinal) && !ours.Contains(name));

        // Another process may have begun a sweep here since the folder was looked for: then its lock says all.
        if (foreign is not null && !File.Exists(layout.ConfigLockPath))
        {
            throw new ResultsFolderException(
                FolderProblem.NotEmpty, $"{layout.Root} is not a results folder and not empty (it holds \"{foreign}\")");
        }
    }

    /// <summary>A sweep of which no part is there yet can be changed freely: nothing would be lost or mixed.</summary>
    private static void CheckConfig(ResultsLayout layout, SweepConfig? before, SweepConfig now)
    {
        if (before is null || !Directory.Exists(layout.RowsFolder) || !Directory.EnumerateFiles(layout.RowsFolder).Any(IsPart))
        {
            return;
        }

        var difference = ConfigDifference.Between(before, now);
        List<string> changes = [.. difference.Changes];
        if (difference.CountAfter < difference.CountBefore)
        {
            changes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"count was {difference.CountBefore} and is now {difference.CountAfter}: a sweep can be extended, not cut short"));
        }

        if (changes.Count > 0)
        {
            throw new OtherSweepException(layout.Root, changes);
        }
    }

    private static bool IsPart(string path) => ResultsLayout.PartOfFile(Path.GetFileName(path)) is not null;

    /// <summary>
    /// A last part that was cut short by the old count is longer under the new one. It goes before the new count is locked, so that no file
    /// of one range is ever taken for that of another; it is the one finished part that is simulated twice.
    /// </summary>
    private static void RemoveCutPart(ResultsLayout layout, PartPlan before, PartPlan after)
    {
        var last = before[before.PartCount - 1];
        if (after[last.Index] != last)
        {
            File.Delete(layout.RowsPath(last.Index));
            File.Delete(layout.ReceiptPath(last.Index));
            FolderFlush.Flush(layout.RowsFolder);
        }
    }
}
