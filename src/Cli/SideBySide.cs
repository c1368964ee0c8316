using System.Globalization;
using WalSweep.Sweep.Replay;

namespace WalSweep.Cli;

/// <summary>Two traces beside each other from where they part, in the order of time.</summary>
internal static class SideBySide
{
    private const int _leastWidth = 64;
    private const string _bar = " | ";
    private const string _indent = "    ";

    /// <summary>The lines.</summary>
    /// <param name="pair">The traces.</param>
    /// <param name="width">Columns of the terminal; a side gets half of it, but never too little to be read.</param>
    public static IEnumerable<string> Lines(TracePair pair, int width)
    {
        int sideWidth = Math.Max(_leastWidth, (width - _bar.Length) / 2);
        yield return Beside([pair.First.Protocol.Label], [pair.Second.Protocol.Label], sideWidth).Single();
        foreach (var (first, second) in pair.Rest())
        {
            foreach (string line in Beside(Block(first, sideWidth), Block(second, sideWidth), sideWidth))
            {
                yield return line;
            }
        }

        yield return Beside([Ending(pair.First)], [Ending(pair.Second)], sideWidth).Single();
    }

    private static string Ending(TrialTrace trace) => string.Create(CultureInfo.InvariantCulture, $"ended at {trace.End.TimeS:R} s");

    private static IEnumerable<string> Beside(List<string> left, List<string> right, int width) =>
        Enumerable.Range(0, Math.Max(left.Count, right.Count))
            .Select(index => (left.ElementAtOrDefault(index) ?? "").PadRight(width) + (_bar + right.ElementAtOrDefault(index)).TrimEnd());

    /// <summary>An event in a narrow column: its time and name, the state after it, what it brought about.</summary>
    private static List<string> Block(TraceEvent? one, int width)
    {
        if (one is null)
        {
            return [];
        }

        var cells = TextTrace.Cells(one);
        string positions = $"primary {cells.Primary}, head {cells.Head}, tail {cells.Tail}, committed {cells.Committed}{cells.HeldBack}";
        var nodes = cells.Nodes.Select((node, index) => string.Create(CultureInfo.InvariantCulture, $"{index} {node}"));
        IEnumerable<string> rest = [positions, string.Join(", ", nodes), .. one.Steps.Select(Words), .. one.TellsLogsOf.Select(node => TextTrace.LogWords(one.After.Nodes[node]))];
        return [$"{cells.Time,14}  {cells.Event}", .. rest.SelectMany(text => Indented(text, width))];
    }

    private static string Words(TraceStep step) => step is PolicyDecision decision
        ? $"{TextTrace.Words(step)}, seeing {string.Join(", ", decision.Facts.Concat(decision.Reports.SelectMany(report => report)))}"
        : TextTrace.Words(step);

    private static IEnumerable<string> Indented(string text, int width) =>
        TextTrace.Wrap(text, width - (2 * _indent.Length)).Select((line, index) => _indent + (index > 0 ? _indent : "") + line);
}
