namespace WalSweep.Tests;

/// <summary>Where the repository's files are, seen from the tests' output folder.</summary>
internal static class RepositoryFolder
{
    private static readonly string _root = Find(AppContext.BaseDirectory);

    public static string Of(params string[] parts) => Path.Combine([_root, .. parts]);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "WalSweep.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("WalSweep.sln is not above the tests' output folder"));
}
