using System.Collections.Immutable;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Pairs;

/// <summary>What becomes of a scenario under the second version of a pair, seen from what became of it under the first. The numbers are the order of legends.</summary>
public enum FateChange : byte
{
    /// <summary>Catches up where the first did not.</summary>
    CatchesUp = 0,

    /// <summary>Rebuilds by decision where the first did by accident, or recovers by a rebuild where the first did not recover.</summary>
    RebuildsBetter = 1,

    /// <summary>Rebuilds where the first caught up.</summary>
    RebuildsInstead = 2,

    /// <summary>Rebuilds by accident where the first did by decision, or does not recover where the first did.</summary>
    FaresWorse = 3,

    /// <summary>The same fate.</summary>
    Unchanged = 4,
}

/// <summary>The rule that gives a pair of fates its <see cref="FateChange"/>, and the words for each.</summary>
public static class FateChanges
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>What is a change, in the order of legends.</summary>
    public static ImmutableArray<FateChange> Changes { get; } = [FateChange.CatchesUp, FateChange.RebuildsBetter, FateChange.RebuildsInstead, FateChange.FaresWorse];

    private static readonly string[] _labels = ["catches up instead", "rebuilds better", "rebuilds instead", "fares worse", "unchanged"];

    private static readonly string[] _meanings =
    [
        "replays the WAL where the other rebuilt or did not recover",
        "by decision where the other did by accident; or at all where the other did not recover",
        "copies the volume where the other caught up",
        "rebuilds by accident where the other decided; or does not recover where the other did",
        "the same fate under both",
    ];

    /// <summary>The change from one fate to another. The order of <see cref="Fate"/> is from good to bad.</summary>
    public static FateChange Of(Fate first, Fate second) => second switch
    {
        _ when second == first => FateChange.Unchanged,
        Fate.CaughtUp => FateChange.CatchesUp,
        _ when second < first => FateChange.RebuildsBetter,
        _ when first == Fate.CaughtUp && second != Fate.NotRecovered => FateChange.RebuildsInstead,
        _ => FateChange.FaresWorse,
    };

    /// <summary>Whether a change is one for the better.</summary>
    public static bool IsBetter(FateChange change) => change is FateChange.CatchesUp or FateChange.RebuildsBetter;

    /// <summary>Whether a change is one for the worse.</summary>
    public static bool IsWorse(FateChange change) => change != FateChange.Unchanged && !IsBetter(change);

    /// <summary>The name in figures.</summary>
    public static string Label(FateChange change) => _labels[(int)change];

    /// <summary>One line that says what the name means, for legends.</summary>
    public static string Meaning(FateChange change) => _meanings[(int)change];
}
