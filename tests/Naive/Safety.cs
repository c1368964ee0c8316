using System.Numerics;

namespace WalSweep.Tests.Naive;

/// <summary>
/// The history that no node knows (docs/model.md §14): for every LSN the set of terms whose entry of that LSN was acknowledged, as the bits of a number. What was
/// lost and what leaked is found out entry by entry.
/// </summary>
internal sealed class Safety(long firstLsn)
{
    private readonly List<ulong> _acknowledged = [];

    /// <summary>The lowest LSN that is looked at.</summary>
    public long FirstLsn => firstLsn;

    /// <summary>Everything that a primary's disk holds up to its commit has been acknowledged.</summary>
    public void Acknowledge(Content primary, double commit)
    {
        for (var lsn = firstLsn; lsn <= Math.Min(primary.Last, Math.Floor(commit)); lsn++)
        {
            if (lsn - firstLsn == _acknowledged.Count)
            {
                _acknowledged.Add(0);
            }

            _acknowledged[(int)(lsn - firstLsn)] |= Bit(primary[lsn]);
        }
    }

    /// <summary>How many acknowledged entries none of the disks holds; of the entries of a term that several hold, those between the lowest and the highest count as held.</summary>
    public double Lost(IReadOnlyList<Content?> disks)
    {
        var hulls = Hulls(disks);
        var lost = 0.0;
        for (var lsn = firstLsn; lsn < firstLsn + _acknowledged.Count; lsn++)
        {
            if (lsn <= 0 && disks.All(disk => HoldsNothingValidAt(disk, lsn)))
            {
                continue;
            }

            for (var terms = _acknowledged[(int)(lsn - firstLsn)]; terms != 0; terms &= terms - 1)
            {
                var (lowest, highest) = hulls[BitOperations.TrailingZeroCount(terms)];
                lost += lsn < lowest || lsn > highest ? 1 : 0;
            }
        }

        return lost;
    }

    /// <summary>How many entries are on one of the disks although a later term began without them.</summary>
    public double Leaked(IReadOnlyList<Term> terms, IEnumerable<Content> disks)
    {
        var leaked = new HashSet<(long Lsn, int Term)>();
        foreach (var disk in disks)
        {
            for (var lsn = firstLsn; lsn <= disk.Last && terms.Count > 1; lsn++)
            {
                var term = disk[lsn];
                if (!Content.IsNothing(term) && terms.Any(later => later.Number > term && Excludes(later.Start, term, lsn)))
                {
                    leaked.Add((lsn, term));
                }
            }
        }

        return leaked.Count;
    }

    private static ulong Bit(int term) => Content.IsNothing(term) ? 0 : 1UL << term;

    private static bool Excludes(Content start, int term, long lsn) => !start.Holds(term, lsn) && !(lsn <= 0 && (Content.IsNothing(start[start.Last]) || HoldsNothingValidAt(start, lsn)));

    private static bool HoldsNothingValidAt(Content? disk, long lsn) => disk is null || (lsn <= disk.Last && Content.IsNothing(disk[lsn]));

    /// <summary>For each term the lowest and the highest of its entries on any of the disks.</summary>
    private (long Lowest, long Highest)[] Hulls(IReadOnlyList<Content?> disks)
    {
        var hulls = new (long Lowest, long Highest)[64];
        Array.Fill(hulls, (long.MaxValue, long.MinValue));
        foreach (var disk in disks)
        {
            for (var lsn = firstLsn; lsn <= (disk?.Last ?? long.MinValue); lsn++)
            {
                if (disk![lsn] is var term && !Content.IsNothing(term))
                {
                    hulls[term] = (Math.Min(hulls[term].Lowest, lsn), Math.Max(hulls[term].Highest, lsn));
                }
            }
        }

        return hulls;
    }
}
