using Xunit;

namespace WalSweep.Tests.Configuration;

/// <summary>A committed file that a test derives anew. WALSWEEP_UPDATE_GOLDEN=1 writes it.</summary>
internal static class GoldenFile
{
    /// <summary>A path in the repository.</summary>
    public static string PathOf(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "WalSweep.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, relative);
    }

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    public static void Check(string relative, string expected)
    {
        if (Environment.GetEnvironmentVariable("WALSWEEP_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(PathOf(relative), expected);
        }

        Assert.True(File.Exists(PathOf(relative)), $"{relative} is missing; WALSWEEP_UPDATE_GOLDEN=1 dotnet test writes it");
        Assert.Equal(expected, Read(relative));
    }
}
