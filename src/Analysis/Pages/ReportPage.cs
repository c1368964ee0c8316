using WalSweep.Engine;

namespace WalSweep.Analysis.Pages;

/// <summary>A report as a page. All texts may be anything, also from configurations; they are escaped where the page is written.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Note">What the sweep's author wants said; each line is a paragraph; may be empty.</param>
/// <param name="Origin">One line that says of what sweep it is.</param>
/// <param name="Opening">The answer, in a few sentences with numbers.</param>
/// <param name="Versions">The versions that the reader can switch on and off.</param>
/// <param name="Sections">What follows, in order.</param>
public sealed record ReportPage(
    string Title,
    string Note,
    string Origin,
    IReadOnlyList<string> Opening,
    IReadOnlyList<ProtocolVersion> Versions,
    IReadOnlyList<ReportSection> Sections)
{
    /// <summary>What a reader must know before all else, such as that the sweep is not finished; null if there is nothing.</summary>
    public string? Warning { get; init; }
}
