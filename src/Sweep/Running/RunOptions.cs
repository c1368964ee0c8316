namespace WalSweep.Sweep.Running;

/// <summary>How a sweep is to be run; nothing of it shows in the rows.</summary>
public sealed record RunOptions
{
    /// <summary>From what a trial that fails can be drawn again: the path of the sweep's folder or configuration.</summary>
    public required string Origin { get; init; }

    /// <summary>Worker threads, at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether the simulator's own rules are checked after every event.</summary>
    public bool Check { get; init; }

    /// <summary>Makes a tally for a worker.</summary>
    public Func<ITally> CreateTally { get; init; } = () => new NoTally();

    /// <summary>For tests: fills reused buffers with what no row holds.</summary>
    internal bool Poison { get; init; }

    /// <summary>For tests: puts something between the writer and the disk.</summary>
    internal Func<Stream, Stream>? Interpose { get; init; }
}
