using Xunit;

namespace WalSweep.Tests;

/// <summary>Committed files that tests derive anew: a difference fails, and WALSWEEP_UPDATE_GOLDEN=1 writes the file instead.</summary>
internal static class Golden
{
    /// <summary>The full path of a file given by its path from the folder of the repository.</summary>
    public static string PathOf(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "WalSweep.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, relative);
    }

    /// <summary>The committed text.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative)).ReplaceLineEndings("\n");

    /// <summary>Compares a text with the committed file.</summary>
    public static void Check(string relative, string actual)
    {
        if (Environment.GetEnvironmentVariable("WALSWEEP_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(PathOf(relative), actual);
        }

        Assert.True(File.Exists(PathOf(relative)), $"{relative} is missing; WALSWEEP_UPDATE_GOLDEN=1 writes it");
        Assert.True(Read(relative) == actual, $"{relative} differs from what the tests derive; WALSWEEP_UPDATE_GOLDEN=1 writes it anew");
    }
}
