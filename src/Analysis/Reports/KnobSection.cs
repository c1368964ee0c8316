using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Text;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>Where V2's knobs should stand: what each setting costs, one knob at a time and in pairs, which settings are beaten by none, and how far from them today's defaults are.</summary>
internal sealed class KnobSection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("knobs", "Where the knobs should stand");
        if (findings.Knobs is not { } found)
        {
            return section with { Missing = new MissingData("In this sweep V2 does not run, or none of its knobs varies, the numbers that an operator sets", "configs/knobs.json") };
        }

        var drawn = found.MostTelling;
        var isDrawn = found.Knobs.Any(settings => settings.Costs[found.Main].Count(costs => costs.HasEnoughTrials) > 1);
        ReportTable[] tables = [KnobTables.Today(found.Version, found.Pairs), KnobTables.Settings(findings.Config, found.Knobs), KnobTables.Efficient(findings.Config, found.Maps)];
        return section with
        {
            Paragraphs = [.. isDrawn ? [.. Explained(found.Pairs.Count > 1), .. LeftOut(findings, found)] : (string[])[], .. drawn is null ? [TooFew(isDrawn)] : Found(drawn, found.Pairs, found.Version)],
            Figures = [.. isDrawn ? [KnobsFigure(findings, found)] : (ReportFigure[])[], .. drawn is null ? [] : Compared(findings, found, drawn)],
            Tables = [.. tables.Where(table => table.Rows.Count > 0)],
        };
    }

    /// <summary>How today's defaults stand, of the two knobs that change most what scenarios come to, and in how many pairs they are efficient.</summary>
    public IEnumerable<string> Opening(SweepFindings findings)
    {
        if (findings.Knobs is not { MostTelling: { Defaults: { } defaults } pair } knobs)
        {
            return [];
        }

        string Costs((int X, int Y) setting) => DisplayText.Listed([.. KnobCost.Shares.Select(cost => $"{CostWords.Text(cost, cost.Of(pair.At(setting)))} {cost.Label}")]);
        var which = knobs.Pairs.Count > 1 ? "change most what scenarios come to" : pair.Knobs.Count == 1 ? "varies" : "vary";
        var verdict = defaults is { IsEfficient: false, Instead: { } instead }
            ? $"; the {DefaultsWords.Nearest(defaults, instead)}, {KnobWords.Setting(pair, instead.Setting)}, has {DefaultsWords.Less(instead)} and clearly more of nothing"
            : ", and no other setting has clearly less of one cost and clearly more of none";
        var among = InHowMany(knobs.Pairs) is { } found ? $"; in all, {found}" : "";
        return [$"Of V2's knobs, the numbers that an operator sets, {KnobWords.Names(pair)} {which}: {DefaultsWords.Setting(pair, defaults)}, comes to {Costs(defaults.Setting)}{verdict}{among}."];
    }

    /// <summary>In how many pairs today's defaults are efficient; null where fewer than two pairs have enough scenarios with them.</summary>
    private static string? InHowMany(IReadOnlyList<KnobPair> pairs)
    {
        DefaultsVerdict[] reached = [.. pairs.Select(pair => pair.Defaults).OfType<DefaultsVerdict>()];
        return reached.Length <= 1 ? null : $"the defaults are efficient in {reached.Count(defaults => defaults.IsEfficient)} of {reached.Length} pairs of knobs{(reached.Length < pairs.Count ? " in which enough scenarios have them" : "")}";
    }

    private static string TooFew(bool isDrawn) =>
        $"{(isDrawn ? "In pairs the" : "The")} scenarios are too few to say which settings are efficient: no two settings have {SettingCosts.LeastTrials} each.";

    private static string[] Explained(bool hasPairs) =>
    [
        "V2's knobs are the numbers that an operator sets: how much WAL is kept and how long, how many rounds a catch-up may take, how long a promotion is held. What scenarios came to by the setting of one of them, whatever the others were. "
            + "A knob that is too tight rebuilds needlessly and gives up catch-ups, and replays after rebuilds, one that is too loose pins WAL and lets a replica chase what it will not reach. "
            + "WAL pinned is what is kept beyond the retention, whose own size comes on top; a rebuild is needless only of a gap that was retained, so more retention makes more of them so. "
            + "Recovery is the median of all that had something to recover from, and one that ended without recovery counts as longer than any: where most do, it is never.",
        (hasPairs ? "The second figure is of the two knobs that change these shares most; the third has every two, and the file beside this page their efficient settings. " : "")
            + "A setting is efficient if no other has clearly less of one cost and clearly more of none. Less is clearly less if the 95 % intervals do not touch: what differs as little as chance makes it differ neither beats nor is beaten, "
            + $"though of so many intervals some miss what they are of. Colours are of the {Theme.PaletteName} palette, and nothing rests on them alone.",
    ];

    /// <summary>From which knobs how many scenarios are left out.</summary>
    private static IEnumerable<string> LeftOut(SweepFindings findings, KnobFindings found)
    {
        string[] knobs = [.. found.Knobs.Where(settings => settings.LeftOut > 0).Select(settings => $"{NumberText.Count(settings.LeftOut)} of {settings.Knob.Axis.Label}")];
        if (knobs.Length > 0)
        {
            yield return "Values far out in the tail of a knob belong to no setting. A scenario with one is missing from the pairs of that knob too, and from a knob that was counted on such a pair. "
                + $"Of {NumberText.Counted(findings.Scenarios, "scenario")} these are left out: {DisplayText.Listed(knobs)}.";
        }
    }

    /// <summary>Whether today's defaults are efficient, and what the nearest efficient setting would change.</summary>
    private static IEnumerable<string> Found(KnobPair pair, IReadOnlyList<KnobPair> pairs, ProtocolVersion version)
    {
        if (pair.Defaults is not { } defaults)
        {
            yield return $"Of {KnobWords.Names(pair)}, {DefaultsWords.Defaults} are {DefaultsWords.NotThere}.";
            yield break;
        }

        var found = $"Of {KnobWords.Names(pair)}, {DefaultsWords.Setting(pair, defaults)}, is {DefaultsWords.Is(defaults)} under {version.Label}: {KnobWords.Costs(pair.At(defaults.Setting))}.";
        var nearest = defaults.Instead is { } instead
            ? $" The {DefaultsWords.Nearest(defaults, instead)}, {KnobWords.Setting(pair, instead.Setting)}, has instead {KnobWords.Costs(pair.At(instead.Setting))}{(defaults.IsEfficient ? "" : $": {DefaultsWords.Less(instead)}")}."
            : " No other setting is.";
        var among = InHowMany(pairs) is { } counted ? $" In all, {counted}; the table says what beats them where they are not." : "";
        yield return found + nearest + among;
    }

    private static ReportFigure KnobsFigure(SweepFindings findings, KnobFindings found)
    {
        var versions = findings.Config.Protocols;
        var content = new KnobFigureContent("knobs", "What each setting of a knob costs", MapFigures.Subtitle(findings), versions, found.Main, found.Knobs);
        return ReportFigure.Of(shape => new KnobFigure(content, shape));
    }

    private static ReportFigure[] Compared(SweepFindings findings, KnobFindings found, KnobPair pair) =>
        found.Pairs.Count > 1 ? [FrontierOf(findings, found, pair), PairsFigure(findings, found)] : [FrontierOf(findings, found, pair)];

    private static ReportFigure FrontierOf(SweepFindings findings, KnobFindings found, KnobPair pair)
    {
        var content = new FrontierFigureContent("frontier", $"Efficient settings of {KnobWords.Names(pair)}", MapFigures.Subtitle(findings), PanelOf(findings, found, pair));
        return ReportFigure.Of(shape => new FrontierFigure(content, shape));
    }

    private static ReportFigure PairsFigure(SweepFindings findings, KnobFindings found)
    {
        var content = new PairsFigureContent(
            "knobs-pairs", "Every two knobs: how many scenarios catch up, and which settings are efficient", MapFigures.Subtitle(findings), [.. found.Pairs.Select(pair => PanelOf(findings, found, pair))]);
        return ReportFigure.Of(shape => new PairsFigure(content, shape));
    }

    /// <summary>The settings of a pair, with a typical scenario of each.</summary>
    private static SettingsPanel PanelOf(SweepFindings findings, KnobFindings found, KnobPair pair)
    {
        var map = pair.Map;
        var typical = findings.Typical.Of(map.Map);
        return new SettingsPanel(found.Version, pair, new CellNotes(
            _ => [findings.ReplayField(found.Main)],
            (_, x, y) => [typical.ScenarioOf(found.Main, x, y, map.Kinds.CellAt(found.Main, x, y).Dominant) is { } scenario ? FormattableString.Invariant($"{scenario}") : ""]));
    }
}
