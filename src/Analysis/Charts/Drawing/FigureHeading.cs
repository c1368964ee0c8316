using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure is called, made safe to be shown, and how its description begins.</summary>
/// <param name="name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="title">Any text.</param>
/// <param name="subtitle">What the data is. Any text.</param>
/// <param name="shape">For what width the figure is laid out.</param>
internal sealed class FigureHeading(string name, string title, string subtitle, FigureShape shape)
{
    internal string Name { get; } = shape.NameOf(name);

    internal string Title { get; } = DisplayText.Clean(title);

    internal string Subtitle { get; } = DisplayText.Clean(subtitle);

    /// <summary>The description of the figure: what the data is, and then what is to be seen.</summary>
    internal string Describe(string seen) => Subtitle.Length == 0 ? seen : $"{Subtitle}. {seen}";
}
