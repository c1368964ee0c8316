namespace WalSweep.Mutants;

/// <summary>One rule of the hooks or of the simulator changed: the suite must notice.</summary>
/// <param name="Name">Names it on the command line: lower-case words with hyphens.</param>
/// <param name="File">The file, below src/Engine.</param>
/// <param name="Original">What stands there, exactly once.</param>
/// <param name="Replacement">What stands there instead.</param>
internal sealed record Mutant(string Name, string File, string Original, string Replacement)
{
    /// <summary>What most mutants are caught by: tests that know what is right, by hand, by algebra or by a second simulator, the quick ones first. Recorded outcomes are not among them: those notice any change.</summary>
    private static readonly string[] _defaultTests =
    [
        "WalSweep.Tests.Engine.PromotionTests", "WalSweep.Tests.Engine.WalDeviceTests", "WalSweep.Tests.Engine.EpisodeTests", "WalSweep.Tests.Engine.BorrowedHistoryTests", "WalSweep.Tests.Engine.StretchesTests",
        "WalSweep.Tests.Naive.GoldenTrialTests", "WalSweep.Tests.Engine.RareRuleTests",
        "WalSweep.Tests.Scenarios.ShippedScenariosTests", "WalSweep.Tests.Engine.ClosedFormTests", "WalSweep.Tests.ExactAnswers.FailoverLossTests", "WalSweep.Tests.Naive.NaiveAgreementTests",
        "WalSweep.Tests.Engine.SurvivalTests", "WalSweep.Tests.Engine.FailoverSweepTests",
    ];

    /// <summary>The test classes that must catch it, in the order in which they are run.</summary>
    public IReadOnlyList<string> Tests { get; init; } = _defaultTests;

    /// <summary>Its path from the folder of the repository.</summary>
    public string Path => $"src/Engine/{File}";

    /// <summary>The file's text with the rule changed.</summary>
    /// <param name="text">The file's text.</param>
    /// <exception cref="MutantException">What is to be replaced does not stand there exactly once.</exception>
    public string Apply(string text)
    {
        var first = text.IndexOf(Original, StringComparison.Ordinal);
        if (first < 0 || text.IndexOf(Original, first + 1, StringComparison.Ordinal) >= 0)
        {
            throw new MutantException($"mutant {Name}: expected exactly once in {Path}, found {(first < 0 ? "not at all" : "more often")}: {Original}");
        }

        return string.Concat(text.AsSpan(0, first), Replacement, text.AsSpan(first + Original.Length));
    }
}

/// <summary>A mutant that cannot be made: its text is gone, or what it becomes does not compile.</summary>
internal sealed class MutantException(string message) : Exception(message);
