using WalSweep.Engine;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of the settings of every two knobs shows. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Version">The version that the settings are of.</param>
/// <param name="Pairs">Every two knobs, with what is noted of their settings; at least one.</param>
public sealed record PairsFigureContent(string Name, string Title, string Subtitle, ProtocolVersion Version, IReadOnlyList<FrontierFigureContent> Pairs);
