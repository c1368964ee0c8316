using System.Globalization;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Running;

namespace WalSweep.Cli;

/// <summary>Progress in one line: <c>41.2 % 4.12M/10M 1.8M/s eta 3m14s</c>, in scenarios.</summary>
internal static class ProgressText
{
    /// <summary>The line.</summary>
    public static string Line(in RunProgress progress)
    {
        // Rounded down, so that nothing is called done before it is.
        double percent = Math.Floor(1000 * progress.Share) / 10;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{percent:0.0} % {NumberText.Plain(progress.Done)}/{NumberText.Plain(progress.Count)} {NumberText.Rate(progress.ScenariosPerS)}"
            + $" eta {NumberText.DurationInTwoUnits(progress.RemainingS)}");
    }
}
