using WalSweep.Sweep.Results;

namespace WalSweep.Analysis.Reports;

/// <summary>What was written of a report.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Paths">Its files.</param>
/// <param name="Pictures">Those of them that are figures laid out for a page.</param>
public sealed record ReportFiles(OwnFiles Folder, IReadOnlyList<string> Paths, IReadOnlyList<ReportPicture> Pictures);

/// <summary>A figure of a report as a file.</summary>
/// <param name="SvgPath">The file.</param>
/// <param name="WidthPx">Its width in its own pixels.</param>
public readonly record struct ReportPicture(string SvgPath, double WidthPx)
{
    /// <summary>The name of the same picture as PNG, beside it.</summary>
    public string PngName => PngNameOf(Path.GetFileName(SvgPath));

    internal static string PngNameOf(string svgName) => Path.ChangeExtension(svgName, ".png");
}
