namespace WalSweep.Benchmarks;

/// <summary>Where the committed configurations are.</summary>
internal static class Repository
{
    /// <summary>The folder of the repository, found from where the benchmark runs.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "WalSweep.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
