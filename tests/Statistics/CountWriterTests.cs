using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Statistics;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Statistics;

public sealed class CountBytesTests
{
    private static readonly Gen<long> _count = Gen.OneOf(
        Gen.Constant(0L), Gen.Constant(0L), Gen.Choose(1, 300).Select(n => (long)n), Gen.Constant(long.MaxValue), Gen.Choose(0, 62).Select(n => 1L << n));

    [Fact]
    public void CountsComeBackAsTheyWereWritten() => Prop.ForAll(
        _count.ListOf().ToArbitrary(),
        counts =>
        {
            var writer = new CountWriter();
            writer.Write([.. counts]);
            writer.WriteDouble(double.NaN);
            writer.Write(7);
            var reader = new CountReader(writer.ToArray());
            long[] read = new long[counts.Count];
            reader.AddTo(read);
            Assert.Equal(counts, read);
            Assert.True(double.IsNaN(reader.ReadDouble()));
            Assert.Equal(7, reader.Read());
            reader.End();
        }).Check(Seeds.Fixed);

    [Fact]
    public void ManyZerosAreFewBytes()
    {
        var writer = new CountWriter();
        writer.Write(new long[100_000]);
        Assert.Equal(4, writer.ToArray().Length);
    }

    [Fact]
    public void NoBytesMakeTheReaderRunOnOrCrash() => Prop.ForAll(
        Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf().ToArbitrary(),
        bytes =>
        {
            var reader = new CountReader(bytes);
            try
            {
                for (int i = 0; i < 1000; i++)
                {
                    Assert.InRange(reader.Read(), 0, long.MaxValue);
                }
            }
            catch (InvalidDataException)
            {
                // Bytes of any origin end in counts or in this.
            }
        }).Check(Seeds.Fixed);

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F })]
    public void DamageIsNoticed(byte[] bytes) => Assert.Throws<InvalidDataException>(() => new CountReader(bytes).Read());

    [Fact]
    public void WhatIsLeftOverIsNoticed() => Assert.Throws<InvalidDataException>(() => new CountReader([1]).End());
}
