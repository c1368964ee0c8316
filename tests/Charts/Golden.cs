using Xunit;

namespace WalSweep.Tests.Charts;

/// <summary>Compares text with a committed file; WALSWEEP_UPDATE_GOLDEN=1 writes the file instead.</summary>
internal static class Golden
{
    public static void Check(string fileName, string actual)
    {
        string path = Path.Combine(Root(), "tests", "Charts", "golden", fileName);
        if (Environment.GetEnvironmentVariable("WALSWEEP_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing; WALSWEEP_UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WalSweep.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository: no WalSweep.sln above them.");
    }
}
