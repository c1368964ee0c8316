using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Space;
using Xunit;

namespace WalSweep.Tests.Running;

/// <summary>Trials of what a sweep draws of failover, with the simulator's own rules checked after every event.</summary>
public sealed class FailoverConfigTests
{
    private const int Scenarios = 4_000;

    [Fact]
    public void The_shipped_sweep_meets_losses_under_V1_and_none_under_V2_where_a_quorum_or_all_must_acknowledge()
    {
        var config = ConfigReader.Load(Golden.PathOf("configs/failover.json"));
        var scene = new Scene(config);
        var state = new TrialState();
        var promotions = new int[config.Protocols.Count];
        var lossy = new int[config.Protocols.Count];
        var modes = new HashSet<Durability>();
        for (var scenario = 0L; scenario < Scenarios; scenario++)
        {
            scene.Draw(scenario);
            var parameters = scene.Parameters;
            modes.Add(parameters.Durability);
            for (var index = 0; index < promotions.Length; index++)
            {
                var invariants = new InvariantObserver();
                invariants.Reset();
                ref readonly var outcome = ref Simulation.Run(config.Protocols[index], new Scenario(in parameters, scene.Timeline), ref state, ref invariants);
                promotions[index] += outcome.Promotions;
                lossy[index] += outcome.LostEntries > 0 && parameters.Durability != Durability.BestEffort ? 1 : 0;
                Assert.True(outcome.LostEntries == Math.Floor(outcome.LostEntries) && outcome.LeakedEntries == Math.Floor(outcome.LeakedEntries), $"scenario {scenario}: entries are whole");
                Assert.True(outcome.UnavailableS >= 0 && outcome.UnavailableS <= outcome.EndS, $"scenario {scenario}: unavailable for {outcome.UnavailableS:R} s of {outcome.EndS:R} s");
            }
        }

        Assert.Equal(Enum.GetValues<Durability>(), modes.Order());
        Assert.All(promotions, count => Assert.True(count > Scenarios / 4, $"{count} promotions"));
        Assert.True(lossy[0] > 0, "V1 loses what a quorum or all acknowledged");
        Assert.Equal(0, lossy[2]);
    }

    [Fact]
    public void Trials_of_it_allocate_nothing()
    {
        var config = ConfigReader.Load(Golden.PathOf("configs/failover.json"));
        var scene = new Scene(config);
        var state = new TrialState();
        ProtocolVersion[] versions = [.. ProtocolVersion.Generations];
        void RunSome(int time)
        {
            for (var scenario = 1_000 * time; scenario < 1_000 * (time + 1); scenario++)
            {
                scene.Draw(scenario);
                var parameters = scene.Parameters;
                foreach (var version in versions)
                {
                    Simulation.Run(version, new Scenario(in parameters, scene.Timeline), ref state);
                }
            }
        }

        Assert.Equal(0, Allocations.EachTime(RunSome));
    }
}
