using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Engine;

/// <summary>Sets of entries kept as stretches, beside the same sets entry by entry.</summary>
public class StretchesTests(ITestOutputHelper output)
{
    private const int _seed = 20261128;
    private const int _sets = 20_000;
    private const int _entries = 40;

    [Fact]
    public void Stretches_hold_the_entries_that_were_added_and_no_others()
    {
        output.WriteLine($"seed {_seed}, {_sets} sets");
        var random = new Random(_seed);
        for (var number = 0; number < _sets; number++)
        {
            var stretches = default(Stretches);
            var entries = new HashSet<int>();

            // No more than are kept apart.
            for (var added = random.Next(ScenarioParameters.MaxReplicas + 2); added > 0; added--)
            {
                var (afterLsn, lastLsn) = (random.Next(_entries), random.Next(_entries));
                stretches.Add(new(afterLsn, lastLsn));
                entries.UnionWith(Enumerable.Range(afterLsn + 1, Math.Max(0, lastLsn - afterLsn)));
            }

            var (from, to) = (random.Next(-2, _entries + 2), random.Next(-2, _entries + 2));
            Assert.Equal(entries.Count > 0, stretches.Any);
            Assert.Equal(entries.Count(entry => !(entry > from && entry <= to)), stretches.EntriesOutside(from, to));
            Assert.Equal(entries.Count(entry => entry > from), stretches.EntriesAfter(from));
        }
    }
}
