using System.Diagnostics;
using WalSweep.Benchmarks.Regression;
using WalSweep.Cli;

namespace WalSweep.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="IsCaught">Whether a test failed, or did not end.</param>
/// <param name="By">Which.</param>
/// <param name="Elapsed">What the tests took.</param>
internal sealed record Verdict(bool IsCaught, string By, TimeSpan Elapsed);

/// <summary>
/// Changes the engine and nothing else: the tests are built once and run against each engine in turn. That is sound since no mutant changes what other assemblies see of the engine.
/// Everything happens in a copy of the working tree, and each mutant in a process of its own, which may hang or die.
/// </summary>
internal sealed class MutantRun : IDisposable
{
    /// <summary>The verb with which this program runs tests in a child process.</summary>
    public const string TryVerb = "try";

    private const string TestAssembly = "tests/bin/Release/net10.0/WalSweep.Tests.dll";
    private const int LeastLimitS = 60;
    private const int LimitPerTime = 6;

    private readonly Git _git;
    private readonly CancellationToken _stop;
    private readonly Workspace _workspace = new("mutants");
    private readonly MutantBuild _build;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _limit;

    /// <param name="git">The repository.</param>
    /// <param name="stop">A request to stop.</param>
    public MutantRun(Git git, CancellationToken stop)
    {
        (_git, _stop) = (git, stop);
        _build = new MutantBuild(Tree, _workspace["engines"]);
    }

    /// <summary>Since it was made.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    private string Tree => _workspace["tree"];

    /// <summary>Copies and builds the tree and all mutants, and sees that the tests pass without a mutant: else their failure would mean nothing.</summary>
    /// <exception cref="MutantException">A mutant's text is gone, or something does not build, or a test fails.</exception>
    public void Prepare(Mutant[] mutants)
    {
        _git.Extract(_git.Resolve(null), Tree);
        Require(ChildProcess.Run(Tree, "dotnet", ["build", "tests", "-c", "Release", "--nologo", "-v", "q"], _stop), "the tree does not build");
        _build.Run(mutants, _stop);
        var tests = mutants.SelectMany(mutant => mutant.Tests).Distinct().ToArray();
        var result = RunTests(Path.Combine(Path.GetDirectoryName(TestAssembly)!, MutantBuild.EngineFile), tests, _stop);
        Require(result, "a test fails without a mutant");
        _limit = TimeSpan.FromSeconds(Math.Max(LeastLimitS, LimitPerTime * result.Elapsed.TotalSeconds));
    }

    /// <summary>Runs a mutant's tests. Several may be tried at the same time.</summary>
    public Verdict Try(Mutant mutant)
    {
        var started = _clock.Elapsed;
        var (isCaught, by) = Judge(mutant);
        return new Verdict(isCaught, by, _clock.Elapsed - started);
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    private (bool IsCaught, string By) Judge(Mutant mutant)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        limit.CancelAfter(_limit);
        try
        {
            var result = RunTests(_build.PathOf(mutant), mutant.Tests, limit.Token);
            return result.ExitCode switch
            {
                ExitCode.Done => (false, ""),
                ExitCode.Unequal => (true, result.Output.Trim()),
                _ => throw new MutantException($"mutant {mutant.Name}: the tests ended without a result\n{result.Words}"),
            };
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return (true, FormattableString.Invariant($"no end within {_limit.TotalSeconds:F0} s"));
        }
    }

    private ChildResult RunTests(string engine, IEnumerable<string> classes, CancellationToken until) => ChildProcess.Run(
        Tree, "dotnet", [typeof(MutantRun).Assembly.Location, TryVerb, Path.Combine(Tree, TestAssembly), Path.Combine(Tree, engine), .. classes], until);

    private static void Require(ChildResult result, string otherwise)
    {
        if (result.ExitCode != 0)
        {
            throw new MutantException($"{otherwise}:\n{result.Words}");
        }
    }
}
