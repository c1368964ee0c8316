using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Running;

/// <summary>What all workers of a run share: nothing in it changes.</summary>
internal sealed class SweepJob
{
    /// <param name="config">The sweep.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="rowsEvery">Rows are stored of every k-th scenario; samples differ from the sweep in it.</param>
    public SweepJob(SweepConfig config, RunOptions options, long rowsEvery)
    {
        (Config, Options, RowsEvery) = (config, options, rowsEvery);
        Source = config.CreateSource();
        Schema = SweepColumns.SchemaOf(config);
        Protocols = [.. config.Protocols];
        Metadata = SweepColumns.MetadataOf(config, Schema);
    }

    public SweepConfig Config { get; }

    public RunOptions Options { get; }

    public long RowsEvery { get; }

    /// <summary>Draws the scenarios.</summary>
    public ScenarioSource Source { get; }

    /// <summary>The protocols, in the order of the rows.</summary>
    public ProtocolVersion[] Protocols { get; }

    /// <summary>The columns of the rows.</summary>
    public RowSchema Schema { get; }

    /// <summary>What each file says of itself.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }
}
