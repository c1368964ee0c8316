using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Engine;

namespace WalSweep.Analysis.Charts;

/// <summary>What a difference figure shows. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Map">The counts.</param>
/// <param name="Pairs">The pairs of the counts that are shown, at least one.</param>
public sealed record DifferenceFigureContent(string Name, string Title, string Subtitle, MapCounts Map, IReadOnlyList<DifferencePair> Pairs)
{
    /// <summary>What is told of cells beside their changes, by the place of their pair in the figure; null if nothing.</summary>
    public CellNotes? Notes { get; init; }
}

/// <summary>A pair of versions in a difference figure.</summary>
/// <param name="First">The version that differences are taken from.</param>
/// <param name="Second">The version they are told of.</param>
/// <param name="Totals">The changes of all scenarios.</param>
/// <param name="PairIndex">Which pair of the counts it is.</param>
public sealed record DifferencePair(ProtocolVersion First, ProtocolVersion Second, ChangeCounts Totals, int PairIndex);

/// <summary>
/// One map per pair of versions: a cell's colour is what changes most often in the direction, better or worse, in which significantly more of its scenarios change; its shade is how many of its scenarios change in that direction.
/// Regions also bear the name of their change, so that nothing rests on colour alone.
/// </summary>
public sealed class DifferenceFigure : IFigure
{
    private readonly FigureHeading _heading;
    private readonly DifferenceFigureContent _content;
    private readonly RegionLegend _legend;
    private readonly RegionLayout _layout;

    /// <summary>Lays the figure out.</summary>
    public DifferenceFigure(DifferenceFigureContent content, FigureShape shape)
    {
        _heading = new FigureHeading(content.Name, content.Title, content.Subtitle, shape);
        _content = content;
        _legend = Legend();
        _layout = new RegionLayout((_heading.Title, DifferenceWords.Topic(content), _heading.Subtitle), [.. content.Pairs.Select(DifferencePanel.CaptionOf)], DifferencePanel.CaptionHeightPx, _legend, shape, content.Map.Kinds.Y);
    }

    /// <inheritdoc/>
    public string Name => _heading.Name;

    /// <inheritdoc/>
    public double WidthPx => _layout.WidthPx;

    /// <inheritdoc/>
    public double HeightPx => _layout.HeightPx;

    /// <inheritdoc/>
    public string Title => RegionWords.Titled(_heading.Title, DifferenceWords.Topic(_content));

    /// <inheritdoc/>
    public string Description => _heading.Describe(DifferenceWords.Description(_content));

    /// <inheritdoc/>
    public string StyleRules(bool isDark) => DifferenceTheme.Rules(isDark);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _layout.DrawHeading(canvas);
        for (int i = 0; i < _content.Pairs.Count; i++)
        {
            DifferencePanel.Draw(canvas, _content, i, _layout);
        }

        _legend.Draw(canvas, _layout);
    }

    private static RegionLegend Legend() => new(
        "Colour: the most frequent change of a cell, in the direction that prevails. Shade: the share of scenarios that change in it, in percent. What is worse is crossed out.",
        [.. FateChanges.Changes.Select(change => new LegendEntry(FateChanges.Label(change), FateChanges.Meaning(change), shade => DifferenceTheme.StyleOf(change, shade), (canvas, box) => DifferenceTheme.CrossOut(canvas, change, box)))],
        DifferenceTheme.ShadeLabel,
        [LegendLine.OfArea(DifferenceTheme.NeutralStyle, DifferenceWords.NeutralMeaning), LegendLine.OfArea(Theme.NoDataStyle, RegionWords.NothingHere)]);
}
