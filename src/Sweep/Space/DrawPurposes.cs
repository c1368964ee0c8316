using WalSweep.Sweep.Sampling;

namespace WalSweep.Sweep.Space;

/// <summary>
/// The purposes of draws that are no parameter's own. Like <see cref="ParameterDefinition.Purpose"/> they keep their numbers for ever, for changing one changes every sweep ever run; no parameter has one of
/// them. Those of <see cref="First"/> and the next <see cref="Count"/> every scenario draws; the others are drawn only where they are needed.
/// </summary>
internal static class DrawPurposes
{
    /// <summary>The least of those that every scenario draws.</summary>
    public const int First = Restart;

    /// <summary>Whether a scenario's outages are crashes rather than losses of the link.</summary>
    public const int Restart = 65;

    /// <summary>Whether a restart brings a new address; the ordinal is that of the restart.</summary>
    public const int AddressChange = 66;

    /// <summary>Whether the other replicas suffer the outages as well.</summary>
    public const int Correlated = 67;

    /// <summary>Whether there is a burst of writes.</summary>
    public const int Burst = 68;

    /// <summary>Whether there is a latency spike.</summary>
    public const int Spike = 69;

    /// <summary>Whether the control plane fails.</summary>
    public const int ControlOutage = 70;

    /// <summary>Where in its period the control plane stands at the start.</summary>
    public const int ControlPhase = 71;

    /// <summary>How many numbers from <see cref="First"/> on every scenario draws, those not given out yet included: whole batches.</summary>
    public const int Count = CounterRandomBatch.Width;

    /// <summary>Which node a primary loss after the first hits; the ordinal is that of the loss, as in the next three.</summary>
    public const int LossNode = 81;

    /// <summary>Whether a primary loss is an isolation from the control plane rather than a crash.</summary>
    public const int Isolation = 82;

    /// <summary>Whether an isolated node's link is cut too.</summary>
    public const int Partition = 83;

    /// <summary>Whether the restart after a primary loss brings a new address.</summary>
    public const int LossAddressChange = 84;

    /// <summary>Whether payloads are lost.</summary>
    public const int PayloadLoss = 85;

    /// <summary>Whether the base is newer than it claims for a time.</summary>
    public const int BaseNewer = 86;

    /// <summary>Who must hold a write, where that is drawn.</summary>
    public const int Durability = 87;
}
