namespace WalSweep.Sweep.Config;

/// <summary>Guesses what a mistyped key was meant to be.</summary>
internal static class NearestKey
{
    private const int _longestKey = 64;

    /// <summary>A sentence for the end of a message: the likely key, or all of them if they are few.</summary>
    public static string Hint(string key, IReadOnlyCollection<string> candidates)
    {
        var nearest = candidates.MinBy(candidate => Distance(key, candidate));
        if (nearest is not null && Distance(key, nearest) <= Math.Max(1, key.Length / 3))
        {
            return $"; did you mean {LocatedValue.Quote(nearest)}?";
        }

        return candidates.Count <= 12 ? $"; expected one of {string.Join(", ", candidates)}" : "";
    }

    /// <summary>The least number of insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > _longestKey)
        {
            return int.MaxValue;
        }

        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                var substituted = distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(substituted, 1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], 1 + distance[i - 2, j - 2]);
                }
            }
        }

        return distance[a.Length, b.Length];
    }
}
