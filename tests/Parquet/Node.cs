using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Parquet;

/// <summary>
/// A test that needs Node: without it skipped, and failing where the environment variable CI is "true". The reason is part of the name, for of a skipped test
/// <c>dotnet test</c> prints no more than that.
/// </summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute([CallerMemberName] string test = "")
    {
        if (!Node.IsThere && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "node and npm are not on the path: other Parquet readers were not asked";
            DisplayName = $"{test} ({Skip})";
        }
    }
}

/// <summary>Node in tests/interop.</summary>
internal static class Node
{
    private static readonly string _folder = Golden.PathOf("tests/interop");

    public static bool IsThere { get; } = Try("node", "--version") && Try("npm", "--version");

    /// <summary>Installs what the lock file says, if that has not been done since it changed.</summary>
    public static void Install(ITestOutputHelper output)
    {
        string stamp = Path.Combine(_folder, "node_modules", ".installed"), locked = File.ReadAllText(Path.Combine(_folder, "package-lock.json"));
        if (File.Exists(stamp) && File.ReadAllText(stamp) == locked)
        {
            return;
        }

        (int exitCode, string said) = Run(output, "npm", "ci");
        Assert.True(exitCode == 0, $"npm ci failed: {said}");
        File.WriteAllText(stamp, locked);
    }

    public static (int ExitCode, string Output) Run(ITestOutputHelper? output, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        output?.WriteLine(said);
        return (process.ExitCode, said);
    }

    private static bool Try(string program, string argument)
    {
        try
        {
            return Run(null, program, argument).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
