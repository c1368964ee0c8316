using System.Diagnostics;
using System.Globalization;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Parquet;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Rows;

/// <summary>Damaged files of real sweeps: a scan reads the same values as before the damage, or says in one sentence what is wrong, in little memory.</summary>
public sealed class RowScanDamageTests(ITestOutputHelper output)
{
    private const long _mostAllocated = 12 << 20;

    private static readonly RowColumn[] _some =
    [
        RowColumns.Scenario, RowColumns.FirstOutageS, RowColumns.BacklogEntries, RowColumns.Ended, RowColumns.Path, RowColumns.Explicit, RowColumns.NeedlessRebuild,
        RowColumns.RecoveryS, RowColumns.LostEntries, RowColumns.LeakedEntries, RowColumns.Events,
    ];

    [Theory]
    [InlineData("quickstart")]
    [InlineData("failover")]
    public void ADamagedFileIsReadAsBeforeOrRefused(string name)
    {
        byte[] sound = new SimulatedPart(name, stored: 200).Bytes;
        var damaged = new DamagedSweep(sound);
        int whole = damaged.Read(sound, out _, out _)!.Value, count = LongTier.IsOn ? 300_000 : 3_000;
        var tally = new Tally();
        for (int seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            byte[] file = seed % 5 == 0 ? sound[..random.Next(sound.Length)] : Mutation.Of(sound, random);
            int? read = Measured(damaged, file, seed, tally);
            Assert.True(read is null || read == whole, $"seed {seed}: other values were read without an error");
        }

        Report(tally, "checksums as they were");
        Assert.InRange(tally.Refused, count / 4, count);
    }

    [Theory]
    [InlineData("quickstart")]
    [InlineData("failover")]
    public void AForgedFileIsReadOrRefused(string name)
    {
        // The checksums are made to fit, so what is read may differ; it is still whole scenarios in order, and costs no more.
        byte[] sound = new SimulatedPart(name, stored: 200).Bytes;
        List<MendedPage.Page> pages = [.. MendedPage.PagesOf(sound).Where(page => page.ContentBytes > 0)];
        var damaged = new DamagedSweep(sound);
        int count = LongTier.IsOn ? 200_000 : 2_000;
        var tally = new Tally();
        for (int seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            byte[] file = seed % 2 == 0 ? MendedPage.Damage(sound, pages[random.Next(pages.Count)], random) : MendedFooter.Of(Mutation.Of(sound, random));
            Measured(damaged, file, seed, tally);
        }

        Report(tally, "checksums mended");
        Assert.InRange(tally.Refused, count / 10, count);
    }

    private static int? Measured(DamagedSweep damaged, byte[] file, int seed, Tally tally)
    {
        long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        int? read = damaged.Read(file, out string message, out long rows);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        tally.Add(read is null, allocated, rows, Stopwatch.GetElapsedTime(start));
        Assert.True(rows <= MostRows(file), $"seed {seed}: {rows} rows read of a file of {file.Length} bytes");
        Assert.True(allocated < _mostAllocated, $"seed {seed}: {allocated} bytes allocated for a file of {file.Length}");
        Assert.True(read is not null || (message.StartsWith("part 1: ", StringComparison.Ordinal) && !message.Contains('\n')), $"seed {seed}: {message}");
        return read;
    }

    /// <summary>
    /// A bound on the work, which is no time: scenarios ascend and have a row each for three versions, so the numbers of the scenarios differ from row to row in a way that takes a bit of the file at the least. Of what a forged file
    /// claims beyond that, no more than a batch is read.
    /// </summary>
    private static long MostRows(byte[] file) => (8L * file.Length) + TableCursor.BatchRows;

    private void Report(Tally tally, string what) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{tally.Count} damaged files, {what}: {tally.Refused} refused; at most {tally.MostAllocated} bytes allocated, {tally.MostRows} rows, {tally.Longest.TotalMilliseconds:F1} ms"));

    private sealed class Tally
    {
        public int Count { get; private set; }

        public int Refused { get; private set; }

        public long MostAllocated { get; private set; }

        public long MostRows { get; private set; }

        public TimeSpan Longest { get; private set; }

        public void Add(bool isRefused, long allocated, long rows, TimeSpan took)
        {
            MostRows = Math.Max(MostRows, rows);
            Count++;
            Refused += isRefused ? 1 : 0;
            MostAllocated = Math.Max(MostAllocated, allocated);
            Longest = took > Longest ? took : Longest;
        }
    }

    /// <summary>A sweep of two files, of which the first is sound.</summary>
    private sealed class DamagedSweep
    {
        private readonly RowScan _scan;
        private byte[] _second;

        public DamagedSweep(byte[] sound)
        {
            _second = sound;
            _scan = RowScan.Open(["part 0", "part 1"], index => RowReader.Open(index == 0 ? sound : _second, $"part {index}"));
        }

        /// <summary>Scans a file in place of the second: a digest of its values, or null with the message; and the rows that were read until then. On this thread, to see what it allocates.</summary>
        public int? Read(byte[] file, out string message, out long rows)
        {
            (_second, message) = (file, "");
            var digest = new RowDigest(_some.Length);
            try
            {
                Assert.Equal(new ScanFile(_scan, _some).Read(1, digest, () => true).Rows, digest.Rows);
                return digest.Value;
            }
            catch (ParquetFormatException error)
            {
                message = error.Message;
                return null;
            }
            finally
            {
                rows = digest.Rows;
            }
        }
    }
}
