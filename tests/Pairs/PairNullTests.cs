using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Pairs;

/// <summary>
/// Two "versions" without a difference, through all that counts a pair: V2 on scenarios of one seed against V2 on scenarios of another, which are paired by chance; and V2 against itself. Seeds are fixed and printed. That a bound fails although what it
/// bounds holds has a probability of 10⁻⁶, by the binomial law of the replications.
/// </summary>
public sealed class PairNullTests(ITestOutputHelper output)
{
    private const int FirstSeed = 20_261_141;
    private const int SecondSeed = 20_261_142;
    private const int Replications = 1_000;
    private const int PairsEach = 200;
    private const double Level = 0.05;
    private const double ErrorRate = 1e-6;

    /// <summary>Losses of primaries and of payloads under every mode, so that all that is compared occurs under V2: catch-ups, rebuilds, losses, blocked writes and missing copies.</summary>
    private static readonly SweepConfig _config = Configs.Parse("""
        {
          "name": "null", "count": 1, "protocols": ["v2"], "durability": { "choice": ["best_effort", "sync_quorum", "sync_all"] },
          "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "latency": { "log_uniform": ["100us", "10ms"] }, "fsync": { "log_uniform": ["100us", "10ms"] }, "extent_fraction": 1 },
          "weather": {
            "outage": { "log_uniform": ["1s", "10min"] }, "restart_probability": 0.5, "primary_losses": { "choice": [0, 1] }, "primary_loss": { "log_uniform": ["1s", "10min"] },
            "primary_loss_delay": { "of": "outage", "times": { "uniform": [0, 1.5] } }, "payload_loss_probability": 1, "payload_loss_delay": { "of": "outage", "times": { "uniform": [0, 1] } }
          }
        }
        """);

    [Fact]
    public void TwoSamplesOfOneVersionAreToldApartAtTheStatedRate()
    {
        var (first, second) = (Outcomes(FirstSeed, Replications * PairsEach), Outcomes(SecondSeed, Replications * PairsEach));
        var (told, missed) = (new int[3], new int[PairedTimes.All.Length]);
        var counts = new PairCounts();
        for (var replication = 0; replication < Replications; replication++)
        {
            counts.Clear();
            foreach (var at in Enumerable.Range(replication * PairsEach, PairsEach))
            {
                Add(counts, in first[at], in second[at]);
            }

            told[0] += McNemar.PValue(Only(counts, isFirst: true), Only(counts, isFirst: false)) <= Level ? 1 : 0;
            told[1] += McNemar.PValue(counts.SafeOf(true, false), counts.SafeOf(false, true)) <= Level ? 1 : 0;
            told[2] += counts.DifferencesOf(PairedTime.Recovery).LogSignTestPValue <= Math.Log(Level) ? 1 : 0;
            foreach (var time in PairedTimes.All)
            {
                missed[(int)time] += counts.DifferencesOf(time).MeanIntervalS().Contains(0) ? 0 : 1;
            }
        }

        output.WriteLine($"seeds {FirstSeed} and {SecondSeed}, {Replications} replications of {PairsEach} pairs, 5 %: caught up told apart {told[0]}, safe {told[1]}, recovery by signs {told[2]}; means missed {string.Join(", ", PairedTimes.All.Select(time => $"{PairedTimes.Label(time)} {missed[(int)time]}"))}");
        Assert.All(told, count => AssertRate(count, 0.02, Level));
        Assert.All(missed, count => AssertRate(count, 0.03, 0.06));
    }

    [Fact]
    public void AVersionDoesNotDifferFromItself()
    {
        var counts = new PairCounts();
        foreach (ref readonly var outcome in Outcomes(FirstSeed, 5_000).AsSpan())
        {
            Add(counts, in outcome, in outcome);
        }

        Assert.All(Fates.All.SelectMany(first => Fates.All.Where(second => second != first).Select(second => (first, second))), pair => Assert.Equal(0, counts.FatesOf(pair.first, pair.second)));
        foreach (var (onlyFirst, onlySecond) in new[] { (Only(counts, true), Only(counts, false)), (counts.ExplicitOf(true, false), counts.ExplicitOf(false, true)), (counts.SafeOf(true, false), counts.SafeOf(false, true)) })
        {
            Assert.Equal(1, McNemar.PValue(onlyFirst, onlySecond));
            Assert.Equal((0, 0), (onlyFirst, onlySecond));
        }

        foreach (var time in PairedTimes.All)
        {
            var differences = counts.DifferencesOf(time);
            Assert.Equal((0, 0, new Interval(0, 0)), (differences.MeanS, differences.LogSignTestPValue, differences.MeanIntervalS()));
            Assert.Equal(differences.Count, differences.Equal);
            Assert.InRange(differences.Count, 1_000, 5_000);
            Assert.Equal((0, 0), (counts.HavingOf(time, true, false), counts.HavingOf(time, false, true)));
        }
    }

    /// <summary>A count of replications is one that some rate between the two may well bring about.</summary>
    private static void AssertRate(int count, double lowest, double highest)
    {
        var tooMany = Math.Exp(BinomialTails.LogAtLeast(count, Replications, highest));
        var tooFew = Math.Exp(BinomialTails.LogAtMost(count, Replications, lowest));
        Assert.True(tooMany > ErrorRate && tooFew > ErrorRate, $"seeds {FirstSeed} and {SecondSeed}: {count} of {Replications}, expected {lowest:P0} to {highest:P0}");
    }

    private static Outcome[] Outcomes(ulong seed, int count)
    {
        var source = new ScenarioSource(_config.Specs, _config.Durability, seed);
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        var outcomes = new Outcome[count];
        for (var index = 0; index < outcomes.Length; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out _);
            outcomes[index] = Simulation.Run(ProtocolVersion.V2, new Scenario(in parameters, timeline.AsSpan(0, faults)), ref state);
        }

        return outcomes;
    }

    private static void Add(PairCounts counts, in Outcome first, in Outcome second) =>
        counts.Add(SingleScenarios.Batch([], 0, Durability.SyncQuorum, [first, second]), new ProtocolPair(0, 1));

    private static long Only(PairCounts counts, bool isFirst) =>
        Fates.All.Where(fate => fate != Fate.CaughtUp).Sum(other => isFirst ? counts.FatesOf(Fate.CaughtUp, other) : counts.FatesOf(other, Fate.CaughtUp));
}
