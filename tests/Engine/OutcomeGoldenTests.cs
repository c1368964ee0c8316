using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>
/// The outcomes of the committed sweeps, to the last bit. A change that is meant raises <see cref="Simulation.ModelVersion"/>, or a folder begun before it would be continued with another model.
/// </summary>
public class OutcomeGoldenTests
{
    private const int _scenarios = 4_096;

    [Fact]
    public void TheSameScenariosGiveTheSameOutcomes()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"SHA-256 of the outcomes of the first {_scenarios} scenarios, model version {Simulation.ModelVersion}\n");
        foreach (var config in (string[])["quickstart", "overnight"])
        {
            foreach (var version in ProtocolVersion.All)
            {
                text.Append(CultureInfo.InvariantCulture, $"{config} {version} {Digest(config, version)}\n");
            }
        }

        Golden.Check("tests/Engine/outcomes.golden.txt", text.ToString());
    }

    private static string Digest(string config, ProtocolVersion version)
    {
        var source = ConfigReader.Load(Golden.PathOf($"configs/{config}.json")).CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var index = 0; index < _scenarios; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out _);
            ref readonly var outcome = ref Simulation.Run(version, new Scenario(in parameters, timeline.AsSpan(0, faults)), ref state);
            hash.AppendData(Encoding.UTF8.GetBytes(OutcomeText.Of(outcome)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
