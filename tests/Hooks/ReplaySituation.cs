using WalSweep.Engine;

namespace WalSweep.Tests.Hooks;

/// <summary>A replay as hook 2 may meet it. What is not said is harmless: a first session, at whose start more than one barrier remains, replayed faster than is written, within all budgets.</summary>
internal sealed record ReplaySituation(string Name)
{
    private static readonly ScenarioParameters _limits = new() { MaxRounds = 8, NoProgressRounds = 2, MaxSessions = 3, MaxCatchupEntries = 10_000, MaxCatchupTimeS = 10 };

    private int EarlierSessions { get; init; }

    private int Rounds { get; init; }

    private int Fruitless { get; init; }

    private double Remainder { get; init; } = 1000;

    private double Replayed { get; init; }

    private double ElapsedS { get; init; }

    private double WritesPerS { get; init; } = 500;

    public static IReadOnlyList<ReplaySituation> All { get; } =
    [
        new("begins with a gap"),
        new("begins with no more than one barrier") { Remainder = 64 },
        new("begins with a gap; one session short of the budget") { EarlierSessions = 2 },
        new("begins with a gap; sessions used up") { EarlierSessions = 3 },
        new("begins with no more than one barrier; sessions used up") { EarlierSessions = 3, Remainder = 64 },
        new("a round is done, less remains") { Rounds = 1, Replayed = 2000, ElapsedS = 2 },
        new("a round is done, one barrier remains") { Rounds = 1, Replayed = 2000, ElapsedS = 2, Remainder = 64 },
        new("one round was fruitless") { Rounds = 1, Fruitless = 1 },
        new("fruitless rounds used up, writes as fast as the replay") { Rounds = 2, Fruitless = 2, WritesPerS = 1000 },
        new("fruitless rounds used up, writes slower by now") { Rounds = 2, Fruitless = 2 },
        new("fruitless rounds used up, but one barrier remains") { Rounds = 2, Fruitless = 2, Remainder = 64 },
        new("rounds used up") { Rounds = 8 },
        new("the next round just fits the entries") { Rounds = 1, Replayed = 9000 },
        new("the next round would pass the entries") { Rounds = 1, Replayed = 9001 },
        new("the next round just fits the time") { Rounds = 1, ElapsedS = 9 },
        new("the next round would pass the time") { Rounds = 1, ElapsedS = 9.5 },
    ];

    public string Ask(VersionHooks version, bool afterRebuild)
    {
        var limits = _limits;
        var view = new ReplayView(in limits)
        {
            AfterRebuild = afterRebuild,
            EarlierSessions = EarlierSessions,
            Rounds = Rounds,
            FruitlessRounds = Fruitless,
            RemainderEntries = Remainder,
            BarrierEntries = 64,
            NextRoundEntries = Remainder,
            ReplayedEntries = Replayed,
            ElapsedS = ElapsedS,
            AdmittedRatePerS = WritesPerS,
            ReplayRatePerS = 1000,
        };
        return version.Replay(in view);
    }
}
