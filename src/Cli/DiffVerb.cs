using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;

namespace WalSweep.Cli;

/// <summary><c>diff</c>: one scenario under two versions, once as far as the same happens, then side by side.</summary>
internal sealed class DiffVerb : Verb
{
    private const int _versionCount = 2;

    public override string Name => "diff";

    public override string Example => "walsweep diff results/quickstart --scenario 4711 v1_5 v2";

    public override Command Build(Streams streams)
    {
        var source = ReplayArguments.Source();
        var scenario = ReplayArguments.Scenario();
        var versions = new Argument<string[]>("VERSION")
        {
            Description = "The two versions of the protocol.",
            Arity = new ArgumentArity(_versionCount, _versionCount),
        };
        SweepArguments.RequireWords(versions, "a version of the protocol");
        const string Purpose = "Shows where two versions part ways in the same scenario: the trace up to there, then both traces side by side, and the columns in which their rows differ.";
        var command = new Command(Name, Purpose) { source, versions, scenario };
        command.SetAction(result =>
        {
            var subject = ReplayArguments.Find(result.GetRequiredValue(source), result.GetValue(scenario));
            ProtocolVersion[] pair = [.. result.GetRequiredValue(versions).Select(name => ReplayArguments.VersionOf(name, subject, versions.Name))];
            Show(subject.Source, new TracePair(subject.Source.Record(pair[0]), subject.Source.Record(pair[1])), streams);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(ReplaySource source, TracePair pair, Streams streams)
    {
        streams.Give(source.Introduction($"{pair.First.Protocol} and {pair.Second.Protocol}"));
        streams.Give("");
        streams.Give(TextTrace.Heading(source.Parameters.Replicas));
        for (int index = 0; index < pair.Common; index++)
        {
            foreach (string line in pair.CommonLines(index))
            {
                streams.Give(line);
            }
        }

        streams.Give("");
        if (pair.Parts)
        {
            streams.Give($"They part at {TextTrace.Time(pair.PartsAtS)} s, after {NumberText.Counted(pair.Common, "common event")}.");
            streams.Give("");
            foreach (string line in SideBySide.Lines(pair, streams.Width))
            {
                streams.Give(line);
            }
        }
        else
        {
            streams.Give(string.Create(CultureInfo.InvariantCulture, $"They never part: the same {pair.Common} events, and both end at {pair.First.End.TimeS:R} s."));
        }

        streams.Give("");
        ShowRows(source, pair, streams);
    }

    private static void ShowRows(ReplaySource source, TracePair pair, Streams streams)
    {
        var (first, second) = (source.Row(pair.First.Protocol), source.Row(pair.Second.Protocol));
        var differing = first.DifferencesFrom(second);
        List<VersionLine> lines =
        [
            .. source.ColumnsOf(first)
                .Where(column => column != first.Schema.Protocol && differing.Contains(column))
                .Select(column => new VersionLine(column.Unit.Length > 0 ? $"{column} [{column.Unit}]" : column.Name, [first.Text(column), second.Text(column)], Color.Default, BeginsGroup: false)),
        ];
        streams.Give(lines.Count == 0 ? "Their rows are equal." : "Their rows differ in:");
        if (lines.Count > 0)
        {
            VersionTable.Write([pair.First.Protocol.Name, pair.Second.Protocol.Name], lines, streams);
        }
    }
}
