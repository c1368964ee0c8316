using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Running;

/// <summary>What all workers of a run share: nothing in it changes.</summary>
internal sealed class SweepJob
{
    public SweepJob(SweepConfig config, ResultsLayout layout, SweepIdentity identity, RunOptions options)
    {
        (Config, Layout, Identity, Options) = (config, layout, identity, options);
        Source = config.CreateSource();
        Protocols = [.. config.Protocols.Select(ProtocolNames.Parse)];
    }

    public SweepConfig Config { get; }

    public ResultsLayout Layout { get; }

    public SweepIdentity Identity { get; }

    public RunOptions Options { get; }

    /// <summary>Draws the scenarios.</summary>
    public ScenarioSource Source { get; }

    /// <summary>The protocols, in the order of the rows.</summary>
    public ProtocolVersion[] Protocols { get; }
}
