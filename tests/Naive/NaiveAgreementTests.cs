using System.Globalization;
using System.Reflection;
using System.Text;
using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Naive;

/// <summary>
/// The engine, which jumps from event to event, against the naive simulator, which was written from docs/model.md without it and steps on a time grid: every field
/// of the outcome of every scenario that fits the grid must be equal to the last bit.
/// </summary>
public sealed class NaiveAgreementTests(ITestOutputHelper output)
{
    private const int _shownDifferences = 3;

    /// <summary>More of them tell nothing new.</summary>
    private const int _mostDifferences = 20;

    private static readonly FieldInfo[] _fields = typeof(Outcome).GetFields();

    private static readonly int _wanted = LongTier.IsOn ? 100_000 : 10_000;

    public static TheoryData<string> Versions => [.. ProtocolVersion.All.Select(version => version.Name)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void EngineAndNaiveSimulatorAgreeToTheLastBit(string name)
    {
        var version = ProtocolVersion.Find(name)!;
        var compared = 0;
        var differences = 0;
        var shown = new StringBuilder();
        for (var seed = 0UL; compared < _wanted && differences < _mostDifferences; seed++)
        {
            var scenario = GridScenarios.Draw(seed);
            if (scenario.RunNaively(version).Outcome is not { } naive)
            {
                continue;
            }

            compared++;
            var engine = RunEngine(scenario, version);
            if (!AreEqual(naive, engine) && ++differences <= _shownDifferences)
            {
                shown.AppendLine(Explain(scenario, version, ("naive", naive), ("engine", engine)));
            }
        }

        output.WriteLine($"{compared} scenarios compared");
        Assert.True(differences == 0, $"{differences} of {compared} scenarios differ under {version}; the first:\n{shown}");
    }

    /// <summary>Scenarios beyond the first ten thousand that have told the two apart, each by another rule.</summary>
    [Theory]
    [InlineData(17894UL)]
    [InlineData(18143UL)]
    [InlineData(24426UL)]
    [InlineData(24981UL)]
    [InlineData(41616UL)]
    [InlineData(49956UL)]
    [InlineData(60596UL)]
    public void TheyAgreeWhereTheyOnceDiffered(ulong seed)
    {
        var scenario = GridScenarios.Draw(seed);
        var compared = 0;
        foreach (var version in ProtocolVersion.All)
        {
            if (scenario.RunNaively(version).Outcome is { } naive)
            {
                compared++;
                var engine = RunEngine(scenario, version);
                Assert.True(AreEqual(naive, engine), Explain(scenario, version, ("naive", naive), ("engine", engine)));
            }
        }

        Assert.True(compared > 0, "no version's trial fits the grid");
    }

    /// <summary>The same scenario on a grid twice as fine is the same trial: the naive simulator's answer does not depend on its step.</summary>
    [Fact]
    public void TheGridDoesNotMatter()
    {
        for (var seed = 0UL; seed < 500; seed++)
        {
            var scenario = GridScenarios.Draw(seed);
            var finer = scenario with { DtS = scenario.DtS / 2 };
            foreach (var version in ProtocolVersion.All)
            {
                if (scenario.RunNaively(version).Outcome is { } coarse)
                {
                    Assert.True(finer.RunNaively(version).Outcome is { } fine && AreEqual(coarse, fine), $"{version} on a finer grid\n{scenario.Describe()}");
                }
            }
        }
    }

    /// <summary>The naive simulator by itself: V2 loses nothing that it acknowledged on more than one node, and what it gave up never comes back.</summary>
    [Fact]
    public void V2LosesAndLeaksNothingUnderTheSynchronousModes()
    {
        var failovers = 0;
        for (var seed = 0UL; seed < 4000; seed++)
        {
            var scenario = GridScenarios.Draw(seed);
            if (scenario.Parameters.Durability != Durability.BestEffort && scenario.RunNaively(ProtocolVersion.V2).Outcome is { } outcome)
            {
                failovers += outcome.Promotions;
                Assert.True(outcome is { LostEntries: 0, LeakedEntries: 0 }, scenario.Describe());
            }
        }

        Assert.True(failovers > 300, $"only {failovers} promotions");
    }

    [Fact]
    public void DrawnScenariosKeepTheRules()
    {
        for (var seed = 0UL; seed < 2000; seed++)
        {
            var scenario = GridScenarios.Draw(seed);
            var p = scenario.Parameters;
            Assert.Empty(new Scenario(in p, scenario.Timeline.ToArray()).Validate());
        }
    }

    internal static Outcome RunEngine(GridScenario scenario, ProtocolVersion version)
    {
        var p = scenario.Parameters;
        return Simulation.Run(version, new Scenario(in p, scenario.Timeline.ToArray()));
    }

    internal static bool AreEqual(in Outcome one, in Outcome other)
    {
        foreach (var field in _fields)
        {
            if (!AreEqual(field.GetValue(one), field.GetValue(other)))
            {
                return false;
            }
        }

        return true;
    }

    internal static string Explain(GridScenario scenario, ProtocolVersion version, (string Name, Outcome Outcome) one, (string Name, Outcome Outcome) other)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{version}, {scenario.Describe()}");
        foreach (var field in _fields)
        {
            var (a, b) = (field.GetValue(one.Outcome), field.GetValue(other.Outcome));
            text.AppendLine(CultureInfo.InvariantCulture, $"{(AreEqual(a, b) ? "   " : "!! ")}{field.Name,-20} {one.Name} {a,-20} {other.Name} {b}");
        }

        text.AppendLine("the naive simulator's events:");
        using var trace = new StringWriter(text, CultureInfo.InvariantCulture);
        scenario.RunNaively(version, trace);
        return text.ToString();
    }

    /// <summary>Doubles to the last bit (so that −0 is not 0), but every NaN is the same.</summary>
    private static bool AreEqual(object? one, object? other) => (one, other) switch
    {
        (double a, double b) => (double.IsNaN(a) && double.IsNaN(b)) || BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b),
        _ => Equals(one, other),
    };
}
