namespace WalSweep.Tests.Naive;

/// <summary>The WAL that a primary writes in one term: the head with its past, the tail, the commit and the device (docs/model.md §3, §5, §7).</summary>
internal sealed class Volume
{
    private readonly GridParameters _parameters;
    private readonly double[] _heads;
    private readonly long _start;

    /// <summary>The head is at a position at a tick, to which it has moved at a rate for ever; ticks from the start tick on are remembered.</summary>
    public Volume(GridParameters parameters, long startTick, long nowTick, double head, double rateBefore)
    {
        _parameters = parameters;
        _start = startTick;
        _heads = new double[parameters.Horizon - startTick + 1];
        for (var tick = startTick; tick <= nowTick; tick++)
        {
            _heads[tick - startTick] = head + (rateBefore * (tick - nowTick));
        }

        Head = head;
        Tail = head - parameters.AlwaysKept;
        Committed = double.NegativeInfinity;
    }

    public double Head { get; private set; }

    public double Tail { get; set; }

    /// <summary>Entries per tick that clients offer it.</summary>
    public double Offered { get; set; }

    /// <summary>Entries per tick at which the head moves from now on.</summary>
    public double Admitted { get; set; }

    public bool Blocked { get; set; }

    /// <summary>Whether the device is full and the head moves with the tail.</summary>
    public bool Full { get; set; }

    /// <summary>The replica whose pin held the tail when the device became full.</summary>
    public Replica? FullBecauseOf { get; set; }

    public bool Committing { get; set; } = true;

    /// <summary>The committed position; a whole LSN while not committing.</summary>
    public double Committed { get; set; }

    public double Retained => Head - Tail;

    public double OneBarrier => _parameters.OneBarrier(Admitted);

    public double HeadAt(long tick) => _heads[tick - _start];

    /// <summary>Moves the head on to the tick.</summary>
    public void Step(long tick)
    {
        Head += Admitted;
        _heads[tick - _start] = Head;
    }

    /// <summary>Whether the primary sends something at a past tick: because the head moves just after it, or because a barrier is due.</summary>
    public bool Sends(long tick) => tick % _parameters.BarrierInterval == 0 || HeadAt(tick + 1) > HeadAt(tick);
}
