using System.Globalization;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Regions;

/// <summary>Writes a summary as CSV (RFC 4180, but with \n): counts, from which every share follows exactly, and recovery times in seconds.</summary>
public static class SweepSummaryCsv
{
    /// <summary>The header line, without its line end.</summary>
    public static string Header { get; } =
        $"protocol,trials,{string.Join(',', Fates.All.Select(Fates.Column))},explicit,needless_rebuilds,"
        + "with_losses,lost_entries,with_leaks,leaked_entries,recoveries,recovery_s_median,recovery_s_p99,recovery_s_max";

    /// <summary>Writes the header and one line per protocol. A time that does not exist is an empty field.</summary>
    public static void Write(SweepSummary summary, TextWriter output)
    {
        output.Write(Header + "\n");
        foreach (ProtocolSummary line in summary.Protocols)
        {
            output.Write(CsvText.Quoted(line.Protocol.Column));
            ReadOnlySpan<long> counts =
            [
                line.TrialCount, .. Fates.All.Select(fate => line.Fates[fate]), line.ExplicitCount, line.NeedlessRebuildCount,
                line.LossCount, line.LostEntries, line.LeakCount, line.LeakedEntries, line.RecoveryCount,
            ];
            foreach (long count in counts)
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $",{count}"));
            }

            ReadOnlySpan<double> times = [line.RecoveryMedianS, line.RecoveryP99S, line.RecoveryMaxS];
            foreach (double timeS in times)
            {
                output.Write(double.IsNaN(timeS) ? "," : string.Create(CultureInfo.InvariantCulture, $",{timeS:R}"));
            }

            output.Write('\n');
        }
    }
}
