namespace WalSweep.Analysis.Statistics;

/// <summary>How many trials, or pairs of them, there must be before something is drawn of them, compared or told in a sentence.</summary>
public static class Sample
{
    /// <summary>Of fewer the interval of a mean, which relies on the normal law, would not be what it states, and that of a share near one half is more than 19 points wide: a picture would show chance.</summary>
    public const int Least = 100;
}
