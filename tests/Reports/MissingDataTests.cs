using System.Text.RegularExpressions;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Reports;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Reports;

/// <summary>A section whose data a sweep lacks names a configuration that has them: it is there, and its first scenarios give the section all that it tells.</summary>
public sealed partial class MissingDataTests
{
    private static readonly string[] _sources = Directory.GetFiles(Golden.PathOf("src/Analysis/Reports"), "*.cs");

    /// <summary>Each class of sections with each configuration that it names in place of missing data.</summary>
    public static TheoryData<string, string> Named
    {
        get
        {
            var named = new TheoryData<string, string>();
            foreach (var (section, config) in _sources.SelectMany(path => Missing().Matches(File.ReadAllText(path)).Select(match => (Path.GetFileNameWithoutExtension(path), match.Groups["config"].Value))).Distinct())
            {
                named.Add(section, config);
            }

            return named;
        }
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void The_configuration_named_has_what_the_section_lacks(string section, string config)
    {
        var sweep = ConfigReader.Load(Golden.PathOf(config));
        var told = ReportSections.All.Single(one => one.GetType().Name == section).Tell(new SimulatedFindings(sweep, 400).Findings);
        Assert.Null(told.Missing);
        Assert.True(told.Tables.Count + told.Figures.Count > 0, $"{section} of {config} has neither tables nor figures");
    }

    /// <summary>None is written in a way in which the test above does not find it, and every configuration that sections speak of is there.</summary>
    [Fact]
    public void Every_configuration_named_is_there()
    {
        var all = string.Concat(_sources.Select(File.ReadAllText));
        Assert.Equal(MadeMissing().Count(all), Missing().Count(all));
        string[] classes = [.. Named.Select(row => (string)row[0])];
        Assert.Equal(["AblationSection", "KnobSection", "PairSection", "PlaneSection", "RecoverySection", "RegionSection", "SafetySection"], classes.Distinct().Order(StringComparer.Ordinal));
        string[] configs = [.. Configurations().Matches(all).Select(match => match.Value).Distinct()];
        Assert.Contains("configs/retention.json", configs);
        Assert.All(configs, config => Assert.True(File.Exists(Golden.PathOf(config)), config));
    }

    [Fact]
    public void A_sweep_without_recoveries_says_which_has_their_times()
    {
        var config = Configs.With("\"protocols\": [\"v1\", \"v2\"]");
        var counts = SweepTally.CountsOf(config);
        var stalled = new RegionRow(1, 1, Ending.Stalled, RecoveryPath.None, false, false, double.NaN).Outcome;
        counts.Add([], 1, Durability.SyncQuorum, [stalled, stalled]);
        var section = new RecoverySection().Tell(new SweepFindings(config, 1, counts.Summarize(config.Protocols, hasFailover: false), counts));
        Assert.Equal("In this sweep there is no recovery whose time could be taken. A sweep of configs/quickstart.json has it: walsweep run configs/quickstart.json", section.Missing?.Sentence);
        Assert.Empty(section.Figures);
        Assert.Empty(section.Tables);

        // One recovery is a time, though no curve.
        counts.Add([], 1, Durability.SyncQuorum, [stalled, new RegionRow(1, 1, Ending.Completed, RecoveryPath.Catchup, true, false, 5).Outcome]);
        Assert.Null(new RecoverySection().Tell(new SweepFindings(config, 2, counts.Summarize(config.Protocols, hasFailover: false), counts)).Missing);
    }

    /// <summary>What a sweep has one map of and not the others says who has those, of all three versions.</summary>
    [Fact]
    public void Maps_that_a_sweep_lacks_are_those_of_the_configurations_named()
    {
        var config = Configs.Parse("""{ "name": "two", "count": 300, "protocols": ["v2"], "parameters": { "latency": { "uniform": ["1ms", "2ms"] } }, "weather": { "outage": { "log_uniform": ["1s", "100s"] } } }""");
        var paragraphs = new RegionSection().Tell(new SimulatedFindings(config, 300).Findings).Paragraphs;
        foreach (var (axes, map) in new[] { ("outage and write rate", MapPlan.OutageByWriteRate), ("outage and retention", MapPlan.OutageByRetention), ("outage and write rate ÷ catch-up rate", MapPlan.OutageByLoad) })
        {
            var sentence = Assert.Single(paragraphs, paragraph => paragraph.StartsWith($"For a map over {axes} both would have to vary; ", StringComparison.Ordinal));
            var sweep = ConfigReader.Load(Golden.PathOf(Assert.Single(Configurations().Matches(sentence)).Value));
            Assert.Contains(new MapPlan(sweep).Maps, candidate => candidate.Name == map);
            Assert.Equal(ProtocolVersion.Generations, sweep.Protocols);
            Assert.InRange(sweep.Count, 1, 1_000_000);
        }
    }

    [GeneratedRegex("new MissingData\\([^;]*?\"(?<config>configs/[a-z-]+\\.json)\"\\)")]
    private static partial Regex Missing();

    [GeneratedRegex("new MissingData\\(")]
    private static partial Regex MadeMissing();

    [GeneratedRegex("configs/[a-z-]+\\.json")]
    private static partial Regex Configurations();
}
