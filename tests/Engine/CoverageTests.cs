using System.Globalization;
using System.Text;
using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Engine;

/// <summary>Every legal transition and every reason happens, and docs/coverage.md says where first.</summary>
public class CoverageTests(ITestOutputHelper output)
{
    private static readonly (ReplicaState From, ReplicaState To)[] _legal =
        [.. from one in Enum.GetValues<ReplicaState>() from other in Enum.GetValues<ReplicaState>() where Transitions.IsLegal(one, other) select (one, other)];

    private static readonly Cause[] _reasons = [.. Enum.GetValues<Cause>().Where(cause => cause <= Causes.LastReason)];

    [Fact]
    public void Every_legal_transition_happens_in_random_scenarios()
    {
        output.WriteLine($"seed {CoverageSweep.Seed}, {CoverageSweep.RandomCount} + {CoverageSweep.FailoverCount} scenarios");
        var never = _legal.Where(pair => ProtocolVersion.Generations.All(version => CoverageSweep.OfRandomScenarios.First(version, pair.From, pair.To) is null));
        Assert.Equal([], never);
    }

    [Fact]
    public void Every_reason_happens_in_random_scenarios()
    {
        output.WriteLine($"seed {CoverageSweep.Seed}, {CoverageSweep.RandomCount} + {CoverageSweep.FailoverCount} scenarios");
        var never = _reasons.Where(reason => ProtocolVersion.Generations.All(version => CoverageSweep.OfRandomScenarios.First(version, reason) is null));
        Assert.Equal([], never);
    }

    [Fact]
    public void The_page_says_which_scenario_reaches_each_first()
    {
        var overnight = CoverageSweep.OfCommitted("overnight");
        var failover = CoverageSweep.OfCommitted("failover");
        var text = new StringBuilder();
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""
            # Coverage

            Written by the tests (`dotnet test --filter Engine.CoverageTests`, with WALSWEEP_UPDATE_GOLDEN=1 to update): which scenario is the first to reach each legal transition of a replica's state, and each `reason`
            of a row. A transition or a reason that is never reached fails a test.

            - *random* are the {CoverageSweep.RandomCount} scenarios of `tests/Engine/RandomScenarios.cs` with seed {CoverageSweep.Seed}, numbered from 1, and after them {CoverageSweep.FailoverCount} of `tests/Engine/RandomFailovers.cs` with the same seed; scenario {CoverageSweep.Scripted} is scripted, too rare
              for chance.
            - *overnight* and *failover* are the first {CoverageSweep.CommittedCount} scenarios of `configs/overnight.json` and `configs/failover.json`, numbered as their rows: `walsweep replay configs/overnight.json --scenario N --protocol v` shows what happens.
              What their weather does not bring about is "—".


            """).ReplaceLineEndings("\n"));
        AppendHeading(text, "transition");
        foreach (var (from, to) in _legal)
        {
            AppendRow(text, $"{from} → {to}", version => CoverageSweep.OfRandomScenarios.First(version, from, to), version => overnight.First(version, from, to), version => failover.First(version, from, to));
        }

        text.Append('\n');
        AppendHeading(text, "reason");
        foreach (var reason in _reasons)
        {
            AppendRow(text, Spelling.Of(reason), version => CoverageSweep.OfRandomScenarios.First(version, reason), version => overnight.First(version, reason), version => failover.First(version, reason));
        }

        Golden.Check("docs/coverage.md", text.ToString());
    }

    private static void AppendHeading(StringBuilder text, string what)
    {
        var labels = ProtocolVersion.Generations.Select(version => version.Label).ToArray();
        text.Append(CultureInfo.InvariantCulture, $"| {what} | random: {string.Join(" | ", labels)} | overnight: {string.Join(" | ", labels)} | failover: {string.Join(" | ", labels)} |\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---:|", 3 * labels.Length))}\n");
    }

    private static void AppendRow(StringBuilder text, string what, params Func<ProtocolVersion, int?>[] sweeps)
    {
        string Cells(Func<ProtocolVersion, int?> first) => string.Join(" | ", ProtocolVersion.Generations.Select(version => first(version)?.ToString(CultureInfo.InvariantCulture) ?? "—"));
        text.Append(CultureInfo.InvariantCulture, $"| {what} | {string.Join(" | ", sweeps.Select(Cells))} |\n");
    }
}
