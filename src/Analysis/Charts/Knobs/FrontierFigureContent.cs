namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of efficient settings shows. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Panel">The settings.</param>
public sealed record FrontierFigureContent(string Name, string Title, string Subtitle, SettingsPanel Panel);
