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
            + $" eta {Duration(progress.RemainingS)}");
    }

    /// <summary>A duration in its two largest units: 14s, 3m14s, 2h05m, 3d04h. "?" if it is not known.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return "?";
        }

        var time = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        return time switch
        {
            { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds}s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m{time.Seconds:00}s"),
            { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours}h{time.Minutes:00}m"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays}d{time.Hours:00}h"),
        };
    }
}
