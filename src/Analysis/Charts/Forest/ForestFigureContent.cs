using WalSweep.Analysis.Statistics;
using WalSweep.Engine;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of differences shows: a group for each measure, in it a line for each version that is compared with the same one. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Version">The version that differences are told of.</param>
/// <param name="Measures">The measures, at least one.</param>
/// <param name="AreShares">Whether differences are of shares, −1…1, or else of times in seconds.</param>
public sealed record ForestFigureContent(string Name, string Title, string Subtitle, ProtocolVersion Version, IReadOnlyList<ForestMeasure> Measures, bool AreShares)
{
    /// <summary>Whether any line has a difference to draw; a figure of none would be an empty axis.</summary>
    public bool HasDifferences => Measures.Any(measure => measure.Lines.Any(line => line.IsDrawn && line.Differing > 0));
}

/// <summary>A measure in a figure of differences.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Better">1 if more of it is better, −1 if less is, 0 if neither.</param>
/// <param name="Lines">A line for each version compared.</param>
public sealed record ForestMeasure(string Label, int Better, IReadOnlyList<ForestLine> Lines)
{
    /// <summary>Whether any scenario differs under any pair of versions; if not, one sentence says it for all lines.</summary>
    public bool Differs => Lines.Any(line => line.Differing > 0);
}

/// <summary>A difference between two versions.</summary>
/// <param name="Against">The version that it is taken from.</param>
/// <param name="Pairs">Of how many scenarios.</param>
/// <param name="Differing">How many of them differ at all.</param>
/// <param name="Difference">The difference; NaN if there is none.</param>
/// <param name="Interval">Its 95 % interval.</param>
public sealed record ForestLine(ProtocolVersion Against, long Pairs, long Differing, double Difference, Interval Interval)
{
    /// <summary>Whether there is enough to draw.</summary>
    public bool IsDrawn => Pairs >= Sample.Least && double.IsFinite(Difference + Interval.HalfWidth);

    /// <summary>On which side of no difference the whole interval lies: −1, 1, or 0 if it does not.</summary>
    public int Side => Interval.High < 0 ? -1 : Interval.Low > 0 ? 1 : 0;
}
