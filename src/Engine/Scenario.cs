using System.Globalization;

namespace WalSweep.Engine;

/// <summary>
/// One scenario: parameters and a timeline of faults, both owned by the caller and only read. A trial is a pure function of it and of the protocol.
/// </summary>
public readonly ref struct Scenario
{
    /// <summary>The numbers of the scenario.</summary>
    public readonly ref readonly ScenarioParameters Parameters;

    /// <summary>The faults in the order of their times; equal times happen in the order given.</summary>
    public readonly ReadOnlySpan<Fault> Timeline;

    /// <summary>Puts a scenario together without copying anything. It is not validated; see <see cref="Validate"/>.</summary>
    public Scenario(ref readonly ScenarioParameters parameters, ReadOnlySpan<Fault> timeline)
    {
        Parameters = ref parameters;
        Timeline = timeline;
    }

    /// <summary>
    /// Checks what the simulator takes for granted. Scenarios drawn by the sampler satisfy it by construction; scripted ones are checked before they run.
    /// </summary>
    /// <returns>Each rule that is broken; empty if the scenario can be run.</returns>
    public List<ScenarioProblem> Validate()
    {
        var problems = ScenarioRules.CheckParameters(in Parameters);
        ScenarioRules.CheckTimeline(in Parameters, Timeline, problems);
        return problems;
    }

    /// <summary>A short description for messages.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Parameters.Replicas} replicas, {Parameters.Durability}, {Timeline.Length} faults");
}
