using System.Globalization;
using System.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Space;

public class ScenarioSourceTests
{
    private static readonly string[] _golden = ["tests/Space/golden-quickstart.json", "tests/Space/golden-overnight.json"];

    private static readonly long[] _goldenScenarios = [0, 1, 2, 3, 4, 1_000_000_007, 999_999_999_999];

    [Fact]
    public void Every_drawn_scenario_can_be_simulated()
    {
        const int seed = 7_041;
        var many = Environment.GetEnvironmentVariable("WALSWEEP_LONG") == "1" ? 30_000 : 1_500;
        var random = new RandomConfig(seed);
        var accepted = 0;
        for (var i = 0; i < many; i++)
        {
            var text = random.Next();
            if (Configs.ErrorsOf(text).Length > 0)
            {
                continue;
            }

            accepted++;
            var config = Configs.Parse(text);
            var scene = new Scene(config);
            for (var scenario = 0L; scenario < 10; scenario++)
            {
                scene.Draw(scenario);
                var errors = scene.Errors();
                Assert.True(errors.Count == 0, $"{string.Join("; ", errors)}\nscenario {scenario} of configuration {i} of seed {seed}: {text}");
            }
        }

        // The reader must not get by with refusing everything.
        Assert.InRange(accepted, many / 4, many);
    }

    [Theory]
    [InlineData("configs/quickstart.json")]
    [InlineData("configs/overnight.json")]
    [InlineData("configs/failover.json")]
    public void The_shipped_configurations_draw_sound_scenarios(string path)
    {
        var scene = new Scene(ConfigReader.Load(Golden.PathOf(path)));
        for (var scenario = 0L; scenario < 4_000; scenario++)
        {
            scene.Draw(scenario);
            Assert.Empty(scene.Errors());
        }
    }

    [Theory]
    [MemberData(nameof(Cultures.Names), MemberType = typeof(Cultures))]
    public void The_same_index_is_the_same_scenario_for_ever(string culture) => Cultures.In(culture, () =>
    {
        var text = new StringBuilder();
        foreach (var path in _golden)
        {
            // Shipped ranges may be tuned; the golden scenarios are those of copies that stay.
            var scene = new Scene(ConfigReader.Load(Golden.PathOf(path)));
            foreach (var scenario in _goldenScenarios)
            {
                scene.Draw(scenario);
                text.Append(CultureInfo.InvariantCulture, $"{scene.Config.Name} {scenario}\n{scene.Describe()}");
            }
        }

        Golden.Check("tests/Space/scenarios.golden.txt", text.ToString());
    });

    [Fact]
    public void The_order_of_draws_and_other_draws_do_not_matter()
    {
        var config = ConfigReader.Load(Golden.PathOf("configs/overnight.json"));
        var (ahead, shared) = (new Scene(config), config.CreateSource());
        var expected = new string[200];
        for (var scenario = 0; scenario < expected.Length; scenario++)
        {
            ahead.Draw(scenario);
            expected[scenario] = ahead.Describe();
        }

        Parallel.For(0, 4 * expected.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var scenario = expected.Length - 1 - (i % expected.Length);
            var scene = new Scene(config, shared);
            scene.Draw(scenario);
            Assert.Equal(expected[scenario], scene.Describe());
        });
    }

    [Fact]
    public void Varying_one_more_parameter_moves_no_other()
    {
        const string weather = "\"weather\": {\"outage\": {\"log_uniform\": [\"1s\", \"1h\"]}, \"outages\": {\"uniform\": [0, 16]}, \"restart_probability\": 0.5}";
        var few = new Scene(Configs.With($"\"parameters\": {{\"latency\": {{\"uniform\": [\"1ms\", \"2ms\"]}}}}, {weather}"));
        var more = new Scene(Configs.With(
            $"\"parameters\": {{\"fsync\": {{\"uniform\": [\"1ms\", \"2ms\"]}}, \"latency\": {{\"uniform\": [\"1ms\", \"2ms\"]}}, \"control_cycle\": \"5s\"}}, {weather}"));
        for (var scenario = 0; scenario < 100; scenario++)
        {
            few.Draw(scenario);
            more.Draw(scenario);
            Assert.Equal(few.Timeline.ToArray(), more.Timeline.ToArray());
            Assert.Equal(few.Parameters.LatencyS, more.Parameters.LatencyS);
            Assert.Equal(few.Parameters.ControlPhaseS, 2 * more.Parameters.ControlPhaseS);
            Assert.NotEqual(few.Parameters.FsyncS, more.Parameters.FsyncS);
        }
    }

    [Theory]
    [InlineData("configs/overnight.json")]
    [InlineData("configs/failover.json")]
    public void Drawing_allocates_nothing(string path)
    {
        var scene = new Scene(ConfigReader.Load(Golden.PathOf(path)));
        Assert.Equal(0, Allocations.EachTime(time =>
        {
            for (var scenario = 5_000 * time; scenario < 5_000 * (time + 1); scenario++)
            {
                scene.Draw(scenario);
            }
        }));
    }

    [Fact]
    public void Specs_that_break_a_rule_make_no_source()
    {
        var given = new Dictionary<ParameterDefinition, ParameterSpec> { [ParameterSpace.Find("latency")!] = new ConstantSpec(0.9) };
        var refusal = Assert.Throws<ArgumentException>(() => new ScenarioSource(new SpaceSpecs(given), new DurabilitySpec(Durability.BestEffort), 1));
        Assert.StartsWith("parameters.barrier_timeout: barrier_timeout must exceed", refusal.Message, StringComparison.Ordinal);
    }
}
