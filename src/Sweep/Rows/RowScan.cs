using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>
/// Reads some columns of the rows of one sweep, from many files and on several threads. A thread takes the next file that nobody has taken and gives its rows to a sink of its
/// own, so sums that do not depend on the order do not depend on the threads. Memory depends on the columns and the threads alone: some megabytes for each thread, and two
/// numbers a file.
/// </summary>
/// <remarks>
/// All files must be of one sweep, and hold each scenario once, with a row for each protocol in order. Of files that do not, or are damaged, the first in the list is reported,
/// whatever the threads; sinks may have taken rows of it before.
/// </remarks>
public sealed class RowScan
{
    private readonly Func<int, RowReader> _open;

    private RowScan(IReadOnlyList<string> files, Func<int, RowReader> open, RowReader first)
    {
        (Files, _open, Schema, First) = (files, open, first.Schema, first.File);
    }

    /// <summary>The files, in the order in which they are begun.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The columns, as the first file says.</summary>
    public RowSchema Schema { get; }

    /// <summary>What the files say of their sweep: the keys and values that all must have in common.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => First.Metadata;

    /// <summary>What the first file says of itself.</summary>
    internal FileMetadata First { get; }

    /// <summary>Opens the first file, to know what the sweep is.</summary>
    /// <param name="files">Paths, at least one.</param>
    /// <exception cref="ParquetFormatException">The first is not a file of rows of this version.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static RowScan Open(IReadOnlyList<string> files)
    {
        string[] paths = [.. files];
        return Open(paths, file => RowReader.Open(paths[file]));
    }

    /// <summary>Opens the first of some files, wherever they are.</summary>
    internal static RowScan Open(IReadOnlyList<string> names, Func<int, RowReader> open)
    {
        ArgumentOutOfRangeException.ThrowIfZero(names.Count);
        using RowReader first = open(0);
        return new RowScan(names, open, first);
    }

    /// <summary>Opens a file by its place in the list.</summary>
    internal RowReader OpenFile(int file) => _open(file);

    /// <summary>Reads all rows. May be called again.</summary>
    /// <param name="columns">Columns of <see cref="Schema"/>, none twice; the scenario and the protocol are read and checked whether asked for or not.</param>
    /// <param name="createSink">Makes a sink; called on this thread, once for each thread that reads.</param>
    /// <param name="threads">Threads that read, at least 1; no more than there are files are used.</param>
    /// <param name="cancel">Stops it within a batch.</param>
    /// <returns>The sinks, which together have taken every row once.</returns>
    /// <exception cref="ParquetFormatException">A file is damaged, of another sweep, or not of whole scenarios each of which is there once.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public IReadOnlyList<TSink> Run<TSink>(ReadOnlySpan<RowColumn> columns, Func<TSink> createSink, int threads, CancellationToken cancel = default)
        where TSink : class, IRowSink
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        RowColumn[] asked = [.. columns];
        foreach (RowColumn column in asked)
        {
            Schema.IndexOf(column);
        }

        TSink[] sinks = new TSink[Math.Min(threads, Files.Count)];
        for (int i = 0; i < sinks.Length; i++)
        {
            sinks[i] = createSink();
        }

        using var workers = new ScanWorkers(this, asked, sinks, cancel);
        workers.Start();
        workers.Finish();
        return sinks;
    }
}
