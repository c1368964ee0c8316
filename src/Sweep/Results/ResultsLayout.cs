using System.Globalization;

namespace WalSweep.Sweep.Results;

/// <summary>Where things are in a results folder.</summary>
/// <param name="Root">The folder.</param>
public sealed record ResultsLayout(string Root)
{
    /// <summary>The only shard there is until sweeps run on several machines.</summary>
    private const string _shard = "shard=00000";

    private const string _prefix = "part-";
    private const string _extension = ".parquet";

    /// <summary>The resolved configuration.</summary>
    public string ConfigLockPath => Path.Combine(Root, "config.lock.json");

    /// <summary>The table of contents.</summary>
    public string ManifestPath => Path.Combine(Root, "manifest.json");

    /// <summary>Held by the process that writes; its content means nothing.</summary>
    public string WriterLockPath => Path.Combine(Root, ".lock");

    /// <summary>Held by the process that writes cells and report; its content means nothing.</summary>
    public string ReportLockPath => Path.Combine(Root, ".report.lock");

    /// <summary>Where the parts are.</summary>
    public string RowsFolder => Path.Combine(Root, "rows", _shard);

    /// <summary>Where the receipts of the parts are.</summary>
    public string ReceiptsFolder => Path.Combine(Root, "receipts", _shard);

    /// <summary>Where the counts of maps are.</summary>
    public string CellsFolder => Path.Combine(Root, "cells");

    /// <summary>Where tables and figures are.</summary>
    public string ReportFolder => Path.Combine(Root, "report");

    /// <summary>Where each run leaves its record.</summary>
    public string RunsFolder => Path.Combine(Root, "runs");

    /// <summary>Every folder that holds files.</summary>
    public IReadOnlyList<string> Folders => [Root, RowsFolder, ReceiptsFolder, CellsFolder, ReportFolder, RunsFolder];

    /// <summary>Makes sure that nothing else has the name of one of the folders.</summary>
    /// <exception cref="ResultsFolderException">A file has, or a link that leads nowhere.</exception>
    public void RequireFolders()
    {
        foreach (string folder in Folders.SelectMany<string, string>(folder => folder == Root ? [folder] : [Path.GetDirectoryName(folder)!, folder]))
        {
            var file = new FileInfo(folder);
            if (!Directory.Exists(folder) && (file.Exists || file.LinkTarget is not null))
            {
                string found = file.LinkTarget is { } target && file.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true } ? $"a link to \"{target}\", which is not there" : "a file";
                throw new ResultsFolderException(FolderProblem.Unusable, $"{folder} is {found}; expected a folder for the results");
            }
        }
    }

    /// <summary>The file of a part.</summary>
    public string RowsPath(int part) => Path.Combine(RowsFolder, NameOf(part) + _extension);

    /// <summary>The receipt of a part.</summary>
    public string ReceiptPath(int part) => Path.Combine(ReceiptsFolder, NameOf(part) + ".json");

    /// <summary>The file of a part, relative to the folder and with forward slashes.</summary>
    public static string RelativeRowsPath(int part) => $"rows/{_shard}/{NameOf(part)}{_extension}";

    /// <summary>The part whose file has this name; null if no part's has.</summary>
    public static int? PartOfFile(string name)
    {
        string digits = name.StartsWith(_prefix, StringComparison.Ordinal) && name.EndsWith(_extension, StringComparison.Ordinal)
            ? name[_prefix.Length..^_extension.Length] : "";
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int part) && NameOf(part) + _extension == name
            ? part : null;
    }

    /// <summary>The results folder that a path belongs to as one of the files it consists of; null if it belongs to none. Reports, and what somebody else put there, are none of these.</summary>
    /// <exception cref="IOException">A link on the way cannot be followed.</exception>
    internal static ResultsLayout? OwnerOf(string path)
    {
        string full = Path.GetFullPath(path);
        for (string? root = Path.GetDirectoryName(full); root is not null; root = Path.GetDirectoryName(root))
        {
            var layout = new ResultsLayout(root);
            if (File.Exists(layout.ConfigLockPath) && layout.Owns(Path.GetRelativePath(root, full)))
            {
                return layout;
            }

            if (Directory.Exists(root) && Directory.ResolveLinkTarget(root, returnFinalTarget: true) is { } target)
            {
                return OwnerOf(Path.Combine(target.FullName, Path.GetRelativePath(root, full)));
            }
        }

        return null;
    }

    /// <summary>Whether the folder consists of this, among other files.</summary>
    private bool Owns(string relativePath)
    {
        string first = relativePath.Split(Path.DirectorySeparatorChar)[0];
        string[] owned = [ConfigLockPath, ManifestPath, WriterLockPath, ReportLockPath, Path.GetDirectoryName(RowsFolder)!, Path.GetDirectoryName(ReceiptsFolder)!, CellsFolder, RunsFolder];
        return owned.Any(path => Path.GetFileName(path) == first);
    }

    private static string NameOf(int part) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}{part:D5}");
}
