using System.Globalization;
using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>
/// The answer in three sentences: where catching up ends and how sure that is; what is decided explicitly and what is rebuilt that need not be; what does not recover, what is lost, and how much sooner the newest version recovers.
/// Sections on what few sweeps have, knobs or rules taken back, add one of their own. They say no more than the counts, so that they are true of any sweep: of one version, of one scenario, of one without a recovery.
/// </summary>
internal static class Opening
{
    /// <summary>The sentences; one if there is nothing to tell of.</summary>
    internal static IReadOnlyList<string> Of(SweepFindings findings)
    {
        var told = Told(findings.Summary);
        return findings.Scenarios == 0
            ? ["No scenario of this sweep is there yet, so there is nothing to tell."]
            : [.. Line(findings, told), $"{Explicit(findings, told)}; {Rebuilds(told)}.", Endings(findings, told), .. ReportSections.All.SelectMany(section => section.Opening(findings))];
    }

    /// <summary>The generations, newest first; of a sweep without any of them, all versions it has. What is an ablation of V2 stands in the tables.</summary>
    private static List<ProtocolSummary> Told(SweepSummary summary)
    {
        List<ProtocolSummary> generations = [.. summary.Protocols.Where(line => ProtocolVersion.Generations.Contains(line.Protocol)).Reverse()];
        return generations.Count > 0 ? generations : [.. summary.Protocols];
    }

    /// <summary>
    /// Where catching up stops being what happens to most: of the backlog as a part of the retention if that is a map, else of the outage; of a sweep without either nothing. All versions' bands hold together.
    /// </summary>
    private static IEnumerable<string> Line(SweepFindings findings, List<ProtocolSummary> told)
    {
        var boundaries = findings.Counts.Maps.Where(map => MapFigures.HasTrials(map, findings.Summary)).Select(findings.BoundaryOf).OfType<MapBoundary>().ToList();
        if ((boundaries.Find(candidate => candidate.Map.Map.Name == MapPlan.Plane) ?? boundaries.FirstOrDefault()) is not { } boundary)
        {
            return [];
        }

        var axis = boundary.Map.Map.X.Axis;
        var error = (1 - Interval.DefaultConfidence) / told.Count;
        string At(double cells) => axis.ValueAt(cells / axis.CellCount) is var value && axis.Unit == AxisUnit.None ? value.ToString("G2", CultureInfo.InvariantCulture) : NumberText.Value(value, axis.Unit);
        string Place(Boundary place) =>
            !place.HasBand ? "not known from so few scenarios"
            : place.HighEdge == 0 ? "none"
            : place.LowEdge == place.CellCount ? $"more than {At(place.CellCount)}"
            : place.MayLieBefore ? $"at most {At(place.BandCells.High)}"
            : place.MayLieBeyond ? $"at least {At(place.BandCells.Low)}"
            : $"{At(place.EstimateCells)} ({At(place.BandCells.Low)} – {At(place.BandCells.High)})";
        string Of(ProtocolSummary line) => $"{Place(boundary.Overall(findings.Summary.Protocols.ToList().IndexOf(line), error))} under {line.Protocol.Label}";
        var what = boundary.Map.Map.X.IsFirstOutage ? $"longest {axis.Label} from which most replicas catch up is" : "largest backlog from which most replicas catch up is, as a multiple of the retention,";
        return [$"The {what} {DisplayText.Listed(told.Select(Of))}, with 95 % confidence{(told.Count == 1 ? "" : " for all together")}."];
    }

    private static string Explicit(SweepFindings findings, List<ProtocolSummary> told) =>
        $"Of {NumberText.Counted(findings.Scenarios, "scenario")}, {Each(told, " decides explicitly, each step by a rule on current facts,", line => line.ExplicitCount)}";

    private static string Rebuilds(List<ProtocolSummary> told) =>
        $"by accident, with nobody having decided so in time, {Each(told, " rebuilds", line => line.Fates.RebuiltByAccident)}; needlessly, where catching up was possible and faster, "
        + $"{Each(told, " rebuilds", line => line.NeedlessRebuildCount)}";

    private static string Endings(SweepFindings findings, List<ProtocolSummary> told)
    {
        var summary = findings.Summary;
        string under = told.Count == 1 ? $" under {told[0].Protocol.Label}" : " under any of them";
        string endings = told.All(line => line.Fates.NotRecovered == 0) ? $"None ends without recovery{under}" : Each(told, " ends without recovery", line => line.Fates.NotRecovered);
        string losses = told.All(line => line.LossCount == 0) ? $"no acknowledged entry is lost{under}" : Each(told, " loses acknowledged entries", line => line.LossCount);
        string leaks = told.All(line => line.LeakCount == 0) ? $"no excluded entry comes back{under}" : Each(told, " brings excluded entries back", line => line.LeakCount);
        string modes = findings.Config.Durability.IsDrawn ? "of all durability modes together, " : "";
        string safety = summary.TellsSafety ? $"; {modes}{losses}; {leaks}" : "";
        string recoveries = summary.Protocols.All(line => line.RecoveryCount == 0) ? "; there is no recovery whose time could be taken" : "";
        return $"{endings}{safety}{recoveries}{Sooner(findings, told)}.";
    }

    /// <summary>How much sooner the first version recovers than each of the others, in the mean of the same scenarios; nothing where too few recover under both.</summary>
    private static string Sooner(SweepFindings findings, List<ProtocolSummary> told)
    {
        var compared = (from pair in findings.Counts.Pairs.Index()
                        let first = findings.Summary.Protocols[pair.Item.First].Protocol
                        where findings.Summary.Protocols[pair.Item.Second].Protocol == told[0].Protocol && told.Exists(line => line.Protocol == first)
                        let differences = findings.Counts.CountsOf(pair.Index).DifferencesOf(PairedTime.Recovery)
                        where differences.Count >= Sample.Least
                        select Sooner(first.Label, differences.MeanS, differences.MeanIntervalS())).ToList();
        return compared.Count == 0 ? "" : $"; in the mean of the scenarios that recover under both, {told[0].Protocol.Label} recovers {string.Join(" and ", compared)}";
    }

    private static string Sooner(string label, double meanS, Interval intervalS)
    {
        string Range(double from, double to) => $"({NumberText.Duration(from)} – {NumberText.Duration(to)})";
        return intervalS.Contains(0) ? $"neither clearly sooner nor later than {label}"
            : meanS < 0 ? $"{NumberText.Duration(-meanS)} sooner than {label} {Range(-intervalS.High, -intervalS.Low)}"
            : $"{NumberText.Duration(meanS)} later than {label} {Range(intervalS.Low, intervalS.High)}";
    }

    /// <summary>What each version does, and in how many of its scenarios: V2 rebuilds in all, V1.5 in 3,550 (71 %) and V1 in none.</summary>
    private static string Each(List<ProtocolSummary> told, string does, Func<ProtocolSummary, long> count) =>
        DisplayText.Listed(told.Select((line, index) => $"{line.Protocol.Label}{(index == 0 ? does : "")} in {Amount(count(line), line.TrialCount)}"));

    private static string Amount(long count, long total) =>
        count == 0 ? "none" : count < total ? $"{NumberText.Count(count)} ({NumberText.Percent((double)count / total)})" : total == 1 ? "that one" : "all";
}
