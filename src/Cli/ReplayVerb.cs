using System.CommandLine;
using System.Globalization;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Timeline;
using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;

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
        var picture = new Option<string?>("--svg") { Description = "Draws the timeline of one version into a file besides, in place of a file of that name; links, pipes and devices are refused.", HelpName = "FILE" };
        const string Purpose = "Shows what happened in a trial, event by event, what each policy decided and saw, and its row. Exit code 4 if a stored row differs.";
        var command = new Command(Name, Purpose) { source, scenario, protocol, json, picture };
        command.SetAction(result =>
        {
            var subject = ReplayArguments.Find(result.GetRequiredValue(source), result.GetValue(scenario));
            RequirePicture(result.GetValue(picture), result.GetValue(protocol), subject);
            var versions = result.GetValue(protocol) is { } name ? [ReplayArguments.VersionOf(name, subject, protocol.Name)] : subject.Source.DefaultVersions;
            int exitCode = Replay(subject, versions, result.GetValue(json), streams);
            Draw(subject.Source, versions, result.GetValue(picture), streams);
            return exitCode;
        });
        return command;
    }

    public override string? WayOut(Exception failure) =>
        failure is ParquetFormatException or DamagedResultsException ? StoredSweep.MadeAnew("Remove that file", "run the sweep") : null;

    private static int Replay(ReplaySubject subject, IReadOnlyList<ProtocolVersion> versions, bool asJson, Streams streams)
    {
        bool isEqual = true;
        foreach (var version in versions)
        {
            var verdict = asJson ? GiveJson(subject, version, streams) : GiveText(subject, version, streams);
            isEqual &= verdict != StoredVerdict.Different;
            if (verdict == StoredVerdict.Different && subject is { Source: SweepReplay replay, Layout: { } layout })
            {
                streams.Say(StoredSweep.MadeAnew($"If the stored row is wrong, remove {replay.StoredPath(layout)}", "run the sweep"));
            }
        }

        return isEqual ? ExitCode.Done : ExitCode.Unequal;
    }

    /// <summary>A picture shows one trial, and whoever asks for one must say of which version, and name a file that can be written, before anything is done.</summary>
    private static void RequirePicture(string? path, string? protocol, ReplaySubject subject)
    {
        if (path is not null && protocol is null && subject.Source.DefaultVersions.Count > 1)
        {
            throw new UsageException($"--svg: draws one version: expected --protocol with one of {string.Join(", ", subject.Source.DefaultVersions)}, found none");
        }

        if (path is { Length: 0 } || Directory.Exists(path))
        {
            throw new UsageException($"--svg: expected a file for the picture, found {(path.Length == 0 ? "\"\"" : $"the folder {path}")}");
        }

        if (path is not null)
        {
            ReplaceableFile.Require(path);
            ReplaceableFile.RequireOutsideResults(path);
        }
    }

    private static void Draw(ReplaySource source, IReadOnlyList<ProtocolVersion> versions, string? path, Streams streams)
    {
        if (path is null)
        {
            return;
        }

        var version = versions[0];
        AtomicFile.Write(path, SvgWriter.ToBytes(TimelineFigure.Of(source, source.Record(version), source.Row(version))));
        streams.Say($"wrote {path}");
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
        streams.Give(source.Introduction(version.Name));
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
        if (end.Primary.Term > 0)
        {
            streams.Give("in the end");
            foreach (var node in end.Nodes)
            {
                streams.Give($"  {TextTrace.LogWords(node)}");
            }

            streams.Give("");
        }

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
