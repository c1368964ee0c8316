using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Running;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Replay;

public sealed class SweepReplayTests
{
    private const long Scenario = 17;

    /// <summary>What stopped a run that checks the rules stops the replay at the same event.</summary>
    [Fact]
    public void ABrokenRuleEndsTheTraceWithTheEventThatBrokeIt()
    {
        const int Events = 3;
        var replay = SweepReplay.Draw(SmallSweep.Config(100), Scenario, "results/small");
        var whole = replay.Record(ProtocolVersion.V2).Events;
        var broken = new List<TraceEvent>();
        var failure = Assert.Throws<TrialFailedException>(() => replay.Trace(ProtocolVersion.V2, broken.Add, new BrokenAfter(Events).Observer));

        Assert.True(whole.Count > Events);
        Assert.Equal(whole.Take(Events).SelectMany(TextTrace.Lines), broken.SelectMany(TextTrace.Lines));
        Assert.Equal(("results/small", Scenario, "v2"), (failure.Origin, failure.Scenario, failure.Protocol));
        Assert.Contains("a rule is broken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowThatIsNotThereIsMissedByTheNameOfItsFile()
    {
        using var folder = new TemporaryFolder();
        SmallSweep.Run(folder.Path, SmallSweep.Config(100), 1);
        string path = new Sweep.Results.ResultsLayout(folder.Path).RowsPath(0);
        using var reader = RowReader.Open(path);
        var missing = Assert.Throws<ParquetFormatException>(() => TrialRow.Read(reader, 300));
        Assert.Equal($"{path}: expected a row 300, found 300 rows", missing.Message);
    }

    /// <summary>Finds a rule broken at an event.</summary>
    private sealed class BrokenAfter(int events) : TrialWatcher
    {
        private int _left = events;

        protected override void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
        {
            if (--_left == 0)
            {
                throw new ModelViolationException("a rule is broken");
            }
        }
    }
}
