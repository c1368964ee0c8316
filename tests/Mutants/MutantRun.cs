using System.Diagnostics;
using System.Text.RegularExpressions;
using WalSweep.Benchmarks.Regression;

namespace WalSweep.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="IsCaught">Whether a test failed, or did not end.</param>
/// <param name="By">Which.</param>
/// <param name="Elapsed">What the tests took.</param>
internal sealed record Verdict(bool IsCaught, string By, TimeSpan Elapsed);

/// <summary>
/// Changes the engine and nothing else: the tests are built once and run against each engine in turn. That is sound since no mutant changes what other assemblies see of the engine.
/// Everything happens in a copy of the working tree.
/// </summary>
internal sealed partial class MutantRun : IDisposable
{
    private const string TestFolder = "tests/bin/Release/net10.0";
    private const int LeastLimitS = 60;
    private const int LimitPerTime = 6;

    private readonly Git _git;
    private readonly CancellationToken _stop;
    private readonly Workspace _workspace = new("mutants");
    private readonly MutantBuild _build;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<string, TimeSpan> _limits = [];

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
        foreach (var tests in mutants.Select(mutant => mutant.Tests).Distinct())
        {
            var result = RunTests(tests, _stop);
            Require(result, "tests fail without a mutant");
            if (!result.Output.Contains("Passed!", StringComparison.Ordinal))
            {
                throw new MutantException($"no test matches {tests}");
            }

            _limits[tests] = TimeSpan.FromSeconds(Math.Max(LeastLimitS, LimitPerTime * result.Elapsed.TotalSeconds));
        }
    }

    /// <summary>Runs a mutant's tests.</summary>
    /// <exception cref="MutantException">They ended without a result.</exception>
    public Verdict Try(Mutant mutant)
    {
        var started = _clock.Elapsed;
        File.Copy(_build.EngineOf(mutant), Path.Combine(Tree, TestFolder, MutantBuild.EngineFile), overwrite: true);
        var (isCaught, by) = Judge(mutant);
        return new Verdict(isCaught, by, _clock.Elapsed - started);
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    private (bool IsCaught, string By) Judge(Mutant mutant)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        limit.CancelAfter(_limits[mutant.Tests]);
        ChildResult result;
        try
        {
            result = RunTests(mutant.Tests, limit.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return (true, FormattableString.Invariant($"no end within {_limits[mutant.Tests].TotalSeconds:F0} s"));
        }

        if (result.ExitCode == 0)
        {
            return (false, "");
        }

        var failed = FailedTest().Matches(result.Output).Select(match => match.Groups[1].Value).Distinct().ToArray();
        return failed.Length > 0
            ? (true, string.Join(", ", failed))
            : throw new MutantException($"mutant {mutant.Name}: the tests ended without a result\n{result.Words}");
    }

    /// <summary>The first test that fails is enough, so the rest is left out.</summary>
    private ChildResult RunTests(string filter, CancellationToken until) =>
        ChildProcess.Run(Tree, "dotnet", ["test", $"{TestFolder}/WalSweep.Tests.dll", "--filter", filter, "--", "xUnit.StopOnFail=true"], until);

    private static void Require(ChildResult result, string otherwise)
    {
        if (result.ExitCode != 0)
        {
            throw new MutantException($"{otherwise}:\n{result.Words}");
        }
    }

    // "  Failed WalSweep.Tests.Naive.NaiveAgreementTests.EngineAndNaiveSimulatorAgreeToTheLastBit(name: "v1") [1 s]"
    [GeneratedRegex(@"^\s+Failed WalSweep\.Tests\.([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex FailedTest();
}
