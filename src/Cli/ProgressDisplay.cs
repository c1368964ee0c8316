using Spectre.Console;
using WalSweep.Sweep.Running;

namespace WalSweep.Cli;

/// <summary>Shows how far a sweep is: a bar on a terminal, elsewhere a plain line a minute.</summary>
internal static class ProgressDisplay
{
    /// <summary>Does something lengthy and shows how far it is.</summary>
    /// <param name="errors">Where progress belongs.</param>
    /// <param name="isTerminal">Whether that is a terminal.</param>
    /// <param name="work">What is to be done.</param>
    public static T Show<T>(TextWriter errors, bool isTerminal, Func<IProgressSink, T> work)
    {
        if (!isTerminal)
        {
            return work(new PlainLines(errors));
        }

        // Spectre honours NO_COLOR and what the terminal says of itself.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => work(new Bar(context.AddTask("starting", maxValue: 1))));
    }

    /// <summary>A line a minute, for logs.</summary>
    internal sealed class PlainLines(TextWriter errors) : IProgressSink
    {
        private double _lastS;

        public TimeSpan Interval => TimeSpan.FromMinutes(1);

        public void Report(in RunProgress progress)
        {
            // The first and the last report come out of turn.
            if (progress.ElapsedS - _lastS >= 0.99 * Interval.TotalSeconds)
            {
                errors.WriteLine(ProgressText.Line(in progress));
                _lastS = progress.ElapsedS;
            }
        }
    }

    private sealed class Bar(ProgressTask task) : IProgressSink
    {
        public TimeSpan Interval => TimeSpan.FromMilliseconds(200);

        public void Report(in RunProgress progress)
        {
            task.Value = progress.Share;
            task.Description = ProgressText.Line(in progress).EscapeMarkup();
        }
    }
}
