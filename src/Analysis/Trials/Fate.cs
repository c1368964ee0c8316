using System.Collections.Immutable;
using WalSweep.Engine;

namespace WalSweep.Analysis.Trials;

/// <summary>What became of a trial, in the four words a region map is coloured by. The numbers are the order of legends and tables.</summary>
public enum Fate : byte
{
    /// <summary>Completed, and the first replica that left InSync had missed nothing or came back by replaying WAL.</summary>
    CaughtUp = 0,

    /// <summary>Completed by a rebuild that a rule chose on current facts: the trial is explicit.</summary>
    RebuiltByDecision = 1,

    /// <summary>Completed by a rebuild that nobody decided: history or time ran out, or a replica was excluded unasked.</summary>
    RebuiltByAccident = 2,

    /// <summary>Did not complete: stalled, still excluded, given up, or out of events.</summary>
    NotRecovered = 3,
}

/// <summary>The rule that gives a trial its <see cref="Fate"/>, and the words for each.</summary>
public static class Fates
{
    /// <summary>How many fates there are.</summary>
    public const int Count = 4;

    /// <summary>Every fate, in the order of legends and tables.</summary>
    public static ImmutableArray<Fate> All { get; } = [Fate.CaughtUp, Fate.RebuiltByDecision, Fate.RebuiltByAccident, Fate.NotRecovered];

    private static readonly string[] _columns = ["caught_up", "rebuilt_by_decision", "rebuilt_by_accident", "not_recovered"];

    private static readonly string[] _labels = ["caught up", "rebuilt by decision", "rebuilt by accident", "not recovered"];

    private static readonly string[] _meanings =
    [
        "replayed the WAL it had missed, or had missed nothing",
        "copied the volume because a rule, asked in time, said so",
        "copied it after history or time ran out, or with nobody asking",
        "stalled, excluded or given up when the trial ended",
    ];

    /// <summary>
    /// The fate of a trial from three columns of its row. A completed trial in which nothing was begun although something was missed does not exist;
    /// a row that claims it counts as not recovered.
    /// </summary>
    public static Fate Of(Ending ended, RecoveryPath path, bool isExplicit)
    {
        if (ended != Ending.Completed || path == RecoveryPath.None)
        {
            return Fate.NotRecovered;
        }

        if (path is RecoveryPath.NoGap or RecoveryPath.Catchup)
        {
            return Fate.CaughtUp;
        }

        return isExplicit ? Fate.RebuiltByDecision : Fate.RebuiltByAccident;
    }

    /// <summary>The name in tables that machines read.</summary>
    public static string Column(Fate fate) => _columns[(int)fate];

    /// <summary>The name in figures and on the terminal.</summary>
    public static string Label(Fate fate) => _labels[(int)fate];

    /// <summary>One line that says what the name means, for legends.</summary>
    public static string Meaning(Fate fate) => _meanings[(int)fate];
}
