using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;

namespace WalSweep.Tests.Rows;

/// <summary>Scenarios with weather and outcomes drawn from a seed, as far as their columns allow, and the files made of them.</summary>
internal sealed class RowSample
{
    public static readonly RowSchema Schema = new(
        ["v1", "v1_5", "v2"],
        [
            new("write_rate_per_s", "entries/s", "Writes a second.", Min: 0),
            new("retention_bytes", "bytes", "WAL kept.", IsWhole: true, Min: 0, Max: 1L << 60),
            new("backoff", "", "A pure number."),
        ]);

    public RowSample(int seed, int scenarios)
    {
        var random = new Random(seed);
        Varied = new double[scenarios][];
        Weather = new WeatherSummary[scenarios];
        Outcomes = new Outcome[scenarios][];
        for (int s = 0; s < scenarios; s++)
        {
            Varied[s] = [random.NextDouble() * 1e5, random.NextInt64(1L << 40), random.Next(3) == 0 ? -0.0 : random.NextDouble() - 0.5];
            Weather[s] = new()
            {
                Outages = random.Next(4),
                FirstOutageS = random.NextDouble() * 7200,
                OutageTotalS = random.NextDouble() * 1e4,
                Restarted = random.Next(2) == 0,
                AddressChanged = random.Next(2) == 0,
                Correlated = random.Next(2) == 0,
                Burst = random.Next(2) == 0,
                Spike = random.Next(2) == 0,
                ControlOutage = random.Next(2) == 0,
                PrimaryLosses = random.Next(5),
                PrimaryIsolated = random.Next(2) == 0,
                PayloadLost = random.Next(2) == 0,
                BaseNewer = random.Next(2) == 0,
            };
            Outcomes[s] = [Draw(random), Draw(random), Draw(random)];
        }
    }

    public double[][] Varied { get; }

    public WeatherSummary[] Weather { get; }

    public Outcome[][] Outcomes { get; }

    /// <summary>Numbers of the scenarios: every third one, from a large one on.</summary>
    public static long Number(int scenario) => 5_000_000_000 + (3L * scenario);

    public void Fill(RowBuffer rows, int first, int count)
    {
        rows.Clear();
        for (int s = first; s < first + count; s++)
        {
            rows.Begin(Number(s), Varied[s], in Weather[s]);
            for (int p = 0; p < Outcomes[s].Length; p++)
            {
                rows.Add(p, in Outcomes[s][p]);
            }
        }
    }

    public byte[] Write(int scenariosPerGroup) => Write(0, Weather.Length, scenariosPerGroup);

    /// <summary>A file of some of the scenarios.</summary>
    public byte[] Write(int start, int count, int scenariosPerGroup, string seed = "7")
    {
        using var stream = new MemoryStream();
        var writer = new ParquetTableWriter(Schema.Table);
        var rows = new RowBuffer(Schema, scenariosPerGroup, poison: true);
        writer.Begin(stream, [.. Schema.Metadata, new("seed", seed)]);
        for (int first = start; first < start + count; first += scenariosPerGroup)
        {
            Fill(rows, first, Math.Min(scenariosPerGroup, start + count - first));
            writer.WriteRowGroup(rows.Rows);
        }

        writer.End();
        return stream.ToArray();
    }

    private static Outcome Draw(Random random)
    {
        double Maybe(double value) => random.Next(4) == 0 ? double.NaN : value;
        double Often0() => random.Next(3) == 0 ? random.NextDouble() * 1e3 : 0;
        return new()
        {
            Ended = (Ending)random.Next(6),
            Path = (RecoveryPath)random.Next(5),
            Reason = (Cause)random.Next((int)Causes.LastReason + 1),
            Explicit = random.Next(2) == 0,
            NeedlessRebuild = random.Next(2) == 0,
            BacklogEntries = Maybe(random.NextInt64(1L << 33)),
            RecoveryS = Maybe(random.NextDouble()),
            HoldS = Maybe(1),
            WorstRecoveryS = Maybe(random.NextDouble()),
            BestRecoveryS = Maybe(random.NextDouble()),
            LostEntries = random.Next(3) == 0 ? random.NextInt64(1L << 33) : 0,
            LeakedEntries = random.Next(3) == 0 ? random.NextInt64(1L << 33) : 0,
            Promotions = random.Next(4),
            UnavailableS = Often0(),
            Catchups = random.Next(5),
            Rebuilds = random.Next(3),
            Aborts = random.Next(2),
            Reconnects = random.Next(40),
            StaleAddressRetries = random.Next(3) == 0 ? random.NextInt64(1L << 34) : 0,
            Events = random.Next(10_000),
            CatchupTimeS = Often0(),
            RebuildTimeS = Often0(),
            BlockedS = Often0(),
            ExposedS = random.NextDouble(),
            WalPeakBytes = random.NextDouble() * 1e12,
            WalPinnedByteS = random.NextDouble() * 1e15,
            TransferredBytes = Often0(),
            EndS = random.NextDouble(),
        };
    }
}
