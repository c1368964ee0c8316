using System.Formats.Tar;
using WalSweep.Cli;

namespace WalSweep.Benchmarks.Regression;

/// <summary>A revision of the repository, or what lies in its folder.</summary>
/// <param name="Commit">The commit's full hash; of the working tree, the one it was checked out from.</param>
/// <param name="Name">What the report calls it.</param>
/// <param name="IsWorkingTree">Whether the folder's files are meant as they stand.</param>
internal sealed record Revision(string Commit, string Name, bool IsWorkingTree);

/// <summary>What the check asks of git. Nothing in the repository is changed.</summary>
/// <param name="root">The folder of the repository.</param>
/// <param name="stop">A request to stop.</param>
internal sealed class Git(string root, CancellationToken stop)
{
    /// <summary>The folder of the repository.</summary>
    public string Root => root;

    /// <summary>Finds the repository that a folder lies in.</summary>
    /// <exception cref="UsageException">It lies in none.</exception>
    public static Git Find(string folder, CancellationToken stop)
    {
        var result = ChildProcess.Run(folder, "git", ["rev-parse", "--show-toplevel"], stop);
        return result.ExitCode == 0
            ? new Git(Path.GetFullPath(result.Output.Trim()), stop)
            : throw new UsageException($"{folder}: expected a folder within WalSweep's git repository: {result.Words}");
    }

    /// <summary>Looks a revision up.</summary>
    /// <param name="text">As git understands it; null for the working tree.</param>
    /// <exception cref="UsageException">There is no such revision.</exception>
    public Revision Resolve(string? text)
    {
        var found = Run("rev-parse", "--verify", "--quiet", "--end-of-options", $"{text ?? "HEAD"}^{{commit}}");
        if (found.ExitCode != 0)
        {
            throw new UsageException($"unknown revision \"{text ?? "HEAD"}\": expected a branch, tag or commit of {root}");
        }

        var commit = found.Output.Trim();
        var name = Require("log", "-1", "--format=%h (%s)", commit).Trim();
        if (text is null)
        {
            name = Require("status", "--porcelain").Length > 0 ? $"working tree with changes on {name}" : $"working tree at {name}";
        }

        return new Revision(commit, name, IsWorkingTree: text is null);
    }

    /// <summary>Copies a revision's files into a folder that does not exist yet.</summary>
    public void Extract(Revision revision, string folder)
    {
        Directory.CreateDirectory(folder);
        if (revision.IsWorkingTree)
        {
            CopyWorkingTree(folder);
            return;
        }

        var archive = folder + ".tar";
        Require("archive", "--format=tar", "-o", archive, revision.Commit);
        TarFile.ExtractToDirectory(archive, folder, overwriteFiles: false);
        File.Delete(archive);
    }

    /// <summary>Tracked files and new ones, but none that git ignores.</summary>
    private void CopyWorkingTree(string folder)
    {
        var listed = Require("ls-files", "-z", "--cached", "--others", "--exclude-standard");
        foreach (var path in listed.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            var source = Path.Combine(root, path);
            if (File.Exists(source)) // Else it is deleted, but still in the index.
            {
                var target = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(source, target);
            }
        }
    }

    private string Require(params string[] arguments)
    {
        var result = Run(arguments);
        return result.ExitCode == 0 ? result.Output
            : throw new UsageException($"git {string.Join(' ', arguments)} failed in {root}: {result.Words}");
    }

    private ChildResult Run(params string[] arguments) => ChildProcess.Run(root, "git", arguments, stop);
}
