using WalSweep.Cli;
using WalSweep.Sweep.Results;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>Signals, limits and rivals, from outside the process.</summary>
public sealed class ProcessTests
{
    /// <summary>Enough work for many seconds, so that a test meets it at work.</summary>
    private const long Long = 20_000_000;

    private static Walsweep StartAndWaitForAPart(TemporaryFolder folder, string config)
    {
        var run = Walsweep.Start("run", config, "--out", folder["out"], "--threads", "2");
        while (TemporaryFolder.StampsOf(folder["out"]).Count == 0)
        {
            Assert.False(run.HasExited, run.Errors);
            Thread.Sleep(10);
        }

        return run;
    }

    [SignalTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void ASignalStopsTheRunAndTellsHowToGoOn(string signal)
    {
        using var folder = new TemporaryFolder();
        using var run = StartAndWaitForAPart(folder, ConfigFiles.Calm(folder, Long));
        run.Signal(signal);
        Assert.Equal(ExitCode.Interrupted, run.WaitForExit());
        Assert.Contains("run the same command again to go on", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder["out"], "*.tmp", SearchOption.AllDirectories));
        Assert.Equal(ExitCode.Incomplete, Walsweep.Run("status", folder["out"]).ExitCode);
    }

    /// <summary>
    /// The first signal is not followed here, for the process waits to say something to a pipe that is full and that nobody reads; the second is.
    /// </summary>
    [SignalTheory]
    [InlineData("INT", 128 + 2)]
    [InlineData("TERM", 128 + 15)]
    public void ASecondSignalEndsTheProcessAtOnceAndWhatIsFinishedIsKept(string signal, int exitCode)
    {
        using var folder = new TemporaryFolder();
        string firstPart = ConfigFiles.Calm(folder, PartPlan.ScenariosPerFullPart);
        Assert.Equal(ExitCode.Done, Walsweep.Run("run", firstPart, "--out", folder["out"], "--threads", "1").ExitCode);
        var before = TemporaryFolder.StampsOf(folder["out"]);
        string locked = Path.Combine(folder["out"], "config.lock.json");
        string lockedBefore = File.ReadAllText(locked);

        string both = ConfigFiles.Calm(folder, 2 * PartPlan.ScenariosPerFullPart);
        string fill = $"mkfifo '{folder["pipe"]}'; exec 2<>'{folder["pipe"]}'; dd if=/dev/zero of='{folder["pipe"]}' bs=1024 count=1024 oflag=nonblock 2>/dev/null";
        using (var run = Walsweep.StartIn(fill, "run", both, "--out", folder["out"], "--threads", "1"))
        {
            // It listens to signals before it locks the new configuration.
            while (File.ReadAllText(locked) == lockedBefore)
            {
                Assert.False(run.HasExited, run.Errors);
                Thread.Sleep(10);
            }

            run.Signal(signal);
            Thread.Sleep(50);
            Assert.False(run.HasExited, run.Errors);
            while (!run.HasExited)
            {
                run.Signal(signal);
                Thread.Sleep(50);
            }

            Assert.Equal(exitCode, run.WaitForExit());
        }

        Assert.Equal(before, TemporaryFolder.StampsOf(folder["out"]));
        var status = Walsweep.Run("status", folder["out"]);
        Assert.Equal(ExitCode.Incomplete, status.ExitCode);
        Assert.DoesNotContain("damaged", status.Output, StringComparison.Ordinal);
        var again = Walsweep.Run("run", both, "--out", folder["out"], "--threads", "1");
        Assert.Equal(ExitCode.Done, again.ExitCode);
        Assert.Contains("65,536 of them there already", again.Errors, StringComparison.Ordinal);
    }

    [PosixFact]
    public void ASecondProcessIsKeptOut()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Calm(folder, Long);
        using var first = StartAndWaitForAPart(folder, config);
        var second = Walsweep.Run("run", config, "--out", folder["out"]);
        Assert.Equal(ExitCode.Usage, second.ExitCode);
        Assert.Contains("another process is writing to this folder", second.Errors, StringComparison.Ordinal);
        Assert.Contains("choose another folder with --out", second.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Incomplete, Walsweep.Run("status", folder["out"]).ExitCode);
        Assert.False(first.HasExited, first.Errors);
    }

    /// <summary>A limit on the size of files makes the system refuse a write, as a full disk does, and needs no privilege.</summary>
    [PosixFact]
    public void AWriteThatFailsStopsTheRunAndLosesNothing()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Calm(folder, 70_000);
        using (var run = Walsweep.StartIn("export DOTNET_EnableWriteXorExecute=0; ulimit -f 300", "run", config, "--out",
            folder["out"], "--threads", "1"))
        {
            Assert.Equal(ExitCode.Incomplete, run.WaitForExit());
            Assert.Contains("part-00000.parquet: ", run.Errors, StringComparison.Ordinal);
            Assert.Contains("run the same command again to go on", run.Errors, StringComparison.Ordinal);
        }

        Assert.Empty(TemporaryFolder.StampsOf(folder["out"]));
        Assert.Equal(ExitCode.Done, Walsweep.Run("run", config, "--out", folder["out"], "--no-report").ExitCode);
        Assert.Equal(2, TemporaryFolder.StampsOf(folder["out"]).Count);
    }

    [PosixFact]
    public void StandardStreamsMayBeClosed()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Calm(folder, 100);
        using (var run = Walsweep.StartIn("exec 2>&-", "run", config, "--out", folder["deaf"]))
        {
            Assert.Equal(ExitCode.Done, run.WaitForExit());
        }

        using (var run = Walsweep.StartIn("exec >&-", "run", config, "--out", folder["mute"]))
        {
            Assert.Equal(ExitCode.Usage, run.WaitForExit());
            Assert.Contains("standard output cannot be written: ", run.Errors, StringComparison.Ordinal);
        }

        using (var run = Walsweep.StartIn("exec > >(true)", "replay", config, "--scenario", "0"))
        {
            Assert.Equal(ExitCode.Done, run.WaitForExit());
        }
    }

    /// <summary>Opening a pipe that nobody writes to would wait for ever.</summary>
    [PosixFact]
    public void APipeIsNoFile()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Calm(folder, 100);
        Assert.Equal(ExitCode.Done, Walsweep.Run("run", config, "--out", folder["out"], "--no-report").ExitCode);
        string receipt = Path.Combine(folder["out"], "receipts", "shard=00000", "part-00000.json");
        File.Delete(receipt);
        using (var run = Walsweep.StartIn($"mkfifo '{folder["pipe"]}' '{receipt}'", "run", folder["pipe"]))
        {
            Assert.Equal(ExitCode.Usage, run.WaitForExit());
            Assert.Contains($"{folder["pipe"]}: cannot be read: is empty, or no regular file", run.Errors, StringComparison.Ordinal);
        }

        string csv = ConfigFiles.Write(folder, """
            {"name": "x", "count": 1, "weather": {"outage": {"empirical": {"file": "pipe", "column": "d", "unit": "s"}}}}
            """);
        Assert.Contains("pipe\": is empty, or no regular file", Walsweep.Run("plan", csv).Errors, StringComparison.Ordinal);

        var status = Walsweep.Run("status", folder["out"]);
        Assert.Equal(ExitCode.Incomplete, status.ExitCode);
        Assert.Contains($"{receipt}: expected the receipt of part-00000.parquet, found something else", status.Output, StringComparison.Ordinal);
        var again = Walsweep.Run("run", config, "--out", folder["out"], "--no-report");
        Assert.Equal(ExitCode.Incomplete, again.ExitCode);
        Assert.Contains($"{receipt}: expected a file that can be written, found a pipe", again.Errors, StringComparison.Ordinal);
        File.Delete(receipt);
        Assert.Equal(ExitCode.Done, Walsweep.Run("run", config, "--out", folder["out"], "--no-report").ExitCode);
        Assert.Equal(ExitCode.Done, Walsweep.Run("status", folder["out"]).ExitCode);
    }

    [PosixFact]
    public void AFolderThatCannotBeWrittenToIsNamed()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Calm(folder, 100);

        // Not even a privileged user makes folders there.
        string unwritable = OperatingSystem.IsLinux() ? "/proc/walsweep/out" : "/System/walsweep/out";
        var (exitCode, _, errors) = Walsweep.Run("run", config, "--out", unwritable);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains($"{unwritable} cannot be used for results", errors, StringComparison.Ordinal);
    }
}
