using System.Text.RegularExpressions;
using Xunit;

namespace WalSweep.Tests.Repository;

/// <summary>
/// The same scenario has the same outcome on every machine: the engine calculates with nothing that a platform may round in its own way, and looks at no clock and no source of chance. What it uses is listed here; whatever else
/// it comes to use fails the test until somebody has thought about it.
/// </summary>
public partial class EngineSourceTests
{
    /// <summary>What IEEE 754 defines to the last bit, besides + − × ÷ and comparisons.</summary>
    private static readonly string[] _math = ["Abs", "BitIncrement", "Ceiling", "Floor", "Max", "Min", "Sqrt"];

    private static readonly string[] _double = ["IsFinite", "IsNaN", "MaxValue", "NaN", "NegativeInfinity", "PositiveInfinity"];

    /// <summary>Copying, counting bits, inlining and spelling. None of these has a clock, a generator, a thread or a function of analysis in it, but for what <see cref="Call"/> looks for.</summary>
    private static readonly string[] _namespaces =
    [
        "System.Diagnostics.CodeAnalysis", "System.Globalization", "System.Numerics", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "System.Text",
    ];

    [Fact]
    public void The_engine_calculates_with_nothing_that_depends_on_the_machine_or_the_moment()
    {
        var files = Directory.EnumerateFiles(Golden.PathOf("src/Engine"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")).ToArray();
        Assert.True(files.Length > 30, $"only {files.Length} files");
        Assert.Empty(files.SelectMany(file => Offences(File.ReadAllText(file)).Select(offence => $"{Path.GetFileName(file)}: {offence}")));
    }

    [Theory]
    [InlineData("var x = Math.Pow(2, y);", "Math.Pow")]
    [InlineData("var x = System.Math.Log(y);", "Math.Log")]
    [InlineData("var x = double.Exp(y);", "double.Exp")]
    [InlineData("var x = MathF.Sqrt(y);", "MathF")]
    [InlineData("var x = Math.FusedMultiplyAdd(a, b, c);", "Math.FusedMultiplyAdd")]
    [InlineData("var random = new Random(7);", "Random")]
    [InlineData("var t = Stopwatch.GetTimestamp();", "Stopwatch")]
    [InlineData("var t = DateTime.UtcNow;", "DateTime")]
    [InlineData("float x = 1;", "float")]
    [InlineData("var width = Vector<double>.Count;", "Vector<")]
    [InlineData("if (Vector256.IsHardwareAccelerated)", "IsHardwareAccelerated")]
    [InlineData("using static System.Math;", "using static System.Math;")]
    [InlineData("using System.Threading;", "using System.Threading;")]
    public void What_depends_on_them_is_found(string line, string offence) => Assert.Equal([offence], Offences(line));

    [Fact]
    public void What_comments_say_is_nobody_s_concern() => Assert.Empty(Offences("var x = Math.Floor(y); // Math.Pow(2, y), Random"));

    private static IEnumerable<string> Offences(string source)
    {
        var code = Comment().Replace(source, "");
        return Call().Matches(code).Where(match => !IsExact(match)).Select(match => match.Value)
            .Concat(Using().Matches(code).Where(match => !_namespaces.Contains(match.Groups[1].Value)).Select(match => match.Value));
    }

    private static bool IsExact(Match match) => match.Groups["type"].Value switch
    {
        "Math" => _math.Contains(match.Groups["member"].Value),
        "double" => _double.Contains(match.Groups["member"].Value),
        _ => false,
    };

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(?<type>Math|double)\.(?<member>\w+)|\b(MathF|Complex|Half|float|Random|RandomNumberGenerator|Guid|HashCode|Stopwatch|DateTime|DateTimeOffset|TimeProvider|TimeSpan|Environment|Thread|Task|Parallel|IsHardwareAccelerated)\b|\bVector<")]
    private static partial Regex Call();

    [GeneratedRegex(@"(?m)^using ([^;=]+);")]
    private static partial Regex Using();
}
