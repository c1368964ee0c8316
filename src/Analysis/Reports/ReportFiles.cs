using System.Text;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Pages;
using WalSweep.Sweep.Results;

namespace WalSweep.Analysis.Reports;

/// <summary>What was written of a report.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Paths">Its files.</param>
/// <param name="Pictures">Those of them that are figures laid out for a page.</param>
public sealed record ReportFiles(OwnFiles Folder, IReadOnlyList<string> Paths, IReadOnlyList<ReportPicture> Pictures)
{
    /// <summary>The page, among them.</summary>
    private const string _pageFile = "index.html";

    /// <summary>
    /// Writes the files of a report, each in the place of the one before it as a whole, the page last. What an earlier report wrote and this one has not is removed, PNG pictures of figures that have changed included.
    /// To be called with the <see cref="ReportLock"/>.
    /// </summary>
    /// <param name="folder">Where to.</param>
    /// <param name="page">The report.</param>
    /// <param name="stop">Stops it between two files.</param>
    /// <exception cref="StorageException">One could not be written.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static ReportFiles Write(string folder, ReportPage page, CancellationToken stop = default)
    {
        ReportTable[] tables = [.. page.Sections.SelectMany(section => section.Tables)];
        ReportFigure[] figures = [.. page.Sections.SelectMany(section => section.Figures)];
        IFigure[] shapes = [.. figures.SelectMany(figure => figure.Shapes)];
        string[] names = [.. tables.Select(table => table.FileName), .. shapes.Select(FigureFile), _pageFile];
        var files = OwnFiles.Begin(folder, names);
        foreach (var table in tables)
        {
            stop.ThrowIfCancellationRequested();
            using var csv = new StringWriter();
            table.WriteCsv(csv);
            files.Write(table.FileName, Encoding.UTF8.GetBytes(csv.ToString()));
        }

        foreach (var (shape, content) in shapes.Zip(SvgWriter.Together(shapes, SvgWriter.ToBytes, stop)))
        {
            stop.ThrowIfCancellationRequested();
            WriteFigure(files, FigureFile(shape), content);
        }

        stop.ThrowIfCancellationRequested();
        files.Write(_pageFile, Encoding.UTF8.GetBytes(PageWriter.Write(page)));
        files.RemoveOthers();
        return new ReportFiles(files, [.. names.Select(files.PathOf)], [.. figures.Select(figure => new ReportPicture(files.PathOf(FigureFile(figure.Wide)), figure.Wide.WidthPx))]);
    }

    private static string FigureFile(IFigure figure) => figure.Name + SvgWriter.Extension;

    /// <summary>A picture of a figure stays as long as the figure is the same, and goes before another figure comes: whenever this is interrupted, none is left that shows something else.</summary>
    private static void WriteFigure(OwnFiles files, string name, byte[] content)
    {
        string png = ReportPicture.PngNameOf(name);
        if (files.Holds(name, content))
        {
            files.Keep(png);
        }
        else
        {
            files.Remove(png);
        }

        files.Write(name, content);
    }
}

/// <summary>A figure of a report as a file.</summary>
/// <param name="SvgPath">The file.</param>
/// <param name="WidthPx">Its width in its own pixels.</param>
public readonly record struct ReportPicture(string SvgPath, double WidthPx)
{
    /// <summary>The name of the same picture as PNG, beside it.</summary>
    public string PngName => PngNameOf(Path.GetFileName(SvgPath));

    internal static string PngNameOf(string svgName) => Path.ChangeExtension(svgName, ".png");
}
