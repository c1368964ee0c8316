using System.Text.RegularExpressions;
using Xunit;

namespace WalSweep.Tests.Repository;

/// <summary>Rows and reports are the same bytes on any machine, and what the platform calculates beyond + − × ÷ and roots is not: its last bit depends on the CPU.</summary>
public sealed partial class PlatformMathTests
{
    [Fact]
    public void Nothing_in_the_product_takes_logarithms_or_powers_of_the_platform()
    {
        string[] files = [.. Directory.GetFiles(Golden.PathOf("src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        Assert.True(files.Length > 300, $"only {files.Length} files were found");
        Assert.Empty(files.SelectMany(file => Taken(File.ReadAllText(file)).Select(call => $"{Path.GetFileName(file)}: {call}")));
    }

    [Theory]
    [InlineData("var x = Math.Pow(2, y);", "Math.Pow")]
    [InlineData("var x = Math.Log10(y);", "Math.Log10")]
    [InlineData("var x = double.Exp(y);", "double.Exp")]
    [InlineData("using MathNet.Numerics.Distributions;", "MathNet")]
    public void What_depends_on_the_machine_is_found(string line, string call) => Assert.Equal([call], Taken(line));

    [Fact]
    public void What_does_not_is_left_alone() => Assert.Empty(Taken("var x = DeterministicMath.Log(y) + Math.Sqrt(z); // Math.Log\n"));

    private static IEnumerable<string> Taken(string source) => Call().Matches(Comment().Replace(source, "")).Select(match => match.Value);

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(Math|double|MathF)\.(Log\w*|Exp\w*|Pow|Sin\w*|Cos\w*|Tan\w*|A(sin|cos|tan)\w*|Cbrt|RootN)\b|\bMathNet\b")]
    private static partial Regex Call();
}
