using WalSweep.Sweep.Sampling;

namespace WalSweep.Sweep.Space;

/// <summary>
/// The purposes of draws that are no parameter's own. Like <see cref="ParameterDefinition.Purpose"/> they keep their numbers for ever, for changing one changes every sweep ever run; they begin beyond the
/// parameters' slots.
/// </summary>
internal static class DrawPurposes
{
    /// <summary>The least of them.</summary>
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
}
