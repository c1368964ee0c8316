using WalSweep.Analysis.Counting;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Counting;

public sealed class SweepTallyTests
{
    /// <summary>However a sweep is cut into parts, the sum of what they saved is what one accumulator saw.</summary>
    [Fact]
    public void SavedTalliesAddUpToTheWhole()
    {
        const int Count = 3000;
        var whole = SyntheticSweep.Accumulate(Count);
        var sum = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Count);
        var part = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Count);
        for (int scenario = 0; scenario < Count; scenario++)
        {
            part.Add([.. Enumerable.Range(0, SyntheticSweep.Protocols.Count).Select(protocol => SyntheticSweep.Row(scenario, protocol))]);
            if (scenario % 700 == 699 || scenario == Count - 1)
            {
                sum.AddSaved(part.Save());
                part.Clear();
            }
        }

        Assert.Equal(whole.Save(), sum.Save());
        Assert.Equal(whole.Summarize(SyntheticSweep.Protocols, hasFailover: false).Protocols, sum.Summarize(SyntheticSweep.Protocols, hasFailover: false).Protocols);
    }

    /// <summary>Receipts keep it, and messages show it: it tells other axes apart, and is no list of them.</summary>
    [Fact]
    public void TheFormatTellsOtherAxesApartInFewWords()
    {
        static string FormatOf(string retention, int count = 100) => SweepTally.FormatOf(Configs.Parse($$"""
            {
              "name": "x", "count": {{count}},
              "parameters": { "write_rate": { "uniform": ["1k/s", "2k/s"] }, "retention_bytes": { "uniform": ["1MiB", "{{retention}}"] }, "max_rounds": { "uniform": [3, 30] } }
            }
            """));

        Assert.Equal(FormatOf("2MiB"), FormatOf("2MiB", count: 200));
        Assert.NotEqual(FormatOf("2MiB"), FormatOf("3MiB"));
        Assert.InRange(FormatOf("2MiB").Length, 1, 60);
    }

    [Fact]
    public void ATallyOfOtherCellsOrCutOffIsNoticed()
    {
        byte[] saved = SyntheticSweep.Accumulate(100).Save();
        var other = SyntheticSweep.Accumulator(SyntheticSweep.Outage(3), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Count);
        Assert.Throws<InvalidDataException>(() => other.AddSaved(saved));
        Assert.Throws<InvalidDataException>(() => SyntheticSweep.Accumulate(0).AddSaved(saved.AsSpan(0, saved.Length - 1)));
    }

    /// <summary>Most other bytes are other counts of the same shape; the checksum tells, and nothing of them is added. As text, as receipts have it, a changed character that stands for no other bytes is no damage.</summary>
    [Fact]
    public void AnyOtherCharacterOfASavedTallyIsNoticed()
    {
        var saved = SyntheticSweep.Accumulate(100).Save();
        var text = Convert.ToBase64String(saved);
        var sum = SyntheticSweep.Accumulate(0);
        var empty = sum.Save();
        var damaged = 0;
        for (var at = 0; at < text.TrimEnd('=').Length; at++)
        {
            var bytes = Convert.FromBase64String($"{text[..at]}{(text[at] == 'A' ? 'B' : 'A')}{text[(at + 1)..]}");
            if (!bytes.AsSpan().SequenceEqual(saved))
            {
                Assert.Throws<InvalidDataException>(() => sum.AddSaved(bytes));
                damaged++;
            }
        }

        Assert.True(damaged >= text.TrimEnd('=').Length - 1, $"{damaged} of {text.Length}");
        Assert.Equal(empty, sum.Save());
        Assert.Throws<InvalidDataException>(() => sum.AddSaved([]));
    }
}
