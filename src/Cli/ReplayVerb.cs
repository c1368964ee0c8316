using System.CommandLine;
using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary>
/// <c>replay</c>: the trace of a scenario's trials, each followed by its row; with a folder, the row is compared with the stored one.
/// </summary>
internal sealed class ReplayVerb : Verb
{
    public override string Name => "replay";

    public override string Example => "walsweep replay results/quickstart --scenario 4711 --protocol v2";

    public override Command Build(Streams streams)
    {
        var source = ReplayArguments.Source();
        var scenario = ReplayArguments.Scenario();
        var protocol = new Option<string?>("--protocol")
        {
            Description = "The version of the protocol. [default: all of the sweep, or those the script is compared under]",
            HelpName = "v",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a line in place of text (docs/replay.md)." };
        const string Purpose = "Shows what happened in a trial, event by event, what each policy decided and saw, and its row. Exit code 4 if a stored row differs.";
        var command = new Command(Name, Purpose) { source, scenario, protocol, json };
        command.SetAction(result =>
        {
            var subject = ReplayArguments.Find(result.GetRequiredValue(source), result.GetValue(scenario));
            var versions = result.GetValue(protocol) is { } name ? [ReplayArguments.VersionOf(name, subject, protocol.Name)] : subject.Usual;
            return Replay(subject, versions, result.GetValue(json), streams);
        });
        return command;
    }

    public override string? WayOut(Exception failure) =>
        failure is ParquetFormatException or DamagedResultsException ? "Remove that file and run the sweep again: its part is made anew." : null;

    private static int Replay(ReplaySubject subject, IReadOnlyList<ProtocolVersion> versions, bool asJson, Streams streams)
    {
        bool isEqual = true;
        foreach (var version in versions)
        {
            var verdict = asJson ? GiveJson(subject, version, streams) : GiveText(subject, version, streams);
            isEqual &= verdict != StoredVerdict.Different;
            if (verdict == StoredVerdict.Different && subject is { Source: SweepReplay replay, Layout: { } layout })
            {
                streams.Say($"If the stored row is wrong, remove {replay.StoredPath(layout)} and run the sweep again: its part is made anew.");
            }
        }

        return isEqual ? ExitCode.Done : ExitCode.Unequal;
    }

    private static StoredVerdict GiveJson(ReplaySubject subject, ProtocolVersion version, Streams streams)
    {
        var source = subject.Source;
        streams.Output.WriteLine(JsonTrace.Trial(source, version));
        var end = source.Trace(version, one =>
        {
            foreach (string line in JsonTrace.Lines(one))
            {
                streams.Output.WriteLine(line);
            }
        });
        streams.Output.WriteLine(JsonTrace.End(end));
        var row = source.Row(version);
        streams.Output.WriteLine(JsonTrace.Row(row, source.ColumnsOf(row)));
        var (verdict, stored) = Compare(subject, version, row);
        streams.Output.WriteLine(JsonTrace.Comparison(verdict, row, stored));
        return verdict;
    }

    private static StoredVerdict GiveText(ReplaySubject subject, ProtocolVersion version, Streams streams)
    {
        var source = subject.Source;
        streams.Give(subject.Layout is null && source is ScriptReplay ? $"scenario {source.Name} under {version}: {source.Title}" : $"scenario {source.Name} under {version}");
        streams.Give("");
        streams.Give(TextTrace.Heading(source.Parameters.Replicas));
        var end = source.Trace(version, one =>
        {
            foreach (string line in TextTrace.Lines(one))
            {
                streams.Give(line);
            }
        });
        var row = source.Row(version);
        streams.Give("");
        streams.Give(string.Create(CultureInfo.InvariantCulture, $"ended at {end.TimeS:R} s with the row"));
        foreach (string line in row.Lines(source.ColumnsOf(row)))
        {
            streams.Give(line);
        }

        streams.Give("");
        var (verdict, stored) = Compare(subject, version, row);
        GiveVerdict(verdict, row, stored, subject.Layout, streams);
        return verdict;
    }

    private static void GiveVerdict(StoredVerdict verdict, TrialRow row, TrialRow? stored, ResultsLayout? layout, Streams streams)
    {
        switch (verdict)
        {
            case StoredVerdict.Equal:
                streams.Give("Equal to the stored row.");
                break;
            case StoredVerdict.Absent:
                streams.Give($"{layout!.Root} holds no row of this trial.");
                break;
            case StoredVerdict.Different:
                streams.Give("Differs from the stored row:");
                foreach (var column in row.DifferencesFrom(stored!))
                {
                    streams.Give($"  {column}: stored {stored!.Text(column)}, replayed {row.Text(column)}");
                }

                break;
            default:
                break;
        }
    }

    private static (StoredVerdict Verdict, TrialRow? Stored) Compare(ReplaySubject subject, ProtocolVersion version, TrialRow row)
    {
        if (subject is not { Source: SweepReplay replay, Layout: { } layout })
        {
            return (StoredVerdict.Nowhere, null);
        }

        var stored = replay.StoredRow(layout, version);
        return (stored is null ? StoredVerdict.Absent : row.DifferencesFrom(stored).Count == 0 ? StoredVerdict.Equal : StoredVerdict.Different, stored);
    }
}
