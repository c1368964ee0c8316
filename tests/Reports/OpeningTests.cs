using System.Globalization;
using System.Text.RegularExpressions;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Reports;

/// <summary>The sentences that a report begins with, held against counts made by hand.</summary>
public sealed class OpeningTests
{
    [Fact]
    public void Of_three_versions_each_is_told_newest_first()
    {
        SweepFindings findings = Findings(["v1", "v1_5", "v2"], Enumerable.Range(0, 4).SelectMany(i => (RegionRow[])
        [
            new(1, 1, Ending.Completed, RecoveryPath.Rebuild, false, i == 0, 5),
            new(1, 1, i < 3 ? Ending.Completed : Ending.Stalled, i < 3 ? RecoveryPath.Catchup : RecoveryPath.None, i < 3, false, i < 3 ? 5 : double.NaN),
            new(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 5),
        ]));
        Assert.Equal(
            [
                "Of 4 scenarios, V2 decides explicitly, each step by a rule on current facts, in all, V1.5 in 3 (75\u00a0%) and V1 in none; "
                    + "by accident, with nobody having decided so in time, V2 rebuilds in none, V1.5 in none and V1 in all; "
                    + "needlessly, where catching up was possible and faster, V2 rebuilds in none, V1.5 in none and V1 in 1 (25\u00a0%).",
                "V2 ends without recovery in none, V1.5 in 1 (25\u00a0%) and V1 in none.",
            ],
            Opening.Of(findings));
    }

    [Fact]
    public void Of_one_scenario_under_one_version()
    {
        SweepFindings findings = Findings(["v1_5"], [new(1, 1, Ending.Completed, RecoveryPath.Rebuild, false, true, 5)]);
        Assert.Equal(
            [
                "Of 1 scenario, V1.5 decides explicitly, each step by a rule on current facts, in none; "
                    + "by accident, with nobody having decided so in time, V1.5 rebuilds in that one; needlessly, where catching up was possible and faster, V1.5 rebuilds in that one.",
                "None ends without recovery under V1.5.",
            ],
            Opening.Of(findings));
    }

    [Fact]
    public void Of_a_sweep_in_which_nothing_recovers()
    {
        SweepFindings findings = Findings(["v1", "v2"], [new(1, 1, Ending.Stalled, RecoveryPath.None, false, false, double.NaN), new(1, 1, Ending.Completed, RecoveryPath.NoGap, true, false, double.NaN)]);
        Assert.Equal("V2 ends without recovery in none and V1 in that one; there is no recovery whose time could be taken.", Opening.Of(findings)[^1]);
    }

    [Fact]
    public void Of_primaries_that_are_lost_what_was_lost_with_them_is_told_also_where_it_is_nothing()
    {
        Assert.Equal("None ends without recovery under any of them; V2 loses acknowledged entries in none and V1 in that one; no excluded entry comes back under any of them.", Opening.Of(Findings(["v1", "v2"],
        [
            new(1, 1, Ending.Completed, RecoveryPath.Catchup, false, false, 1, LostEntries: 5),
            new(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 1),
        ]))[^1]);
        Assert.Equal(
            "None ends without recovery under V2; no acknowledged entry is lost under V2; no excluded entry comes back under V2.",
            Opening.Of(Findings(["v2"], [new(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 1)], hasFailover: true))[^1]);
    }

    /// <summary>What is lost under a mode that promises little is no breach of one that promises more.</summary>
    [Fact]
    public void Losses_under_several_modes_are_told_as_such()
    {
        RegionRow row = new(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 1, LostEntries: 1);
        SweepFindings findings = Findings(["v2"], [row]) with { Config = Configs.With("\"protocols\": [\"v2\"], \"durability\": {\"choice\": [\"best_effort\", \"sync_all\"]}") };
        Assert.Contains("; of all durability modes together, V2 loses acknowledged entries in that one;", Opening.Of(findings)[^1], StringComparison.Ordinal);
    }

    /// <summary>Under V2 a replica catches up from outages of up to 10 s and no other, under V1.5 from all, under V1 from none; the truth is in the band, and the band is no wider than two cells on either side.</summary>
    [Fact]
    public void Where_catching_up_ends_is_told_of_the_outage_with_its_band()
    {
        var config = Configs.Parse("""
            { "name": "line", "seed": 1, "count": 4000, "protocols": ["v1", "v1_5", "v2"], "parameters": { "promotion_hold": { "uniform": ["1s", "2s"] } }, "weather": { "outage": { "log_uniform": ["1s", "100s"] } } }
            """);
        var counts = SweepTally.CountsOf(config);
        const int Count = 4_000;
        for (var index = 0; index < Count; index++)
        {
            var outageS = Math.Pow(100, (index + 0.5) / Count);
            Outcome Of(RecoveryPath path) => new RegionRow(outageS, 1, Ending.Completed, path, true, false, 5).Outcome;
            counts.Add([1.5], outageS, Durability.SyncQuorum, [Of(RecoveryPath.Rebuild), Of(RecoveryPath.Catchup), Of(outageS <= 10 ? RecoveryPath.Catchup : RecoveryPath.Rebuild)]);
        }

        var summary = counts.Summarize(config.Protocols, hasFailover: false);
        var told = Regex.Match(
            Opening.Of(new SweepFindings(config, Count, summary, counts))[0],
            "^The longest outage from which most replicas catch up is ([0-9.]+)\\u00a0s \\(([0-9.]+)\\u00a0s – ([0-9.]+)\\u00a0s\\) under V2, more than 1.67\\u00a0min under V1.5 and none under V1, with 95 % confidence for all together\\.$");
        Assert.True(told.Success);
        double[] numbers = [.. told.Groups.Values.Skip(1).Select(group => double.Parse(group.Value, CultureInfo.InvariantCulture))];
        var cell = Math.Pow(100, 1 / 24.0);
        Assert.InRange(numbers[0], 10 / cell, 10 * cell);
        Assert.InRange(numbers[1], 10 / (cell * cell * 1.01), 10);
        Assert.InRange(numbers[2], 10, 10 * cell * cell * 1.01);
    }

    [Fact]
    public void Ablations_have_one_sentence_of_their_own_unless_there_is_nothing_else()
    {
        RegionRow row = new(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 1);
        var opening = Opening.Of(Findings(["v2", "v2_no_promotion_hold"], [row, row]));
        Assert.DoesNotContain("no hold", string.Concat(opening), StringComparison.Ordinal);
        Assert.Equal("Whichever of these rules of V2 is taken back, no scenario comes to another fate.", opening[^1]);
        Assert.DoesNotContain("taken back", string.Concat(Opening.Of(Findings(["v2_no_promotion_hold"], [row]))), StringComparison.Ordinal);
        Assert.Contains("V2 no hold decides explicitly", Opening.Of(Findings(["v2_no_promotion_hold"], [row]))[0], StringComparison.Ordinal);
    }

    /// <summary>Of 1,000 scenarios 300 fare worse without the one rule and 20 better, 10 worse without the other; where primaries are lost it is the other that keeps 5 safe.</summary>
    [Theory]
    [InlineData(false, 10, "", "")]
    [InlineData(false, 290, ", though it may as well be that of V2 no hold", "")]
    [InlineData(true, 10, "", "; for safety it is that of V2 no hold, though it may as well be that of V2 no reassignment: without it {0} lose or leak entries that are safe under V2")]
    public void Which_rule_matters_most_is_told_with_its_interval(bool hasFailover, int worseWithoutHold, string rivals, string safety)
    {
        const int Count = 1_000;
        RegionRow caughtUp = new(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 1), decided = caughtUp with { Path = RecoveryPath.Rebuild }, accident = decided with { IsExplicit = false };
        var rows = Enumerable.Range(0, Count).SelectMany(index => (RegionRow[])
        [
            decided,
            index < 300 ? accident : index < 320 ? caughtUp : decided,
            (index < worseWithoutHold ? accident : decided) with { LostEntries = hasFailover && index >= 995 ? 1 : 0 },
        ]);
        string Told(int count) => $"{NumberText.Percent((double)count / Count)} ({NumberText.Percents(Proportion.Of(count, Count, hasFailover ? 0.9875 : 0.975))})";
        Assert.Equal(
            $"Of the rules of V2 that are taken back here the one that V2 no reassignment lacks matters most{rivals}: without it {Told(320)} of the scenarios come to another fate, 30\u00a0% to a worse and 2.0\u00a0% to a better one"
                + string.Format(CultureInfo.InvariantCulture, safety, Told(5)) + ", with 95 % confidence for all of it together.",
            Opening.Of(Findings(["v2", "v2_no_explicit_reassignment", "v2_no_promotion_hold"], rows, hasFailover))[^1]);
    }

    [Fact]
    public void Of_a_sweep_that_has_only_been_begun_there_is_nothing_to_tell()
    {
        SweepFindings findings = Findings(["v2"], []);
        Assert.Equal(["No scenario of this sweep is there yet, so there is nothing to tell."], Opening.Of(findings));
        Assert.Equal(["reproduce"], ReportSections.Tell(findings).Select(section => section.Id));
    }

    /// <summary>Alike in every scenario: a map of differences would be grey all over.</summary>
    [Fact]
    public void A_map_of_differences_without_any_is_said_and_not_drawn()
    {
        var config = Configs.Parse("""{ "name": "alike", "seed": 1, "count": 200, "protocols": ["v1_5", "v2"], "parameters": { "write_rate": { "log_uniform": ["100/s", "1k/s"] } }, "weather": { "outage": { "log_uniform": ["1s", "100s"] } } }""");
        var counts = SweepTally.CountsOf(config);
        for (var index = 0; index < 200; index++)
        {
            var outcome = new RegionRow(5, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 5).Outcome;
            counts.Add([500.0], 5, Durability.SyncQuorum, [outcome, outcome]);
        }

        var section = ReportSections.Tell(new SweepFindings(config, 200, counts.Summarize(config.Protocols, hasFailover: false), counts)).Single(section => section.Id == "pairs");
        Assert.Contains("Over outage and write rate no cell shows a clear difference, so that map is not drawn.", section.Paragraphs);
        Assert.Contains(section.Paragraphs, paragraph => paragraph.StartsWith("There is no figure of differences of times:", StringComparison.Ordinal));
        Assert.Empty(section.Figures);
    }

    /// <summary>The order in which the questions of a design review come.</summary>
    [Fact]
    public void The_sections_stand_in_their_order()
    {
        RegionRow row = new(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 1);
        Assert.Equal(
            ["regions", "summary", "plane", "pairs", "recovery-times", "causes", "safety", "costs", "knobs", "ablations", "reproduce"],
            ReportSections.Tell(Findings(["v2"], [row])).Select(section => section.Id));
    }

    /// <summary>A sweep of these versions of which these rows are there.</summary>
    private static SweepFindings Findings(string[] versions, IEnumerable<RegionRow> rows, bool hasFailover = false)
    {
        SweepConfig config = Configs.With($"\"protocols\": [{string.Join(", ", versions.Select(version => $"\"{version}\""))}]");
        SweepAccumulator accumulator = SweepTally.CountsOf(config);
        int count = 0;
        foreach (RegionRow[] scenario in rows.Chunk(versions.Length))
        {
            accumulator.Add([], scenario[0].X, Durability.SyncQuorum, [.. scenario.Select(row => row.Outcome)]);
            count++;
        }

        SweepSummary summary = accumulator.Summarize(config.Protocols, hasFailover);
        return new SweepFindings(config, count, summary, accumulator);
    }
}
