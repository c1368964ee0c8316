namespace WalSweep.Tests.Naive;

/// <summary>
/// The stream from the primary to one node and its acknowledgements back, as queues of messages (docs/model.md §4). What is sent during (i − 1, i] travels as one
/// message; it takes longer if the node's spike is in force then; no message overtakes an earlier one. The stream flows whether or not anyone listens: a broken
/// session looks up what had arrived when it broke.
/// </summary>
internal sealed class Stream
{
    private readonly record struct Message(long Arrives, long SentAt, double Position);

    private readonly long _latency;
    private readonly long _fsync;
    private readonly long _start;
    private readonly Queue<Message> _data = new();
    private readonly Queue<Message> _acknowledgements = new();
    private readonly Message[] _receivedAt;
    private long _lastData = long.MinValue;
    private long _lastAcknowledgement = long.MinValue;
    private Message _received;
    private Message _acknowledged;

    /// <summary>Starts a stream whose first tick is far enough before the trial that it is steady at tick 0.</summary>
    public Stream(long latency, long fsync, long startTick, long horizon)
    {
        _latency = latency;
        _fsync = fsync;
        _start = startTick;
        _receivedAt = new Message[horizon - startTick + 1];
    }

    /// <summary>Longer way than normal that what is sent now takes, in ticks.</summary>
    public long Extra { get; set; }

    /// <summary>Position up to which the node has received the stream.</summary>
    public double Received => _received.Position;

    /// <summary>Position up to which the primary knows the node durable.</summary>
    public double Acknowledged => _acknowledged.Position;

    /// <summary>The time up to which everything sent has been acknowledged.</summary>
    public long AcknowledgedSentAt => _acknowledged.SentAt;

    /// <summary>What the node had received at an earlier tick.</summary>
    public double ReceivedAt(long tick) => _receivedAt[tick - _start].Position;

    /// <summary>Moves on to the tick: the head has come to the position, and everything due by now is delivered.</summary>
    public void Step(long tick, double head)
    {
        _lastData = Math.Max(_lastData, tick + _latency + Extra);
        _data.Enqueue(new Message(_lastData, tick, head));
        while (_data.TryPeek(out var message) && message.Arrives <= tick)
        {
            _received = _data.Dequeue();
        }

        _receivedAt[tick - _start] = _received;
        var durable = _receivedAt[Math.Max(0, tick - _fsync - _start)];
        _lastAcknowledgement = Math.Max(_lastAcknowledgement, tick + _latency + Extra);
        _acknowledgements.Enqueue(new Message(_lastAcknowledgement, durable.SentAt, durable.Position));
        while (_acknowledgements.TryPeek(out var message) && message.Arrives <= tick)
        {
            _acknowledged = _acknowledgements.Dequeue();
        }
    }
}
