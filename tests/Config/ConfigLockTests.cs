using System.Text;
using System.Text.RegularExpressions;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Space;
using Xunit;

namespace WalSweep.Tests.Configuration;

public class ConfigLockTests
{
    [Theory]
    [MemberData(nameof(Cultures.Names), MemberType = typeof(Cultures))]
    public void The_lock_of_a_shipped_configuration_is_committed(string culture) => Cultures.In(culture, () =>
    {
        var config = ConfigReader.Load(Golden.PathOf("tests/Space/golden-overnight.json"));
        Golden.Check("tests/Config/overnight.lock.golden.json", Encoding.UTF8.GetString(ConfigLock.Write(config)));
    });

    [Fact]
    public void Reading_a_lock_gives_the_same_sweep()
    {
        const int seed = 31;
        var random = new RandomConfig(seed);
        var read = 0;
        for (var i = 0; i < 400; i++)
        {
            var text = random.Next();
            if (Configs.ErrorsOf(text).Length > 0)
            {
                continue;
            }

            read++;
            var config = Configs.Parse(text);
            var locked = ConfigLock.Write(config);
            var again = ConfigReader.Parse(locked, "config.lock.json", ".");
            Assert.Equal(Encoding.UTF8.GetString(locked), Encoding.UTF8.GetString(ConfigLock.Write(again)));
            Assert.Equal(ConfigLock.Digest(config), ConfigLock.Digest(again));
            Assert.Empty(ConfigDifference.Between(config, again).Changes);
            Assert.Equal(config.CreateSource().Varied, again.CreateSource().Varied);
            var (scene, sceneAgain) = (new Scene(config), new Scene(again));
            scene.Draw(i);
            sceneAgain.Draw(i);
            Assert.Equal(scene.Describe(), sceneAgain.Describe());
        }

        Assert.InRange(read, 100, 400);
    }

    [Fact]
    public void Keys_stand_in_ordinal_order_and_every_parameter_is_there()
    {
        var text = Encoding.UTF8.GetString(ConfigLock.Write(Configs.With("\"note\": \"ä\"")));
        Assert.All(ParameterSpace.All, definition => Assert.Contains($"\"{definition.Key}\": ", text, StringComparison.Ordinal));
        var keys = Regex.Matches(text, "^    \"(\\w+)\":", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
        var parameters = ParameterSpace.All.Count(definition => definition.Section == ParameterSection.Parameters);
        Assert.Equal(ParameterSpace.All.Count, keys.Count);
        var sections = new[] { keys[..parameters], keys[parameters..] };
        Assert.All(sections, section => Assert.Equal(section.Order(StringComparer.Ordinal), section));
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void The_digest_tells_what_determines_rows()
    {
        var digest = ConfigLock.Digest(Configs.Parse("{\"name\": \"a\", \"count\": 1}"));
        Assert.Matches("^[0-9a-f]{64}$", digest);
        Assert.Equal(digest, ConfigLock.Digest(Configs.Parse("{\"name\": \"b\", \"count\": 2, \"title\": \"t\", \"note\": \"n\"}")));
        Assert.Equal(digest, ConfigLock.Digest(Configs.With("\"parameters\": {\"latency\": \"1000us\"}, \"protocols\": [\"v2\", \"v1\", \"v1_5\"]")));
        foreach (var change in new[] { "\"seed\": 2", "\"durability\": \"sync_all\"", "\"rows\": {\"every\": 2}", "\"protocols\": [\"v1\"]", "\"weather\": {\"outage\": \"3s\"}" })
        {
            Assert.NotEqual(digest, ConfigLock.Digest(Configs.With(change)));
        }
    }

    [Fact]
    public void A_change_is_said_in_a_sentence_and_the_count_stands_apart()
    {
        var before = Configs.With("\"parameters\": {\"write_rate\": \"1k/s\"}");
        var after = ConfigReader.Parse(
            """
            {"name": "other", "title": "t", "note": "n", "count": 20, "seed": 7, "protocols": ["v2"], "durability": "sync_all", "rows": {"every": 3},
             "parameters": {"write_rate": {"uniform": ["1/s", "2k/s"]}, "catchup_rate": "9k/s"}, "weather": {"outages": 2}}
            """u8,
            "c.json",
            ".");
        var difference = ConfigDifference.Between(before, after);
        Assert.Equal(
            [
                "seed was 1 and is now 7",
                "protocols was v1, v1_5, v2 and is now v2",
                "durability was sync_quorum and is now sync_all",
                "rows was all and is now every 3",
                "parameters.write_rate was \"1000/s\" and is now {\"uniform\":[\"1/s\",\"2000/s\"]}",
                "parameters.catchup_rate was {\"of\":\"write_rate\",\"times\":5} and is now \"9000/s\"",
                "weather.outages was 1 and is now 2",
            ],
            difference.Changes);
        Assert.Equal((10, 20), (difference.CountBefore, difference.CountAfter));
        Assert.Empty(ConfigDifference.Between(after, after).Changes);
        var drawn = Configs.With("\"durability\": {\"choice\": {\"values\": [\"sync_all\", \"best_effort\"], \"weights\": [2, 1]}}");
        Assert.Equal(
            ["durability was sync_quorum and is now {\"choice\":{\"values\":[\"sync_all\",\"best_effort\"],\"weights\":[2,1]}}"],
            ConfigDifference.Between(Configs.With("\"seed\": 1"), drawn).Changes);
    }
}
