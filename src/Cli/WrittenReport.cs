using WalSweep.Analysis.CellTables;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary>Cells and, if it was wanted, report of a sweep, as they were written.</summary>
/// <param name="Sweep">What is there of the sweep.</param>
/// <param name="Report">What its finished parts came to.</param>
internal sealed record WrittenReport(StoredSweep Sweep, SweepReport Report)
{
    /// <summary>Writes the counts of its maps, which are data of the sweep like its rows, and, if it is wanted, the report. Who else writes them is waited for.</summary>
    /// <param name="layout">Where it is.</param>
    /// <param name="wishes">What is wanted.</param>
    /// <param name="streams">Takes what is damaged, and which files were written.</param>
    /// <param name="stop">Stops it between two files.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static WrittenReport Write(ResultsLayout layout, ReportWishes wishes, Streams streams, CancellationToken stop)
    {
        // What is no results folder gets no lock.
        StoredSweep.ConfigOf(layout);
        using var held = ReportLock.Take(layout, () => streams.Say($"{layout.Root}: another process is writing cells and report; this one waits until that ends"), stop);
        var (sweep, counted) = StoredSweep.Count(layout, Product.Files, streams, stop);
        var report = new SweepReport(sweep.Config, counted.Scenarios, counted.Counts);

        // Made while the cells are written: each keeps one processor busy for some tenths of a second. Where they cannot be written the page is left behind.
        var page = wishes.Report ? Task.Run(report.Page, CancellationToken.None) : null;
        var cells = CellFiles.Write(layout.CellsFolder, sweep.Config, counted.Counts, counted.Scenarios, stop);
        if (cells.Count > 0)
        {
            streams.Say($"wrote {NumberText.Counted(cells.Count, "file")} into {layout.CellsFolder}");
        }

        if (page is not null)
        {
            var files = ReportFiles.Write(layout.ReportFolder, page.WaitAsync(stop).GetAwaiter().GetResult(), stop);
            foreach (string path in files.Paths)
            {
                streams.Say($"wrote {path}");
            }

            if (wishes.Png)
            {
                PngPictures.Write(files, streams, stop);
            }
        }

        return new WrittenReport(sweep, report);
    }

    /// <summary>The exit code after writing; says so if they are not of the whole sweep.</summary>
    public int End(Streams streams) => Sweep.End(Product.Files, streams);
}

/// <summary>What is wanted beside the counts of maps.</summary>
/// <param name="Report">The report.</param>
/// <param name="Png">Its figures as PNG too.</param>
internal readonly record struct ReportWishes(bool Report, bool Png);
