using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary>PNG files beside the SVG files of a report, for where SVG cannot be put, by whatever converter the machine has. They are no part of what a sweep comes to: their bytes are the converter's.</summary>
internal static class PngPictures
{
    /// <summary>The least width of a picture, enough for a slide.</summary>
    public const int LeastWidthPx = 1600;

    /// <summary>How long a converter may take for one picture. Those known take about a second.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Writes them as far as that is possible and says in one line what came of it. Nothing that a converter does is a failure of the report.</summary>
    /// <param name="files">The report.</param>
    /// <param name="streams">Takes what is said.</param>
    /// <param name="stop">Stops it between two pictures.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static void Write(ReportFiles files, Streams streams, CancellationToken stop) =>
        streams.Say(Write(files, Environment.GetEnvironmentVariable("PATH"), _limit, stop));

    /// <inheritdoc cref="Write(ReportFiles, Streams, CancellationToken)"/>
    /// <param name="files">The report.</param>
    /// <param name="searchPath">Where to look for a converter.</param>
    /// <param name="limit">How long it may take for one picture.</param>
    /// <param name="stop">Stops it between two pictures.</param>
    /// <returns>What came of it.</returns>
    internal static string Write(ReportFiles files, string? searchPath, TimeSpan limit, CancellationToken stop = default)
    {
        var pictures = files.Pictures;
        if (PngConverter.Find(searchPath) is not { } converter)
        {
            return $"no PNG files: none of {string.Join(", ", PngConverter.Names)} is on the PATH";
        }

        int next = -1, written = 0;
        string? problem = null;
        void Work()
        {
            // What fails on one picture fails on others, and what hangs would hang as often as there are pictures.
            for (int index; !stop.IsCancellationRequested && Volatile.Read(ref problem) is null && (index = Interlocked.Increment(ref next)) < pictures.Count;)
            {
                if (Write(pictures[index], files.Folder, converter, limit) is { } found)
                {
                    Interlocked.CompareExchange(ref problem, $"{converter.Name} failed on {Path.GetFileName(pictures[index].SvgPath)} ({found})", null);
                }
                else
                {
                    Interlocked.Increment(ref written);
                }
            }
        }

        // Threads of their own, which wait for converters; those of the pool take what these say.
        Task.WaitAll([.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);

        // An interrupted converter may have failed of the same Ctrl-C.
        stop.ThrowIfCancellationRequested();
        return problem is null
            ? $"wrote {NumberText.Counted(written, "PNG file")} beside the SVG files with {converter.Name}"
            : $"{problem}; {written} of {NumberText.Counted(pictures.Count, "PNG file")} written";
    }

    /// <returns>What went wrong; null if nothing did.</returns>
    private static string? Write(ReportPicture picture, OwnFiles folder, PngConverter converter, TimeSpan limit)
    {
        try
        {
            // Away from the report, where half a file must not appear; the extension tells some converters the format.
            string apart = Directory.CreateTempSubdirectory("walsweep-png-").FullName;
            try
            {
                string path = Path.Combine(apart, "picture.png");

                // A whole multiple keeps lines sharp that are whole pixels wide.
                int widthPx = (int)(picture.WidthPx * Math.Ceiling(LeastWidthPx / picture.WidthPx));
                if (converter.Convert(picture.SvgPath, path, widthPx, limit) is { } problem)
                {
                    return problem;
                }

                byte[] content = File.Exists(path) ? File.ReadAllBytes(path) : [];
                if (!content.AsSpan().StartsWith(Signature))
                {
                    return "it wrote no PNG file";
                }

                folder.Write(picture.PngName, content);
                return null;
            }
            finally
            {
                Directory.Delete(apart, recursive: true);
            }
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or StorageException)
        {
            return refusal.Message;
        }
    }
}
