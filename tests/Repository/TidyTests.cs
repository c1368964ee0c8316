using Xunit;

namespace WalSweep.Tests.Repository;

/// <summary>Files stay a sitting long, functions a screen.</summary>
public class TidyTests
{
    private const int _mostLinesOfAFile = 400;
    private const int _mostLinesOfAFunction = 70;
    private const int _widestLine = 250;

    private static readonly string[] _folders = ["src", "tests", "benchmarks"];
    private static readonly string[] _types = [" class ", " struct ", " record ", " enum ", " interface "];

    private static IEnumerable<string> SourceFiles() =>
        _folders
            .SelectMany(folder => Directory.EnumerateFiles(Golden.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "BenchmarkDotNet.Artifacts"));

    [Fact]
    public void No_file_is_longer_than_a_sitting()
    {
        AssertNone(SourceFiles().Select(file => (file, File.ReadAllLines(file).Length)).Where(pair => pair.Length > _mostLinesOfAFile));
    }

    [Fact]
    public void No_line_is_wider_than_a_screen()
    {
        AssertNone(SourceFiles().Where(IsProduct).SelectMany(file => File.ReadAllLines(file).Select((line, index) => (file, Number: index + 1, line.Length))).Where(line => line.Length > _widestLine));
    }

    [Fact]
    public void No_function_is_longer_than_a_screen()
    {
        AssertNone(SourceFiles().Where(IsProduct).SelectMany(LongFunctions));
    }

    private static bool IsProduct(string file) => file.StartsWith(Golden.PathOf("src") + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static void AssertNone<T>(IEnumerable<T> offenders)
    {
        var found = string.Join('\n', offenders);
        Assert.True(found.Length == 0, found);
    }

    /// <summary>Members stand at one indentation below their type in this code base, so a function is what lies between a brace at that indentation and the brace that closes it.</summary>
    private static IEnumerable<(string File, int Line, int Length)> LongFunctions(string file)
    {
        var lines = File.ReadAllLines(file);
        var opened = -1;
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index] == "    {")
            {
                opened = index;
            }
            else if (lines[index] is "    }" or "    };" && opened >= 0)
            {
                var isType = index > 0 && opened > 0 && IsTypeHeading(lines, opened);
                if (!isType && index - opened - 1 > _mostLinesOfAFunction)
                {
                    yield return (file, opened + 1, index - opened - 1);
                }

                opened = -1;
            }
        }
    }

    private static bool IsTypeHeading(string[] lines, int brace)
    {
        var heading = lines[brace - 1];
        return _types.Any(word => heading.Contains(word, StringComparison.Ordinal));
    }
}
