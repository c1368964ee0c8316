using WalSweep.Engine;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;

namespace WalSweep.Benchmarks.Rows;

/// <summary>
/// Rows like those of a sweep over ten parameters, made from a seed without simulating: a scenario's backlog is common to its three rows, V1 rebuilds, V1.5 and V2
/// catch up four times in five and then differ by the hold, and what seldom happens (blocked writes, retries, aborts) is mostly zero.
/// </summary>
internal sealed class RealisticRows
{
    public const int Protocols = 3;

    public static readonly RowSchema Schema = new(
        ["v1", "v1_5", "v2"],
        [
            new("outage_first_s", "s", "Length of an outage."), new("write_rate_per_s", "entries/s", "Writes."), new("catchup_rate_per_s", "entries/s", "Replay."),
            new("retention_bytes", "bytes", "WAL kept.", IsWhole: true), new("volume_bytes", "bytes", "Size.", IsWhole: true), new("latency_s", "s", "Latency."),
            new("rebuild_rate_bytes_per_s", "bytes/s", "Copying."), new("control_cycle_s", "s", "Cycle."), new("gap_s", "s", "Between outages."),
            new("burst_factor", "", "Burst."),
        ]);

    public RealisticRows(int scenarios)
    {
        var random = new Random(20_240_607);
        Varied = new double[scenarios * 10];
        Weather = new WeatherSummary[scenarios];
        Outcomes = new Outcome[scenarios * Protocols];
        for (int s = 0; s < scenarios; s++)
        {
            Span<double> varied = Varied.AsSpan(s * 10, 10);
            for (int i = 0; i < varied.Length; i++)
            {
                varied[i] = Math.Exp(random.NextDouble() * 12);
            }

            varied[3] = Math.Floor(varied[3] * 1e6);
            varied[4] = Math.Floor(varied[4] * 1e7);
            int outages = random.Next(3) == 0 ? random.Next(2, 6) : 1;
            Weather[s] = new() { Outages = outages, FirstOutageS = varied[0], OutageTotalS = varied[0] * outages, AddressChanged = random.Next(4) == 0, Burst = random.Next(3) == 0 };
            double backlog = Math.Floor(varied[0] * varied[1]);
            for (int p = 0; p < Protocols; p++)
            {
                Outcomes[(s * Protocols) + p] = Draw(random, p, outages, backlog, varied);
            }
        }
    }

    public double[] Varied { get; }

    public WeatherSummary[] Weather { get; }

    public Outcome[] Outcomes { get; }

    /// <summary>Fills a buffer, beginning again with the first scenario as often as needed.</summary>
    /// <param name="rows">The buffer.</param>
    /// <param name="firstNumber">The number that the first scenario of the buffer gets.</param>
    public void Fill(RowBuffer rows, long firstNumber = 0)
    {
        rows.Clear();
        for (int s = 0, next = 0; s < rows.ScenarioCapacity; s++, next = next + 1 == Weather.Length ? 0 : next + 1)
        {
            rows.Begin(firstNumber + s, Varied.AsSpan(next * 10, 10), in Weather[next]);
            for (int p = 0; p < Protocols; p++)
            {
                rows.Add(p, in Outcomes[(next * Protocols) + p]);
            }
        }
    }

    private static Outcome Draw(Random random, int protocol, int outages, double backlog, ReadOnlySpan<double> varied)
    {
        bool ends = random.Next(20) != 0, catchesUp = protocol > 0 && random.Next(5) != 0;
        double took = backlog / varied[2], copy = varied[4] / varied[6];
        return new()
        {
            Ended = ends ? Ending.Completed : (Ending)random.Next(1, 4),
            Path = catchesUp ? RecoveryPath.Catchup : RecoveryPath.Rebuild,
            Reason = catchesUp ? Cause.Recovered : (Cause)random.Next(1, 21),
            Explicit = protocol == 2 || random.Next(2) == 0,
            NeedlessRebuild = protocol == 0 && random.Next(2) == 0,
            BacklogEntries = random.Next(30) == 0 ? double.NaN : backlog,
            RecoveryS = ends ? (catchesUp ? took : copy) + protocol : double.NaN,
            HoldS = ends ? (protocol == 2 ? 1 : 0) : double.NaN,
            WorstRecoveryS = ends ? (outages > 1 ? random.NextDouble() * 100 : (catchesUp ? took : copy) + protocol) : double.NaN,
            BestRecoveryS = random.Next(10) == 0 ? double.NaN : Math.Min(took, copy),
            Catchups = catchesUp ? outages : 0,
            Rebuilds = catchesUp ? 0 : random.Next(1, 3),
            Aborts = random.Next(10) == 0 ? 1 : 0,
            Reconnects = outages + random.Next(2),
            StaleAddressRetries = random.Next(8) == 0 ? random.Next(100) : 0,
            Events = 10 + (int)(Math.Pow(random.NextDouble(), 4) * 3000),
            CatchupTimeS = catchesUp ? took * outages : 0,
            RebuildTimeS = catchesUp ? 0 : copy * 1.25,
            BlockedS = random.Next(10) == 0 ? random.NextDouble() * varied[0] : 0,
            ExposedS = varied[0] + (random.NextDouble() * 10),
            WalPeakBytes = (backlog * 4096) + (random.NextDouble() * 1e6),
            WalPinnedByteS = protocol == 0 ? 0 : random.NextDouble() * 1e12,
            TransferredBytes = catchesUp ? backlog * 4096 : varied[4] + (random.NextDouble() * 1e6),
        };
    }
}
