namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of the settings of every two knobs shows. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Panels">The settings of every two knobs, all of one version; at least one.</param>
public sealed record PairsFigureContent(string Name, string Title, string Subtitle, IReadOnlyList<SettingsPanel> Panels);
