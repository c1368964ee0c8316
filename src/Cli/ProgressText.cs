using System.Globalization;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Running;

namespace WalSweep.Cli;

/// <summary>Progress in one line: <c>41.2 % 4.12M/10M 1.8M/s eta 3m14s</c>, in scenarios.</summary>
internal static class ProgressText
{
    /// <summary>What is done of a sweep, in percent: rounded down, so that nothing is called done before it is.</summary>
    public static string Percent(long done, long count) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000.0 * done / count) / 10:0.0} %");

    /// <summary>The line.</summary>
    public static string Line(in RunProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Percent(progress.Done, progress.Count)} {NumberText.Plain(progress.Done)}/{NumberText.Plain(progress.Count)} {NumberText.Rate(progress.ScenariosPerS)}"
        + $" eta {NumberText.DurationInTwoUnits(progress.RemainingS)}");
}
