using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Charts;

/// <summary>What a region figure shows. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Regions">The counts.</param>
/// <param name="Summary">Totals for the headline of each panel, one per protocol of the counts.</param>
/// <param name="Curves">Curves drawn over every panel.</param>
public sealed record RegionFigureContent(
    string Name,
    string Title,
    string Subtitle,
    CellKinds Regions,
    SweepSummary Summary,
    IReadOnlyList<ReferenceCurve> Curves)
{
    /// <summary>Where, in each row of cells, catching up stops being what happens to most, and how sure that is: one for each protocol, or none.</summary>
    public IReadOnlyList<BoundaryBand> Bands { get; init; } = [];

    /// <summary>How the cells compare with the limits of analysis: one for each protocol, or none.</summary>
    public IReadOnlyList<BoundaryComparison> Compared { get; init; } = [];

    /// <summary>What is told of cells beside their fates; null if nothing.</summary>
    public CellNotes? Notes { get; init; }
}

/// <summary>
/// One map per protocol over the same two axes: a cell's colour is the fate that befell most of its scenarios, its shade how large that share is. Regions
/// also bear the name of their fate, so that nothing rests on colour alone.
/// </summary>
public sealed class RegionFigure : IFigure
{
    private readonly FigureHeading _heading;
    private readonly RegionFigureContent _content;
    private readonly RegionLegend _legend;
    private readonly RegionLayout _layout;

    /// <summary>Lays the figure out.</summary>
    /// <exception cref="ArgumentException">The summary is not of as many protocols as the counts.</exception>
    public RegionFigure(RegionFigureContent content, FigureShape shape)
    {
        if (content.Summary.Protocols.Count != content.Regions.ProtocolCount)
        {
            throw new ArgumentException(
                $"Expected a summary of {content.Regions.ProtocolCount} protocols, found {content.Summary.Protocols.Count}.", nameof(content));
        }

        _heading = new FigureHeading(content.Name, content.Title, content.Subtitle, shape);
        _content = content;
        _legend = LegendOf(content);
        _layout = new RegionLayout((_heading.Title, RegionWords.Topic(content), _heading.Subtitle), [.. content.Summary.Protocols.Select(RegionPanel.CaptionOf)], RegionPanel.CaptionHeightPx, _legend, shape, content.Regions.Y);
    }

    /// <inheritdoc/>
    public string Name => _heading.Name;

    /// <inheritdoc/>
    public double WidthPx => _layout.WidthPx;

    /// <inheritdoc/>
    public double HeightPx => _layout.HeightPx;

    /// <inheritdoc/>
    public string Title => RegionWords.Titled(_heading.Title, RegionWords.Topic(_content));

    /// <inheritdoc/>
    public string Description => _heading.Describe(RegionWords.Description(_content));

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _layout.DrawHeading(canvas);
        for (int i = 0; i < _content.Regions.ProtocolCount; i++)
        {
            RegionPanel.Draw(canvas, _content, i, _layout);
        }

        _legend.Draw(canvas, _layout);
    }

    private static RegionLegend LegendOf(RegionFigureContent content) => new(
        $"Colour: the most frequent fate of a cell's scenarios. Shade: its share of them, in percent{(RegionWords.HasFew(content.Regions) ? $"; palest where fewer than {CellLook.FewScenarios} fell" : "")}.",
        [.. Fates.All.Select(fate => new LegendEntry(Fates.Label(fate), Fates.Meaning(fate), shade => Theme.FateStyle(fate, shade)))],
        Theme.ShadeLabel,
        [.. RegionWords.LegendLines(content)]);
}
