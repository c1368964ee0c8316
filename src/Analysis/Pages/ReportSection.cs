using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Pages;

/// <summary>A part of a page under a heading of its own. What it has is shown in the order of the members.</summary>
/// <param name="Id">Its anchor: lower-case letters, digits, hyphens; unlike that of any other section.</param>
/// <param name="Heading">Its heading.</param>
public sealed record ReportSection(string Id, string Heading)
{
    /// <summary>Its anchor.</summary>
    public string Id { get; } = PlainName.Require(Id, "A section's name");

    /// <summary>What is to be said first.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Why there is nothing to see, and what would change that; null if all is there.</summary>
    public MissingData? Missing { get; init; }

    /// <summary>Pictures.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    /// <summary>Tables.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>Commands to type.</summary>
    public IReadOnlyList<ReportCommand> Commands { get; init; } = [];
}

/// <summary>What a sweep lacks for a section.</summary>
/// <param name="Lack">What it lacks, as a sentence without its full stop: In this sweep nothing flaps.</param>
/// <param name="Config">A configuration of the repository that has it, such as configs/quickstart.json.</param>
public sealed record MissingData(string Lack, string Config)
{
    /// <summary>The two sentences that stand in place of what is missing.</summary>
    public string Sentence => $"{Lack}. A sweep of {Config} has it: walsweep run {Config}";
}

/// <summary>A command that can be typed.</summary>
/// <param name="Purpose">What it is good for, in a few words.</param>
/// <param name="Line">The command.</param>
public sealed record ReportCommand(string Purpose, string Line);
