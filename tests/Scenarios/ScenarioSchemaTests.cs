using WalSweep.Engine;
using WalSweep.Sweep.Scenarios;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Scenarios;

public class ScenarioSchemaTests
{
    private const string Committed = Scripts.Folder + "/" + ScenarioSchema.FileName;

    /// <summary>Refused by the reader for reasons that no schema of this kind can know.</summary>
    private static readonly string[] _beyondTheSchema =
        ["must lie between", "must exceed", "must be at least", "node must be", "a node starts in one state", "in turn", "in the order of their times", "must have started", "found 0", "something that can fail"];

    private static readonly Lazy<JsonSchemaJudge> _judge = new(() => JsonSchemaJudge.FromText(Golden.Read(Committed)));

    public static TheoryData<string> Names => [.. Scripts.Shipped];

    [Fact]
    public void The_committed_schema_is_the_one_the_declarations_make() => Golden.Check(Committed, ScenarioSchema.Write());

    [Theory]
    [MemberData(nameof(Names))]
    public void Shipped_scenarios_are_good_by_the_schema(string name) => Assert.True(_judge.Value.Accepts(Golden.Read(Scripts.PathOf(name))));

    [Theory]
    [MemberData(nameof(ScenarioMessageTests.Frame), MemberType = typeof(ScenarioMessageTests))]
    public void What_the_reader_refuses_of_the_frame_the_schema_refuses(string text, string message) => CheckRefusal(text, message);

    [Theory]
    [MemberData(nameof(ScenarioMessageTests.Parameters), MemberType = typeof(ScenarioMessageTests))]
    public void What_the_reader_refuses_of_parameters_the_schema_refuses(string key, string written, string message) =>
        CheckRefusal(Scripts.With($"\"parameters\": {{\"{key}\": {written}}}"), message);

    [Theory]
    [MemberData(nameof(ScenarioMessageTests.Timelines), MemberType = typeof(ScenarioMessageTests))]
    public void What_the_reader_refuses_of_timelines_the_schema_refuses(string timeline, string message) => CheckRefusal(Scripts.With("", timeline), message);

    [Theory]
    [MemberData(nameof(ScenarioMessageTests.Starts), MemberType = typeof(ScenarioMessageTests))]
    public void What_the_reader_refuses_of_starts_the_schema_refuses(string initial, string message) => CheckRefusal(Scripts.With($"\"initial\": {initial}"), message);

    [Theory]
    [MemberData(nameof(ScenarioMessageTests.Expectations), MemberType = typeof(ScenarioMessageTests))]
    public void What_the_reader_refuses_of_expectations_the_schema_refuses(string expect, string message) => CheckRefusal(Scripts.With("", expect: $"{{\"v2\": {expect}}}"), message);

    [Fact]
    public void Every_kind_of_fault_can_be_written() =>
        Assert.Equal(Enum.GetValues<FaultKind>(), FaultForm.All.Select(form => form.Kind).Concat(StartForm.All.Select(form => form.Kind)).Order());

    private static void CheckRefusal(string text, string message)
    {
        var mayPass = _beyondTheSchema.Any(reason => message.Contains(reason, StringComparison.Ordinal));
        Assert.True(mayPass || !_judge.Value.Accepts(text), $"the schema accepts {text}, which the reader refuses: {message}");
    }
}
