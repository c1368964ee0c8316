using WalSweep.Engine;

namespace WalSweep.Sweep.Scenarios;

/// <summary>How a state that a replica starts in is written. Reader, schema and reference derive from this list.</summary>
/// <param name="State">The state.</param>
/// <param name="Kind">What the engine is told at time 0.</param>
/// <param name="HasMissed">Whether it comes with the number of entries missed.</param>
/// <param name="Meaning">One sentence on what it is.</param>
internal sealed record StartForm(ReplicaState State, FaultKind Kind, bool HasMissed, string Meaning)
{
    /// <summary>Most entries that a replica can have missed at the start.</summary>
    public const long MostMissed = 1_000_000_000_000;

    public static IReadOnlyList<StartForm> All { get; } =
    [
        new(ReplicaState.Lagging, FaultKind.StartsLagging, true, "Reachable, but not in step: the last so many entries before the trial are missing."),
        new(ReplicaState.NeedsRebuild, FaultKind.StartsNeedingRebuild, false, "Reachable, but nothing on its disk is valid, and it waits for a rebuild."),
    ];

    /// <summary>Its name in a file.</summary>
    public string Name => Spelling.Of(State);

    /// <summary>The keys of an entry of this kind; all of them are needed.</summary>
    public string[] Keys => [ScenarioKeys.Node, ScenarioKeys.State, .. HasMissed ? [ScenarioKeys.Missed] : Array.Empty<string>()];

    public static StartForm? Find(string name) => All.FirstOrDefault(form => form.Name == name);
}
