using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace WalSweep.Benchmarks;

/// <summary>Runs the benchmark classes; with <c>--save</c>, the table of each class that was run goes to the processor's baselines.</summary>
internal static class Tables
{
    private const string _save = "--save";

    /// <summary>Runs what BenchmarkDotNet's arguments ask for.</summary>
    /// <returns>0, or 1 if a benchmark failed; its table is then not saved.</returns>
    public static int Run(string[] arguments)
    {
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Tables).Assembly).Run([.. arguments.Where(argument => argument != _save)]).ToList();
        var isSound = true;
        foreach (var summary in summaries)
        {
            var succeeded = !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success);
            isSound &= succeeded;
            if (succeeded && arguments.Contains(_save) && summary.BenchmarksCases.Length > 0)
            {
                Write(summary);
            }
        }

        return isSound ? 0 : 1;
    }

    private static void Write(Summary summary)
    {
        var folder = Path.Combine(Repository.Root, "benchmarks", "baselines", Processor.OfThisMachine().Folder);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, summary.BenchmarksCases[0].Descriptor.Type.Name + ".md");
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        MarkdownExporter.GitHub.ExportToLog(summary, new StreamLogger(writer));
        Console.WriteLine($"// wrote {path}");
    }
}
