using WalSweep.Analysis.Knobs;
using WalSweep.Engine;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of efficient settings shows. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Version">The version that the settings are of.</param>
/// <param name="Pair">The settings.</param>
public sealed record FrontierFigureContent(string Name, string Title, string Subtitle, ProtocolVersion Version, KnobPair Pair)
{
    /// <summary>What is told of settings beside their costs, as of the cells of panel 0; null if nothing.</summary>
    public CellNotes? Notes { get; init; }
}
