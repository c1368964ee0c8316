namespace WalSweep.Tests.Naive;

/// <summary>The head over the whole trial, of whichever node was the primary, and how fast it moved: what an imagined recovery would have met (docs/model.md §11).</summary>
internal sealed class Course(long horizon)
{
    private readonly double[] _onArrival = new double[horizon + 1];
    private readonly double[] _heads = new double[horizon + 1];
    private readonly double[] _admitted = new double[horizon + 1];
    private readonly double[] _highestAdmitted = new double[horizon + 1];
    private readonly double[] _highestBeforeNewHead = new double[horizon + 1];

    /// <summary>The head at a tick before anything happened at it; a new term may have begun then.</summary>
    public double HeadOnArrivalAt(long tick) => _onArrival[tick];

    /// <summary>The head at a tick when everything had happened.</summary>
    public double HeadAt(long tick) => _heads[tick];

    /// <summary>The rate in force from a tick on until the next.</summary>
    public double AdmittedAt(long tick) => _admitted[tick];

    /// <summary>The highest rate in force at any moment of a tick, between two of its events too, at which the head stood where it did when everything had happened: one barrier is judged by it.</summary>
    public double HighestAdmittedAt(long tick) => _highestAdmitted[tick];

    /// <summary>The same for the head that a tick began with, if a new term set it back.</summary>
    public double HighestAdmittedBeforeNewHeadAt(long tick) => _highestBeforeNewHead[tick];

    /// <summary>Remembers where the head has come to, and the rate at which it came.</summary>
    public void Arrive(long tick, double head, double admitted)
    {
        _onArrival[tick] = _heads[tick] = head;
        Note(tick, head, admitted);
    }

    /// <summary>Remembers the head and its rate between two events of a tick; the last stands.</summary>
    public void Note(long tick, double head, double admitted)
    {
        if (head != _heads[tick])
        {
            (_highestBeforeNewHead[tick], _highestAdmitted[tick]) = (_highestAdmitted[tick], 0);
        }

        _heads[tick] = head;
        _admitted[tick] = admitted;
        _highestAdmitted[tick] = Math.Max(_highestAdmitted[tick], admitted);
    }
}
