using System.Text.Json;
using WalSweep.Engine;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Sweep.Replay;

/// <summary>A scripted scenario.</summary>
public sealed class ScriptReplay : ReplaySource
{
    private readonly NamedScenario _scenario;

    private ScriptReplay(NamedScenario scenario, in ScenarioParameters parameters)
        : base(in parameters, [.. scenario.Timeline]) => _scenario = scenario;

    /// <inheritdoc/>
    public override string Name => _scenario.Name;

    /// <inheritdoc/>
    public override string Title => _scenario.Title;

    /// <inheritdoc/>
    public override string Heading => Name;

    /// <summary>Every version that can be named: whatever a file expects, it can be run under each.</summary>
    public override IReadOnlyList<ProtocolVersion> Protocols => ProtocolVersion.All;

    /// <summary>The versions it is compared under.</summary>
    public override IReadOnlyList<ProtocolVersion> DefaultVersions => _scenario.Versions;

    /// <summary>Takes a scenario as a file states it.</summary>
    public static ScriptReplay Of(NamedScenario scenario)
    {
        var parameters = scenario.Parameters;
        return new(scenario, in parameters);
    }

    /// <inheritdoc/>
    public override string Introduction(string versions) => $"scenario {Name} under {versions}: {Title}";

    /// <summary>The version and what came of it: the other columns are about drawn weather.</summary>
    public override IReadOnlyList<RowColumn> ColumnsOf(TrialRow row) => [row.Schema.Protocol, .. RowColumns.Outcome];

    /// <inheritdoc/>
    public override TrialRow Row(ProtocolVersion protocol) => ScenarioComparison.RowsOf(_scenario, [protocol])[0];

    /// <inheritdoc/>
    internal override void WriteIdentity(Utf8JsonWriter json) => json.WriteString("script", Name);

    private protected override Exception Failure(ProtocolVersion protocol, ModelViolationException violation) => new ScenarioFailedException(_scenario, protocol, violation);
}
