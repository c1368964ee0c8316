using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>
/// What a node's log holds: an ascending list of (term, last LSN). Entry l is of the first term whose last LSN is at least l. Without failover it is one part, and nobody looks at it.
/// </summary>
public struct LogContent
{
    private Parts _parts;

    /// <summary>How many parts it has.</summary>
    public int Count { get; private set; }

    /// <summary>The last entry of all; −∞ of a log that holds nothing valid.</summary>
    public readonly double LastLsn => Count == 0 ? double.NegativeInfinity : _parts[Count - 1].LastLsn;

    /// <summary>One part.</summary>
    /// <param name="index">From 0, the oldest first.</param>
    public readonly (int Term, double LastLsn) this[int index] => (_parts[index].Term, _parts[index].LastLsn);

    /// <summary>What was there before the last stream from a primary: a crash that takes back what was in flight does not reach below.</summary>
    internal double HeldLsn { get; set; }

    /// <summary>The entries of a term in it.</summary>
    internal readonly Stretch EntriesOf(int term)
    {
        for (var index = 0; index < Count; index++)
        {
            if (_parts[index].Term == term)
            {
                return new(index == 0 ? double.NegativeInfinity : _parts[index - 1].LastLsn, _parts[index].LastLsn);
            }
        }

        return default;
    }

    internal void Clear() => Count = 0;

    /// <summary>Goes on with entries of a term, the newest so far, up to an LSN; does nothing if that is not beyond the last.</summary>
    internal void Add(int term, double lastLsn)
    {
        if (!(lastLsn > LastLsn))
        {
            return;
        }

        if (Count == 0 || _parts[Count - 1].Term != term)
        {
            Count++;
        }

        _parts[Count - 1] = new Part { Term = term, LastLsn = lastLsn };
    }

    /// <summary>Goes on with what a stream of a term has brought, up to an LSN, unless the log goes on in a newer term already.</summary>
    internal void Join(int term, double lastLsn)
    {
        if (Count > 0 && _parts[Count - 1].Term <= term && lastLsn > LastLsn)
        {
            Add(term, lastLsn);
            HeldLsn = lastLsn;
        }
    }

    /// <summary>Goes on with what another log holds beyond the last entry here, up to an LSN.</summary>
    internal void Follow(in LogContent source, double lastLsn)
    {
        for (var index = 0; index < source.Count && LastLsn < lastLsn; index++)
        {
            Add(source._parts[index].Term, Ordered.Min(source._parts[index].LastLsn, lastLsn));
        }
    }

    /// <summary>Drops what is beyond an LSN.</summary>
    internal void Truncate(double lastLsn)
    {
        while (Count > 0 && (Count == 1 ? double.NegativeInfinity : _parts[Count - 2].LastLsn) >= lastLsn)
        {
            Count--;
        }

        if (Count > 0)
        {
            _parts[Count - 1].LastLsn = Ordered.Min(_parts[Count - 1].LastLsn, lastLsn);
        }
    }

    /// <summary>The largest LSN up to which two logs hold the same entries.</summary>
    internal readonly double AgreesUpTo(in LogContent other)
    {
        var upTo = double.NegativeInfinity;
        for (int mine = 0, theirs = 0; mine < Count && theirs < other.Count && _parts[mine].Term == other._parts[theirs].Term;)
        {
            upTo = Ordered.Min(_parts[mine].LastLsn, other._parts[theirs].LastLsn);
            mine += _parts[mine].LastLsn <= upTo ? 1 : 0;
            theirs += other._parts[theirs].LastLsn <= upTo ? 1 : 0;
        }

        return upTo;
    }

    /// <summary>
    /// The largest LSN up to which this log shows the same epochs as that of a primary, which goes on in its own epoch for ever: what lies beyond the primary's last entry in that epoch shows no difference.
    /// </summary>
    internal readonly double ShowsEpochsUpTo(in LogContent primary, int primaryEpoch, in Terms terms)
    {
        var upTo = double.NegativeInfinity;
        for (int mine = 0, theirs = 0; mine < Count;)
        {
            var isWritten = theirs < primary.Count;
            var theirLastLsn = isWritten ? primary._parts[theirs].LastLsn : double.PositiveInfinity;
            if (terms[_parts[mine].Term].Epoch != (isWritten ? terms[primary._parts[theirs].Term].Epoch : primaryEpoch))
            {
                return upTo;
            }

            upTo = Ordered.Min(_parts[mine].LastLsn, theirLastLsn);
            mine += _parts[mine].LastLsn <= upTo ? 1 : 0;
            theirs += theirLastLsn <= upTo ? 1 : 0;
        }

        return upTo;
    }

    private struct Part
    {
        public int Term;
        public double LastLsn;
    }

    [InlineArray(Term.Most)]
    private struct Parts
    {
        private Part _first;
    }
}

/// <summary>What the logs of the nodes hold, by number.</summary>
[InlineArray(ScenarioParameters.MaxReplicas + 1)]
internal struct LogContents
{
    private LogContent _first;
}
