using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Scenarios;

/// <summary>How a fault is written in a timeline; what a trial starts with (<see cref="StartForm"/>) stands apart. Reader, schema and reference derive from this list; a further kind of fault is a further line.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Meaning">One sentence on what it does.</param>
/// <param name="Value">The number it comes with; null if it has none.</param>
internal sealed record FaultForm(FaultKind Kind, string Meaning, FaultValue? Value = null)
{
    public static IReadOnlyList<FaultForm> All { get; } =
    [
        new(FaultKind.LinkDown, "The node's link to the other nodes and to the control plane is cut; what is in flight is lost. Clients still reach a primary."),
        new(FaultKind.LinkUp, "The node's link is restored."),
        new(FaultKind.Crash, "The node's process ends; its disk stays."),
        new(FaultKind.RestartSameAddress, "The node's process starts again at its old address."),
        new(FaultKind.RestartNewAddress, "The node's process starts again at a new address."),
        new(FaultKind.SpikeStart, "Each way to and from the node takes the value longer.",
            new(UnitKind.Duration, WeatherParameters.SpikeLatency.Min, WeatherParameters.SpikeLatency.Max)),
        new(FaultKind.SpikeEnd, "The node's latency is normal again."),
        new(FaultKind.WriteRate, "Clients offer so many writes from now on; write_rate is what they offer at the start.",
            new(UnitKind.EntryRate, 0, VolumeParameters.WriteRate.Max)),
        new(FaultKind.ControlPlaneDown, "The control plane stops: no cycles, no registrations, no orders."),
        new(FaultKind.ControlPlaneUp, "The control plane works again."),
        new(FaultKind.IsolationStart, "The control plane and the node no longer hear each other; other nodes and clients reach it as before."),
        new(FaultKind.IsolationEnd, "The control plane and the node hear each other again."),
        new(FaultKind.PayloadLoss, "Payloads that entries up to the checkpoint refer to can no longer be resolved, unless they are reserved."),
        new(FaultKind.BaseNewerStart, "From now on the base of a rebuild is newer than the LSN it claims to be."),
        new(FaultKind.BaseNewerEnd, "The base of a rebuild is of the LSN it claims to be again."),
    ];

    /// <summary>Whether it happens to a node, as the engine has it.</summary>
    public bool NamesNode => new Fault(0, Kind).NamesNode;

    /// <summary>Its name in a file.</summary>
    public string Name => Spelling.Of(Kind);

    /// <summary>The keys of an entry of this kind; all of them are needed.</summary>
    public string[] Keys =>
        [ScenarioKeys.Time, ScenarioKeys.Fault, .. NamesNode ? [ScenarioKeys.Node] : Array.Empty<string>(), .. Value is null ? Array.Empty<string>() : [ScenarioKeys.Value]];

    public static FaultForm? Find(string name) => All.FirstOrDefault(form => form.Name == name);
}

/// <summary>The number that a fault comes with.</summary>
/// <param name="Unit">What it counts.</param>
/// <param name="Min">The least allowed, in base units.</param>
/// <param name="Max">The greatest allowed, in base units.</param>
internal sealed record FaultValue(UnitKind Unit, double Min, double Max);
