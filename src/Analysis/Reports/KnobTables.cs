using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Reports;

/// <summary>The tables of V2's knobs: what each setting came to, which settings are efficient, and how today's defaults stand among them.</summary>
internal static class KnobTables
{
    /// <summary>The costs beside how many scenarios there are: shares first, for they are of the same.</summary>
    private static readonly KnobCost[] _costs = [.. KnobCost.All.OrderBy(cost => cost.Measure == CostMeasure.Share ? 0 : 1)];

    private static readonly ReportColumn[] _cameTo =
        [new("scenarios", "scenarios", BeginsGroup: true), .. _costs.SelectMany(cost => Estimated(cost.Column, CostWords.Heading(cost)))];

    /// <summary>What scenarios came to by the setting of one knob.</summary>
    internal static ReportTable Settings(SweepConfig config, IReadOnlyList<KnobSettings> knobs) => new(
        "knobs", "What scenarios came to, by the setting of one knob",
        [new("knob", "knob", IsNumber: false), new("protocol", "version", IsNumber: false), new("from", "from"), new("to", "to"), new("has_default", "default", IsNumber: false), .. _cameTo],
        [
            .. from settings in knobs
               from version in config.Protocols.Index()
               from setting in settings.Costs[version.Index].Index()
               let axis = settings.Knob.Axis
               select new ReportRow(
                   [
                       new(axis.Label, axis.Column), TableCells.Version(version.Item), TableCells.Edge(axis, setting.Index), TableCells.Edge(axis, setting.Index + 1),
                       Mark(settings.Knob.DefaultSetting == setting.Index), .. CameTo(setting.Item),
                   ],
                   version.Item.Name),
        ]);

    /// <summary>The efficient settings of every two knobs under every version.</summary>
    internal static ReportTable Efficient(SweepConfig config, IReadOnlyList<MapCounts> maps) => new(
        "knobs-frontier", "Efficient settings of two knobs",
        [
            new("x_knob", "knob", IsNumber: false), new("y_knob", "and knob", IsNumber: false), new("protocol", "version", IsNumber: false),
            new("x_from", "from"), new("x_to", "to"), new("y_from", "and from"), new("y_to", "to"), new("has_defaults", "defaults", IsNumber: false), .. _cameTo,
        ],
        [
            .. from map in maps
               from version in config.Protocols.Index()
               let pair = KnobPair.Of(map, version.Index)
               from setting in pair.Efficient
               select new ReportRow(
                   [.. Names(pair), TableCells.Version(version.Item), .. Ranges(pair, setting), Mark(pair.Defaults?.Setting == setting), .. CameTo(pair.At(setting))], version.Item.Name),
        ])
    { IsFileOnly = true };

    /// <summary>For every two knobs, whether today's defaults are efficient under a version, and what the nearest setting has that might be set instead.</summary>
    internal static ReportTable Today(ProtocolVersion version, IReadOnlyList<KnobPair> pairs) => new(
        "knobs-defaults", $"Today's defaults under {version.Label}, and the nearest setting that beats them, or where they are efficient another that is",
        [
            new("x_knob", "knob", IsNumber: false), new("y_knob", "and knob", IsNumber: false), new("efficient", "efficient", IsNumber: false),
            .. Compared(""),
            new("nearest", "nearest", IsNumber: false, BeginsGroup: true), new("nearest_x_from", null), new("nearest_x_to", null), new("nearest_y_from", null), new("nearest_y_to", null),
            .. Compared("nearest_"),
        ],
        [
            .. from pair in pairs
               let defaults = pair.Defaults
               where defaults is not null
               select new ReportRow(
                   [
                       .. Names(pair), defaults.IsEfficient ? new("yes", "true") : new("no", "false"), .. Costs(KnobCost.All, pair.At(defaults.Setting)),
                       .. defaults.Instead is { Setting: var instead } ? [Words(pair, instead), .. Ranges(pair, instead), .. Costs(KnobCost.All, pair.At(instead))] : NoneNearest(),
                   ],
                   version.Name),
        ]);

    private static IEnumerable<ReportCell> Names(KnobPair pair) => Filled(2, pair.Knobs.Select(knob => new ReportCell(knob.Axis.Label, knob.Axis.Column)));

    private static ReportCell Words(KnobPair pair, (int X, int Y) setting) => ReportCell.Of(string.Join(", ", pair.PartsOf(setting).Select(part => KnobWords.Range(part.Knob.Axis, part.Setting))));

    private static IEnumerable<ReportCell> Ranges(KnobPair pair, (int X, int Y) setting) =>
        Filled(4, pair.PartsOf(setting).SelectMany(part => (ReportCell[])[TableCells.Edge(part.Knob.Axis, part.Setting), TableCells.Edge(part.Knob.Axis, part.Setting + 1)]));

    /// <summary>The cells of a nearest setting where there is none.</summary>
    private static IEnumerable<ReportCell> NoneNearest() => [new("none", ""), .. Filled(4, []), .. Compared("").Select(_ => new ReportCell("–", ""))];

    /// <summary>Cells for columns of which a knob that varies alone has fewer.</summary>
    private static IEnumerable<ReportCell> Filled(int columns, IEnumerable<ReportCell> cells) => [.. cells.Concat(Enumerable.Repeat(new ReportCell("", ""), columns)).Take(columns)];

    private static ReportCell Mark(bool isDefault) => new(isDefault ? "◀" : "", isDefault ? "true" : "false");

    /// <summary>The columns of one of two settings that are compared.</summary>
    /// <param name="prefix">What tells them from those of the other, in the file.</param>
    private static IEnumerable<ReportColumn> Compared(string prefix) => KnobCost.All.SelectMany((cost, index) => Estimated(prefix + cost.Column, CostWords.Heading(cost), beginsGroup: index == 0));

    /// <summary>The columns of an estimate: people read its interval beside it, files have the ends in columns of their own.</summary>
    private static ReportColumn[] Estimated(string name, string heading, bool beginsGroup = false) => [new(name, heading, BeginsGroup: beginsGroup), new($"{name}_low", null), new($"{name}_high", null)];

    private static IEnumerable<ReportCell> CameTo(SettingCosts costs) => [TableCells.Count(costs.Trials), .. Costs(_costs, costs)];

    private static IEnumerable<ReportCell> Costs(IEnumerable<KnobCost> which, SettingCosts costs) =>
        which.SelectMany(cost => (ReportCell[])[TableCells.Number(cost.Of(costs), CostWords.Words(cost, costs)), .. Ends(double.IsNaN(cost.Of(costs)) ? Interval.Unbounded : cost.BandOf(costs))]);

    private static ReportCell[] Ends(Interval interval) => [TableCells.Number(interval.Low, ""), TableCells.Number(interval.High, "")];
}
