using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>The scenarios of a file: none if <paramref name="Rows"/> is 0.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="Last">That of the last.</param>
/// <param name="Rows">Rows of them all.</param>
internal readonly record struct ScenarioRange(long First, long Last, long Rows)
{
    /// <summary>Makes sure that no scenario is in two files.</summary>
    /// <exception cref="ParquetFormatException">The ranges of two files overlap; the one later in the list is named first.</exception>
    public static void CheckDisjoint(ScenarioRange[] ranges, IReadOnlyList<string> files)
    {
        int[] order = [.. Enumerable.Range(0, ranges.Length).Where(file => ranges[file].Rows > 0)];
        Array.Sort(order, (a, b) => ranges[a].First != ranges[b].First ? ranges[a].First.CompareTo(ranges[b].First) : a.CompareTo(b));
        for (int i = 1; i < order.Length; i++)
        {
            (int one, int other) = (Math.Min(order[i - 1], order[i]), Math.Max(order[i - 1], order[i]));
            if (ranges[order[i]].First <= ranges[order[i - 1]].Last)
            {
                throw new ParquetFormatException(FormattableString.Invariant(
                    $"{files[other]}: expected other scenarios than {ranges[one].First} to {ranges[one].Last}, which are in {files[one]}, found {ranges[other].First} to {ranges[other].Last}"));
            }
        }
    }
}
