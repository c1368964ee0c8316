using WalSweep.Analysis.Statistics;
using WalSweep.Engine;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of recovery times shows. Title and subtitle may hold any text.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">What the data is: scenarios, seed, config.</param>
/// <param name="Curves">One for each version, in the order of the sweep.</param>
public sealed record RecoveryFigureContent(string Name, string Title, string Subtitle, IReadOnlyList<RecoveryCurve> Curves);

/// <summary>The recovery times of one version.</summary>
/// <param name="Protocol">The version.</param>
/// <param name="RecoveryS">What first recoveries took, in seconds.</param>
public sealed record RecoveryCurve(ProtocolVersion Protocol, LogHistogram RecoveryS)
{
    /// <summary>The share that takes longer, by time in seconds.</summary>
    public SurvivalCurve Times { get; } = SurvivalCurve.Of(RecoveryS);
}
