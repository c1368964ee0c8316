using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Running;

/// <summary>
/// What a sweep, or the rest of one, is going to take, judged by simulating and encoding a few of its scenarios and throwing the rows away.
/// </summary>
public sealed record SweepEstimate
{
    // A sample of as many scenarios costs some milliseconds once everything is compiled; where trials are long, one of as many events less than a second.
    private const int _sampleScenarios = 2048;
    private const long _sampleEvents = 10_000_000;
    private const int _sampleGrowth = 16;

    /// <summary>Samples may be a little smaller than the rest; what a disk must hold is rounded up.</summary>
    private const double _bytesMargin = 1.05;

    /// <summary>Bytes of a receipt, its tally apart, and what a file takes in a folder.</summary>
    private const int _bytesPerPart = 8192;

    private SweepEstimate()
    {
    }

    /// <summary>Scenarios to simulate.</summary>
    public required long Scenarios { get; init; }

    /// <summary>Rows to store.</summary>
    public required long Rows { get; init; }

    /// <summary>Parts to publish.</summary>
    public required int Parts { get; init; }

    /// <summary>Bytes to write.</summary>
    public required double Bytes { get; init; }

    /// <summary>Threads that have something to do: a part is the work of one.</summary>
    public required int Threads { get; init; }

    /// <summary>Scenarios a second on so many threads, the disk apart; NaN if it was not measured.</summary>
    public required double ScenariosPerS { get; init; }

    /// <summary>The time it takes at that rate, in seconds.</summary>
    public double ElapsedS => Scenarios / ScenariosPerS;

    /// <summary>Judges the size only: a few milliseconds, or where trials are long at most a second or the time of the first scenario.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="audit">What is there; judged is what is still to be done of it.</param>
    /// <param name="options">How it is to be run.</param>
    /// <exception cref="TrialFailedException">The simulator failed.</exception>
    public static SweepEstimate OfSize(SweepConfig config, FolderAudit audit, RunOptions options)
    {
        using var sample = new Sample(config, options, rowsEvery: 1);
        sample.Grow();
        return Of(config, audit, sample, ThreadsFor(audit, options));
    }

    /// <summary>Judges size and rate.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="audit">What is there; judged is what is still to be done of it.</param>
    /// <param name="options">How it is to be run.</param>
    /// <param name="time">How long to measure, give or take a trial; as long again goes by before, until everything is compiled.</param>
    /// <exception cref="TrialFailedException">The simulator failed.</exception>
    public static SweepEstimate OfSizeAndRate(SweepConfig config, FolderAudit audit, RunOptions options, TimeSpan time)
    {
        Sample[] samples = [.. Enumerable.Range(0, ThreadsFor(audit, options)).Select(_ => new Sample(config, options, config.RowsEvery))];
        Measure(samples, time);
        double scenariosPerS = Measure(samples, time);
        foreach (var sample in samples)
        {
            sample.Dispose();
        }

        return OfSize(config, audit, options) with { ScenariosPerS = scenariosPerS };
    }

    /// <summary>Makes sure that the disk of a folder can hold it.</summary>
    /// <exception cref="ResultsFolderException">It cannot.</exception>
    public void RequireRoom(string folder)
    {
        long free = FreeBytes(folder);
        if (Bytes > free)
        {
            var (needed, there) = InWords(Bytes, free);
            throw new ResultsFolderException(FolderProblem.NoRoom, $"{folder}: the rows to come take about {needed}, but the disk has {there} free");
        }
    }

    /// <summary>Bytes free on the disk that a folder is on, or would be if it existed.</summary>
    public static long FreeBytes(string folder)
    {
        string existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        return StorageException.Guard(existing, () => new DriveInfo(existing).AvailableFreeSpace);
    }

    /// <summary>Bytes that are needed and fewer that there are: with as many digits as it takes to see which are more.</summary>
    /// <param name="needed">Bytes that are needed.</param>
    /// <param name="there">Bytes that there are.</param>
    public static (string Needed, string There) InWords(double needed, double there)
    {
        // A byte is a millionth of a MiB, and no difference larger than one is overlooked in larger units with some digits more.
        const int MostDigits = 12;
        bool areAlike = there > needed / 2;
        for (int digits = 0; ; digits++)
        {
            var words = (InWords(needed, UnitOf(needed), digits), InWords(there, UnitOf(areAlike ? needed : there), digits));
            if (words.Item1 != words.Item2 || digits == MostDigits)
            {
                return words;
            }
        }
    }

    private static string InWords(double bytes, (double Size, string Name) unit, int digits) =>
        string.Create(CultureInfo.InvariantCulture, $"{(bytes / unit.Size).ToString(string.Create(CultureInfo.InvariantCulture, $"F{digits + (unit.Size > Units.MiB ? 1 : 0)}"), CultureInfo.InvariantCulture)} {unit.Name}");

    private static (double Size, string Name) UnitOf(double bytes) =>
        bytes >= Units.TiB ? (Units.TiB, "TiB") : bytes >= Units.GiB ? (Units.GiB, "GiB") : (Units.MiB, "MiB");

    private static int ThreadsFor(FolderAudit audit, RunOptions options) => Math.Clamp(audit.MissingPartCount, 1, options.Threads);

    private static SweepEstimate Of(SweepConfig config, FolderAudit audit, Sample sample, int threads)
    {
        // Stored scenarios are the multiples of k.
        long rows = ((config.Count + config.RowsEvery - 1) / config.RowsEvery * config.Protocols.Count) - audit.FinishedRows;
        double bytesPerPart = _bytesPerPart + (2 * sample.TallyBytes);
        return new SweepEstimate
        {
            Scenarios = config.Count - audit.FinishedScenarios,
            Rows = rows,
            Parts = audit.MissingPartCount,
            Bytes = _bytesMargin * ((rows * sample.BytesPerRow) + (audit.MissingPartCount * bytesPerPart)),
            Threads = threads,
            ScenariosPerS = double.NaN,
        };
    }

    private static double Measure(Sample[] samples, TimeSpan time)
    {
        // Not the thread pool, which would start the threads one after another.
        var clock = Stopwatch.StartNew();
        double[] scenarios = new double[samples.Length];
        var failures = new TrialFailedException?[samples.Length];
        using var timeIsUp = new CancellationTokenSource(time);
        Thread[] threads = [.. samples.Select((sample, i) => new Thread(() => failures[i] = sample.RunUntil(timeIsUp.Token, out scenarios[i])))];
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return scenarios.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>One thread's share of the measurement: scenarios from the sweep's beginning, written nowhere.</summary>
    private sealed class Sample(SweepConfig config, RunOptions options, long rowsEvery) : IDisposable
    {
        // Checking changes no row, and takes several times as long.
        private readonly PartSimulator _simulator = new(new SweepJob(config, options with { Check = false }, rowsEvery));
        private readonly HashingStream _nowhere = new();
        private readonly long _scenarios = Math.Min(config.Count, _sampleScenarios);

        public double BytesPerRow { get; private set; }

        public int TallyBytes { get; private set; }

        /// <summary>Runs from the beginning again and again.</summary>
        /// <param name="stop">A request to stop.</param>
        /// <param name="scenarios">Scenarios simulated, parts of one included.</param>
        /// <returns>What went wrong: a failure of the simulator, or null.</returns>
        public TrialFailedException? RunUntil(CancellationToken stop, out double scenarios)
        {
            long trialsBefore = _simulator.TrialsDone;
            try
            {
                bool goesOn;
                do
                {
                    goesOn = TryRun(_scenarios, stop);
                }
                while (goesOn && !stop.IsCancellationRequested);
                return null;
            }
            catch (TrialFailedException failure)
            {
                return failure;
            }
            finally
            {
                scenarios = (double)(_simulator.TrialsDone - trialsBefore) / config.Protocols.Count;
            }
        }

        /// <summary>
        /// Runs more and more scenarios from the beginning, as long as the next step should not take too many events: one scenario alone may have tens of millions.
        /// </summary>
        public void Grow()
        {
            long scenarios = 1;
            TryRun(scenarios, CancellationToken.None);
            while (scenarios < _scenarios && _simulator.Events * _sampleGrowth <= _sampleEvents)
            {
                scenarios = Math.Min(scenarios * _sampleGrowth, _scenarios);
                TryRun(scenarios, CancellationToken.None);
            }
        }

        private bool TryRun(long scenarios, CancellationToken stop)
        {
            _nowhere.Begin(Stream.Null);
            if (!_simulator.TryWrite(new Part(0, 0, scenarios), _nowhere, stop, out var content))
            {
                return false;
            }

            BytesPerRow = (double)content.Bytes / content.Rows;
            TallyBytes = content.Tally.Length;
            return true;
        }

        public void Dispose() => _nowhere.Dispose();
    }
}
