using System.Text.Json;
using WalSweep.Benchmarks.Probe;
using WalSweep.Cli;

namespace WalSweep.Benchmarks.Regression;

/// <summary>What one run of the whole sweep, its rows counted anew and its report came to.</summary>
/// <param name="Readings">Processor time by row: of the sweep, of counting, of the report.</param>
/// <param name="RowsPerS">Rows of the sweep by the clock, in rows a second, from the start of the process to its end.</param>
/// <param name="Digests">SHA-256 of the parts, in order.</param>
internal sealed record SweepRun(IReadOnlyList<Reading> Readings, double RowsPerS, string Digests);

/// <summary>A revision, copied and built, that can be measured.</summary>
internal sealed class Subject
{
    private const string _probeFolder = "benchmarks/Probe";

    private readonly string _folder;
    private readonly string _config;
    private readonly CancellationToken _stop;

    private Subject(Revision revision, string folder, string config, CancellationToken stop)
    {
        Revision = revision;
        _folder = folder;
        _config = config;
        _stop = stop;
    }

    /// <summary>What it is.</summary>
    public Revision Revision { get; }

    /// <summary>Copies and builds a revision.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="folder">Takes it; must not exist.</param>
    /// <param name="config">The sweep to measure it with.</param>
    /// <param name="stop">A request to stop.</param>
    /// <exception cref="UsageException">It cannot be built.</exception>
    public static Subject Build(Git git, Revision revision, string folder, string config, CancellationToken stop)
    {
        git.Extract(revision, folder);
        LayProbe(git.Root, folder);
        var subject = new Subject(revision, folder, config, stop);
        subject.Compile("src/Cli", "walsweep");
        subject.Compile(_probeFolder, "probe");
        return subject;
    }

    /// <summary>Measures drawing and the engine in a process of its own.</summary>
    public IReadOnlyList<Reading> MeasureEngine()
    {
        var result = Require("exec", Path.Combine(_folder, "built", "probe", "WalSweep.Probe.dll"), _config);
        return JsonSerializer.Deserialize<List<Reading>>(result.Output)!;
    }

    /// <summary>Measures the built executable, on one thread: on the whole sweep, on counting its rows, and on its report.</summary>
    public SweepRun MeasureSweep()
    {
        var results = _folder + ".results";
        var program = Path.Combine(_folder, "built", "walsweep", "walsweep.dll");
        var result = Require("exec", program, "run", _config, "--out", results, "--threads", "1", "--no-report");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(results, "manifest.json")));
        var rows = manifest.RootElement.GetProperty("rows").GetInt64();
        var digests = manifest.RootElement.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("sha256").GetString());
        var counted = Require("exec", program, "analyze", results, "--rows", "--threads", "1");
        var told = Require("exec", program, "report", results);
        Reading Of(string name, ChildResult result) => new(name, "row", result.Cpu.TotalNanoseconds / rows, Events: null, AllocatedBytes: null);
        var run = new SweepRun([Of("whole sweep", result), Of("rows counted", counted), Of("report", told)], rows / result.Elapsed.TotalSeconds, string.Join(' ', digests));
        Directory.Delete(results, recursive: true);
        return run;
    }

    /// <summary>Both revisions are measured by the probe of this checkout, whatever they held in its place.</summary>
    private static void LayProbe(string root, string folder)
    {
        var target = Path.Combine(folder, _probeFolder);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, _probeFolder)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    /// <summary>
    /// Builds with the revision's own settings, but for what is no matter of speed: the style rules of one revision need not suit the
    /// probe of another. Build servers would go on running, and disturb what is measured.
    /// </summary>
    private void Compile(string project, string output)
    {
        string[] arguments =
        [
            "build", project, "-c", "Release", "-o", Path.Combine("built", output), "--disable-build-servers", "-nologo", "-v", "quiet",
            "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false",
        ];
        var result = ChildProcess.Run(_folder, "dotnet", arguments, _stop);
        if (result.ExitCode != 0)
        {
            throw new UsageException($"{project} does not build at {Revision.Name}:\n{result.Words}");
        }
    }

    private ChildResult Require(params string[] arguments)
    {
        var result = ChildProcess.Run(_folder, "dotnet", arguments, _stop);
        return result.ExitCode == 0 ? result
            : throw new UsageException($"{Revision.Name} failed while it was measured, with exit code {result.ExitCode}:\n{result.Words}");
    }
}
