namespace WalSweep.Tests.Naive;

/// <summary>
/// What a disk holds, entry by entry: the number of the term in which each was written (docs/model.md §14). Entries before the first LSN that the trial can touch are
/// the same on every disk and are left out.
/// </summary>
internal sealed class Content
{
    /// <summary>Stands for an entry that is not there although later ones are: the disk held nothing valid when its node became primary, in a term by which this nothing is known.</summary>
    public static sbyte NothingBefore(int term) => (sbyte)-term;

    public static bool IsNothing(int term) => term < 0;

    private readonly long _first;
    private sbyte[] _terms;

    private Content(long first, sbyte[] terms, long last) => (_first, _terms, Last) = (first, terms, last);

    /// <summary>The LSN of the last entry.</summary>
    public long Last { get; private set; }

    /// <summary>The term of an entry that is here.</summary>
    public sbyte this[long lsn] => lsn <= Last ? _terms[lsn - _first] : throw new ArgumentOutOfRangeException(nameof(lsn));

    /// <summary>Entries of one term up to an LSN.</summary>
    public static Content Of(long first, sbyte term, double last)
    {
        var content = new Content(first, [], first - 1);
        content.Write(term, last);
        return content;
    }

    public bool Holds(int term, long lsn) => lsn <= Last && this[lsn] == term;

    /// <summary>Adds entries of a term beyond the last entry, up to an LSN.</summary>
    public void Write(int term, double last)
    {
        while (Last < last)
        {
            Append((sbyte)term);
        }
    }

    /// <summary>Writes entries of a term beyond an LSN, up to another; what older terms have there stays.</summary>
    public void Cover(int term, long after, double last)
    {
        for (var lsn = after + 1; lsn <= Math.Min(Last, last); lsn++)
        {
            _terms[lsn - _first] = Math.Min(_terms[lsn - _first], (sbyte)term);
        }

        Write(term, last);
    }

    /// <summary>Adds what another disk holds beyond the last entry, up to an LSN.</summary>
    public void Take(Content source, double last)
    {
        while (Last < last)
        {
            Append(source[Last + 1]);
        }
    }

    /// <summary>Drops everything beyond an LSN.</summary>
    public void Cut(double last)
    {
        Last = last < Last ? (long)Math.Floor(last) : Last;
        if (Last < _first)
        {
            throw new OffGridException("an LSN before those that are looked at");
        }
    }

    /// <summary>A copy of what is here up to an LSN.</summary>
    public Content CopyUpTo(double last)
    {
        var copy = new Content(_first, (sbyte[])_terms.Clone(), Last);
        copy.Cut(last);
        return copy;
    }

    /// <summary>The largest LSN, at most the last entry of either, up to which the entries are of the same terms.</summary>
    public double AgreesUpTo(Content other)
    {
        for (var lsn = _first; lsn <= Last; lsn++)
        {
            if (!other.Holds(this[lsn], lsn))
            {
                return lsn == _first ? double.NegativeInfinity : lsn - 1;
            }
        }

        return Last;
    }

    private void Append(sbyte term)
    {
        Last++;
        if (Last - _first >= _terms.Length)
        {
            Array.Resize(ref _terms, Math.Max(256, 2 * _terms.Length));
        }

        _terms[Last - _first] = term;
    }
}
