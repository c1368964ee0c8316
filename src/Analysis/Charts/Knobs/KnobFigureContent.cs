using WalSweep.Analysis.Knobs;
using WalSweep.Engine;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of V2's knobs shows. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Versions">The versions of the settings, in their order.</param>
/// <param name="Main">Which of them has the knobs: its lines are the strongest.</param>
/// <param name="Knobs">The knobs, at least one.</param>
public sealed record KnobFigureContent(string Name, string Title, string Subtitle, IReadOnlyList<ProtocolVersion> Versions, int Main, IReadOnlyList<KnobSettings> Knobs);
