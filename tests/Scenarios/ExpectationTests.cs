using WalSweep.Engine;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Scenarios;

public class ExpectationTests
{
    [Theory]
    [InlineData("\"recovery_s\": 2.5", "2.5", 2.5, 2.6)]
    [InlineData("\"recovery_s\": {\"value\": 2.5, \"within\": 0.25}", "2.5 ± 0.25", 2.75, 2.76)]
    [InlineData("\"recovery_s\": {\"value\": 2.5, \"within\": 0.25}", "2.5 ± 0.25", 2.25, double.NaN)]
    [InlineData("\"recovery_s\": null", "NULL", double.NaN, 0.0)]
    [InlineData("\"rebuilds\": \"> 0\"", "> 0", 1.0, 0.0)]
    [InlineData("\"rebuilds\": \">=2\"", ">= 2", 2.0, 1.0)]
    [InlineData("\"blocked_s\": \"< 1e-3\"", "< 0.001", 0.0009, 0.001)]
    [InlineData("\"recovery_s\": \"<= 3\"", "<= 3", 3.0, double.NaN)]
    [InlineData("\"explicit\": true", "true", 1.0, 0.0)]
    [InlineData("\"explicit\": false", "false", 0.0, 1.0)]
    [InlineData("\"reason\": \"not_retained\"", "not_retained", (double)Cause.NotRetained, (double)Cause.NotConverging)]
    [InlineData("\"path\": \"catchup_then_rebuild\"", "catchup_then_rebuild", (double)RecoveryPath.CatchupThenRebuild, (double)RecoveryPath.Catchup)]
    public void A_value_is_held_against_it(string written, string text, double good, double bad)
    {
        string file = Scripts.With("", expect: $"{{\"v2\": {{{written}}}}}");
        Assert.True(JsonSchemaJudge.FromText(ScenarioSchema.Write()).Accepts(file));
        var expectation = Assert.Single(Scripts.Parse(file).ExpectedOf(ProtocolVersion.V2));
        Assert.Equal(text, expectation.Text);
        Assert.True(expectation.Holds(good));
        Assert.False(expectation.Holds(bad));
    }

    [Fact]
    public void What_nothing_is_expected_of_is_known()
    {
        var scenario = Scripts.Parse(Scripts.With("", expect: "{\"v2\": {\"path\": \"no_gap\", \"events\": 0}, \"v1\": {}}"));
        var results = ScenarioComparison.Run(scenario).Results;
        Assert.Equal(RowColumns.Outcome.Count, results[0].Unexpected.Count());
        Assert.Equal(RowColumns.Outcome.Except([RowColumns.Path, RowColumns.Events]), results[2].Unexpected);
        Assert.Empty(results[2].Failed);
    }
}
