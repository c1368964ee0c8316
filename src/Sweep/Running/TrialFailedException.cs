using System.Globalization;

namespace WalSweep.Sweep.Running;

/// <summary>The simulator failed on a trial: a bug, never a modelled failure. Carries what it takes to see the trial again.</summary>
public sealed class TrialFailedException : Exception
{
    /// <summary>Names the trial.</summary>
    /// <param name="origin">The results folder or configuration from which the trial can be drawn again.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="scenario">Index of the scenario.</param>
    /// <param name="protocol">Name of the protocol.</param>
    /// <param name="cause">What went wrong.</param>
    public TrialFailedException(string origin, ulong seed, long scenario, string protocol, Exception cause)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the simulator failed on scenario {scenario} under {protocol} (seed {seed}): {cause.Message}"),
            cause) => (Origin, Scenario, Protocol) = (origin, scenario, protocol);

    /// <summary>The results folder or configuration from which the trial can be drawn again.</summary>
    public string Origin { get; }

    /// <summary>Index of the scenario.</summary>
    public long Scenario { get; }

    /// <summary>Name of the protocol.</summary>
    public string Protocol { get; }
}
