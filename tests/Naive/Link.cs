namespace WalSweep.Tests.Naive;

/// <summary>
/// The way from the primary to one node and back, as queues of messages (docs/model.md §4). What is sent during (i − 1, i] travels as one message; it takes longer if
/// the node's spike is in force then; no message overtakes an earlier one. Messages flow whether or not anyone listens, and whoever is the primary: they carry the time
/// they were sent at, and which entries that means is a question for the head of the term.
/// </summary>
internal sealed class Link
{
    private readonly record struct Message(long Arrives, long SentAt);

    private readonly long _latency;
    private readonly long _fsync;
    private readonly long _start;
    private readonly Queue<Message> _data = new();
    private readonly Queue<Message> _acknowledgements = new();
    private readonly long[] _receivedAt;
    private readonly long[] _extraAt;
    private long _now;
    private long _lastData = long.MinValue;
    private long _lastAcknowledgement = long.MinValue;

    /// <summary>Starts with a tick far enough before the trial that the flow is steady at tick 0.</summary>
    public Link(long latency, long fsync, long startTick, long horizon)
    {
        _latency = latency;
        _fsync = fsync;
        _start = startTick;
        _receivedAt = new long[horizon - startTick + 1];
        _extraAt = new long[_receivedAt.Length];
        Replay(0);
    }

    /// <summary>Longer way than normal that what is sent now takes, in ticks.</summary>
    public long Extra { get; set; }

    /// <summary>The time up to which everything sent has arrived.</summary>
    public long Received { get; private set; }

    /// <summary>The time up to which everything sent has been acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The time up to which everything sent had arrived at an earlier tick.</summary>
    public long ReceivedAt(long tick) => _receivedAt[tick - _start];

    /// <summary>Moves on to the tick, and everything due by now is delivered.</summary>
    public void Step(long tick)
    {
        _now = tick;
        _extraAt[tick - _start] = Extra;
        Deliver(tick, Extra);
    }

    /// <summary>A new session has begun with a barrier sent at a tick: unless a spike was in force then, what spikes there were before have no part in it.</summary>
    public void ForgetSpikesBefore(long tick)
    {
        var inForce = tick < _now ? _extraAt[tick + 1 - _start] : Extra;
        if (inForce != 0)
        {
            return;
        }

        Array.Clear(_extraAt, 0, (int)(tick + 1 - _start));
        Replay(_now);
    }

    private void Replay(long until)
    {
        _now = until;
        _data.Clear();
        _acknowledgements.Clear();
        (_lastData, _lastAcknowledgement) = (long.MinValue, long.MinValue);
        (Received, Acknowledged) = (_start, _start);
        for (var tick = _start; tick <= until; tick++)
        {
            Deliver(tick, _extraAt[tick - _start]);
        }
    }

    private void Deliver(long tick, long extra)
    {
        _lastData = Math.Max(_lastData, tick + _latency + extra);
        _data.Enqueue(new Message(_lastData, tick));
        while (_data.TryPeek(out var message) && message.Arrives <= tick)
        {
            Received = _data.Dequeue().SentAt;
        }

        _receivedAt[tick - _start] = Received;
        var durable = _receivedAt[Math.Max(0, tick - _fsync - _start)];
        _lastAcknowledgement = Math.Max(_lastAcknowledgement, tick + _latency + extra);
        _acknowledgements.Enqueue(new Message(_lastAcknowledgement, durable));
        while (_acknowledgements.TryPeek(out var message) && message.Arrives <= tick)
        {
            Acknowledged = _acknowledgements.Dequeue().SentAt;
        }
    }
}
