namespace WalSweep.Engine;

/// <summary>What can befall the cluster from outside (docs/model.md §9).</summary>
public enum FaultKind : byte
{
    /// <summary>The node's link to the other nodes and to the control plane is cut; what is in flight is lost. Clients still reach a primary.</summary>
    LinkDown,

    /// <summary>The node's link is restored.</summary>
    LinkUp,

    /// <summary>The node's process ends; its disk stays.</summary>
    Crash,

    /// <summary>The node's process starts again at its old address.</summary>
    RestartSameAddress,

    /// <summary>The node's process starts again at a new address.</summary>
    RestartNewAddress,

    /// <summary>Each way to and from the node takes <see cref="Fault.Value"/> seconds longer.</summary>
    SpikeStart,

    /// <summary>The node's latency is normal again.</summary>
    SpikeEnd,

    /// <summary>Clients offer <see cref="Fault.Value"/> writes per second from now on.</summary>
    WriteRate,

    /// <summary>The control plane stops: no cycles, no registrations, no orders.</summary>
    ControlPlaneDown,

    /// <summary>The control plane works again.</summary>
    ControlPlaneUp,

    /// <summary>The control plane and the node no longer hear each other; other nodes and clients reach it as before.</summary>
    IsolationStart,

    /// <summary>The control plane and the node hear each other again.</summary>
    IsolationEnd,

    /// <summary>Payloads that entries up to the checkpoint refer to can no longer be resolved, unless they are reserved.</summary>
    PayloadLoss,

    /// <summary>From now on the base at hand is newer than the LSN it claims to be.</summary>
    BaseNewerStart,

    /// <summary>The base at hand is of the LSN it claims to be again.</summary>
    BaseNewerEnd,

    /// <summary>The trial starts with the node lagging by <see cref="Fault.Value"/> entries. At time 0, before every other fault.</summary>
    StartsLagging,

    /// <summary>The trial starts with the node waiting for a rebuild, nothing valid on its disk. At time 0, before every other fault.</summary>
    StartsNeedingRebuild,
}

/// <summary>One entry of a scenario's timeline.</summary>
/// <param name="TimeS">When it happens, in seconds from the start of the trial; never negative.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Node">The node it happens to, by index: 0 is the node that is primary at the start, 1..R the replicas. 0 where the fault names no node.</param>
/// <param name="Value">Extra latency one way in seconds for <see cref="FaultKind.SpikeStart"/>, writes per second for <see cref="FaultKind.WriteRate"/>, entries for <see cref="FaultKind.StartsLagging"/>, else 0.</param>
public readonly record struct Fault(double TimeS, FaultKind Kind, int Node = 0, double Value = 0)
{
    /// <summary>Whether it happens to a node, and not to the clients, the control plane, payloads or bases.</summary>
    public bool NamesNode => Kind is <= FaultKind.SpikeEnd or FaultKind.IsolationStart or FaultKind.IsolationEnd or FaultKind.StartsLagging or FaultKind.StartsNeedingRebuild;
}
