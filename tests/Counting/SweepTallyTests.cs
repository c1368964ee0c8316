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
        var sum = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Length);
        var part = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Length);
        for (int scenario = 0; scenario < Count; scenario++)
        {
            part.Add([.. Enumerable.Range(0, SyntheticSweep.Protocols.Length).Select(protocol => SyntheticSweep.Row(scenario, protocol))]);
            if (scenario % 700 == 699 || scenario == Count - 1)
            {
                sum.AddSaved(part.Save());
                part.Clear();
            }
        }

        Assert.Equal(whole.Save(), sum.Save());
        Assert.Equal(whole.Summarize(SyntheticSweep.Protocols).Protocols, sum.Summarize(SyntheticSweep.Protocols).Protocols);
    }

    [Fact]
    public void ATallyOfOtherCellsOrCutOffIsNoticed()
    {
        byte[] saved = SyntheticSweep.Accumulate(100).Save();
        var other = SyntheticSweep.Accumulator(SyntheticSweep.Outage(3), SyntheticSweep.WriteRate(), SyntheticSweep.Protocols.Length);
        Assert.Throws<InvalidDataException>(() => other.AddSaved(saved));
        Assert.Throws<InvalidDataException>(() => SyntheticSweep.Accumulate(0).AddSaved(saved.AsSpan(0, saved.Length - 1)));
    }
}
