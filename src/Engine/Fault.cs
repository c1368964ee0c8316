namespace WalSweep.Engine;

/// <summary>What can befall the cluster from outside (docs/model.md §9).</summary>
public enum FaultKind : byte
{
    /// <summary>The node's link to everyone is cut; what is in flight is lost.</summary>
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
}

/// <summary>One entry of a scenario's timeline.</summary>
/// <param name="TimeS">When it happens, in seconds from the start of the trial; never negative.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Node">The node it happens to, by index: 0 is the node that is primary at the start, 1..R the replicas. 0 where the fault names no node.</param>
/// <param name="Value">Extra latency one way in seconds for <see cref="FaultKind.SpikeStart"/>, writes per second for <see cref="FaultKind.WriteRate"/>, else 0.</param>
public readonly record struct Fault(double TimeS, FaultKind Kind, int Node = 0, double Value = 0);
