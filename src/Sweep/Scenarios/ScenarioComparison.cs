using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Sweep.Scenarios;

/// <summary>A scenario run under each version, its rows held against what is expected of them.</summary>
public sealed class ScenarioComparison
{
    private ScenarioComparison(NamedScenario scenario, IReadOnlyList<ScenarioResult> results) => (Scenario, Results) = (scenario, results);

    /// <summary>The scenario.</summary>
    public NamedScenario Scenario { get; }

    /// <summary>What each version came to, in the order in which they were asked for.</summary>
    public IReadOnlyList<ScenarioResult> Results { get; }

    /// <summary>Runs a scenario under each of its <see cref="NamedScenario.Versions"/>, with the simulator's own rules checked after every event.</summary>
    /// <exception cref="ScenarioFailedException">The simulator broke one of its rules, or came to an outcome that is no row.</exception>
    public static ScenarioComparison Run(NamedScenario scenario) => Run(scenario, scenario.Versions);

    /// <summary>Runs a scenario under some versions; what the file expects of others is not looked at.</summary>
    /// <inheritdoc cref="Run(NamedScenario)"/>
    public static ScenarioComparison Run(NamedScenario scenario, IReadOnlyList<ProtocolVersion> versions)
    {
        var rows = RowsOf(scenario, versions);
        return new(scenario, [.. versions.Select((version, index) => new ScenarioResult(version, rows[index], scenario.ExpectedOf(version)))]);
    }

    /// <summary>The rows of a scenario under some versions, in their order.</summary>
    /// <exception cref="ScenarioFailedException">The simulator broke one of its rules, or came to an outcome that is no row.</exception>
    internal static IReadOnlyList<TrialRow> RowsOf(NamedScenario scenario, IReadOnlyList<ProtocolVersion> versions) => RowsOf(scenario, versions, Simulate);

    /// <summary>For tests: with other outcomes than the simulator's.</summary>
    internal static IReadOnlyList<TrialRow> RowsOf(NamedScenario scenario, IReadOnlyList<ProtocolVersion> versions, Func<NamedScenario, ProtocolVersion, Outcome> simulate)
    {
        var schema = new RowSchema([.. versions.Select(version => version.Name)], []);
        var rows = new RowBuffer(schema, scenarioCapacity: 1);
        rows.Begin(0, [], default);
        for (var index = 0; index < versions.Count; index++)
        {
            var outcome = simulate(scenario, versions[index]);
            try
            {
                rows.Add(index, in outcome);
            }
            catch (ArgumentException refusal)
            {
                throw new ScenarioFailedException(scenario, versions[index], refusal);
            }
        }

        // Written and read back, so that the columns have the values that a sweep's rows have, and no second table says which field of the outcome is which column.
        using var file = new MemoryStream();
        var writer = ITableWriter.For(schema.Table);
        writer.Begin(file, schema.Metadata);
        writer.WriteRowGroup(rows.Rows);
        writer.End();
        using var reader = RowReader.Open(file.ToArray(), scenario.Name);
        return [.. versions.Select((_, index) => TrialRow.Read(reader, index))];
    }

    private static Outcome Simulate(NamedScenario scenario, ProtocolVersion version)
    {
        var parameters = scenario.Parameters;
        var invariants = new InvariantObserver();
        invariants.Reset();
        var state = new TrialState();
        try
        {
            return Simulation.Run(version, new Scenario(in parameters, [.. scenario.Timeline]), ref state, ref invariants);
        }
        catch (ModelViolationException violation)
        {
            throw new ScenarioFailedException(scenario, version, violation);
        }
    }
}

/// <summary>What a scenario came to under one version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Row">Its row.</param>
/// <param name="Expected">What is expected of it.</param>
public sealed record ScenarioResult(ProtocolVersion Version, TrialRow Row, IReadOnlyList<Expectation> Expected)
{
    /// <summary>The expectations that do not hold.</summary>
    public IEnumerable<Expectation> Failed => Expected.Where(expectation => !Holds(expectation));

    /// <summary>The columns of which nothing is expected.</summary>
    public IEnumerable<RowColumn> Unexpected => RowColumns.Outcome.Where(column => Of(column) is null);

    /// <summary>What is expected of a column; null if nothing is.</summary>
    public Expectation? Of(RowColumn column) => Expected.FirstOrDefault(expectation => expectation.Column == column);

    /// <summary>Whether an expectation holds.</summary>
    public bool Holds(Expectation expectation) => expectation.Holds(Row[expectation.Column]);
}

/// <summary>The simulator failed on a scripted scenario: a bug, never a modelled failure.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="version">The version it was run under.</param>
/// <param name="cause">What went wrong.</param>
public sealed class ScenarioFailedException(NamedScenario scenario, ProtocolVersion version, Exception cause)
    : Exception($"the simulator failed on scenario {scenario.Name} under {version}: {cause.Message}", cause)
{
    /// <summary>The file of the scenario, with which it can be seen again.</summary>
    public string File { get; } = scenario.File;

    /// <summary>The version it was run under.</summary>
    public ProtocolVersion Version { get; } = version;
}
