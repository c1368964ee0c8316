namespace WalSweep.Tests.Naive;

/// <summary>The primary's WAL: the head with its whole past, the tail, the commit and the device (docs/model.md §3, §5, §7).</summary>
internal sealed class Volume
{
    private readonly GridParameters _parameters;
    private readonly double[] _heads;
    private readonly double[] _admitted;
    private readonly double[] _highestAdmitted;
    private readonly long _start;

    /// <summary>Starts with the head at 0 after it has moved at the write rate for ever; ticks from the start tick on are remembered.</summary>
    public Volume(GridParameters parameters, long startTick)
    {
        _parameters = parameters;
        _start = startTick;
        _heads = new double[parameters.Horizon - startTick + 1];
        _admitted = new double[_heads.Length];
        _highestAdmitted = new double[_heads.Length];
        Offered = Admitted = parameters.WriteRate;
        for (var tick = startTick; tick <= 0; tick++)
        {
            _heads[tick - startTick] = parameters.WriteRate * tick;
            _admitted[tick - startTick] = parameters.WriteRate;
        }

        Tail = -parameters.AlwaysKept;
        Committed = double.NegativeInfinity;
    }

    public double Head { get; private set; }

    public double Tail { get; set; }

    /// <summary>Entries per tick that clients offer.</summary>
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

    /// <summary>The rate in force from a tick on until the next.</summary>
    public double AdmittedAt(long tick) => _admitted[tick - _start];

    /// <summary>The highest rate in force at any moment of a tick, between two of its events too: one barrier is judged by it.</summary>
    public double HighestAdmittedAt(long tick) => _highestAdmitted[tick - _start];

    /// <summary>Remembers the rate in force between two events of the tick.</summary>
    public void NoteAdmitted(long tick) => _highestAdmitted[tick - _start] = Math.Max(_highestAdmitted[tick - _start], Admitted);

    /// <summary>Moves the head on to the tick.</summary>
    public void Step(long tick)
    {
        _admitted[tick - 1 - _start] = Admitted;
        Head += Admitted;
        _heads[tick - _start] = Head;
        NoteAdmitted(tick);
    }

    /// <summary>Whether the primary sends something at a past tick: because the head moves just after it, or because a barrier is due.</summary>
    public bool Sends(long tick) => tick % _parameters.BarrierInterval == 0 || HeadAt(tick + 1) > HeadAt(tick);
}
