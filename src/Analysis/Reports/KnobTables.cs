using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Reports;

/// <summary>The tables of V2's limits: what each setting came to, which settings are efficient, and how today's defaults stand among them.</summary>
internal static class KnobTables
{
    private static readonly ReportColumn[] _costs =
    [
        new("scenarios", "scenarios", BeginsGroup: true), new("caught_up", "caught up"), new("needless_rebuilds", "needless rebuilds"), new("aborted", "given up"), new("not_recovered", "not recovered"),
        new("pinned_byte_s", "WAL pinned, mean"), new("recovery_s_median", "recovery, median"),
    ];

    /// <summary>What scenarios came to by the setting of one limit.</summary>
    internal static ReportTable Settings(SweepConfig config, IReadOnlyList<KnobSettings> knobs) => new(
        "knobs", "What scenarios came to, by the setting of one limit",
        [new("knob", "limit", IsNumber: false), new("protocol", "version", IsNumber: false), new("from", "from"), new("to", "to"), new("has_default", "default", IsNumber: false), .. _costs],
        [
            .. from settings in knobs
               from version in config.Protocols.Index()
               from setting in settings.Costs[version.Index].Index()
               let axis = settings.Knob.Axis
               select new ReportRow(
                   [
                       new(axis.Label, axis.Column), TableCells.Version(version.Item), TableCells.Edge(axis, setting.Index), TableCells.Edge(axis, setting.Index + 1),
                       Mark(settings.Knob.DefaultSetting == setting.Index), .. Costs(setting.Item),
                   ],
                   version.Item.Name),
        ]);

    /// <summary>The efficient settings of every two limits under every version.</summary>
    internal static ReportTable Efficient(SweepConfig config, IReadOnlyList<MapCounts> maps) => new(
        "knobs-frontier", "Efficient settings of two limits",
        [
            new("x_knob", "limit", IsNumber: false), new("y_knob", "and limit", IsNumber: false), new("protocol", "version", IsNumber: false),
            new("x_from", "from"), new("x_to", "to"), new("y_from", "and from"), new("y_to", "to"), new("has_defaults", "defaults", IsNumber: false), .. _costs,
        ],
        [
            .. from map in maps
               from version in config.Protocols.Index()
               let pair = KnobPair.Of(map, version.Index)
               from setting in pair.Efficient
               select new ReportRow(
                   [.. Limits(pair), TableCells.Version(version.Item), .. Ranges(pair, setting), Mark(pair.Today == setting), .. Costs(pair.At(setting))], version.Item.Name),
        ])
    { IsFileOnly = true };

    /// <summary>For every two limits, whether today's defaults are efficient under a version, and what the nearest efficient setting has instead.</summary>
    internal static ReportTable Today(ProtocolName version, IReadOnlyList<KnobPair> pairs) => new(
        "knobs-defaults", $"Today's defaults under {version.Label}, and the nearest efficient setting: one that beats them, or where they are efficient another",
        [
            new("x_knob", "limit", IsNumber: false), new("y_knob", "and limit", IsNumber: false), new("efficient", "efficient", IsNumber: false),
            new("pinned_byte_s", "WAL pinned", BeginsGroup: true), new("needless_rebuilds", "needless rebuilds"), new("aborted", "given up"), new("not_recovered", "not recovered"), new("recovery_s_median", "recovery, median"),
            new("nearest", "nearest", IsNumber: false, BeginsGroup: true), new("nearest_x_from", null), new("nearest_x_to", null), new("nearest_y_from", null), new("nearest_y_to", null),
            new("nearest_pinned_byte_s", "WAL pinned", BeginsGroup: true), new("nearest_needless_rebuilds", "needless rebuilds"), new("nearest_aborted", "given up"), new("nearest_not_recovered", "not recovered"),
            new("nearest_recovery_s_median", "recovery, median"),
        ],
        [
            .. from pair in pairs
               where pair.Today is not null
               let today = pair.Today!.Value
               let nearest = pair.NearestEfficientTo(today)
               select new ReportRow(
                   [
                       .. Limits(pair), pair.IsEfficient(today) ? new("yes", "true") : new("no", "false"), .. Compared(pair.At(today)),
                       nearest is { } setting ? ReportCell.Of(string.Join(", ", new[] { KnobWords.Range(pair.X.Axis, setting.X), pair.Y is { } y ? KnobWords.Range(y.Axis, setting.Y) : "" }.Where(text => text.Length > 0))) : new("none", ""),
                       .. nearest is { } other ? Ranges(pair, other) : Enumerable.Repeat(new ReportCell("", ""), 4),
                       .. nearest is { } another ? Compared(pair.At(another)) : Enumerable.Repeat(new ReportCell("–", ""), 5),
                   ],
                   version.Column),
        ]);

    private static ReportCell[] Limits(KnobPair pair) => [new(pair.X.Axis.Label, pair.X.Axis.Column), new(pair.Y?.Axis.Label ?? "", pair.Y?.Axis.Column ?? "")];

    private static ReportCell[] Ranges(KnobPair pair, (int X, int Y) setting) =>
    [
        TableCells.Edge(pair.X.Axis, setting.X), TableCells.Edge(pair.X.Axis, setting.X + 1),
        pair.Y is { } from ? TableCells.Edge(from.Axis, setting.Y) : new("", ""), pair.Y is { } to ? TableCells.Edge(to.Axis, setting.Y + 1) : new("", ""),
    ];

    private static ReportCell Mark(bool isDefault) => new(isDefault ? "◀" : "", isDefault ? "true" : "false");

    private static IEnumerable<ReportCell> Costs(SettingCosts costs) =>
    [
        TableCells.Count(costs.Trials), TableCells.Share(costs.CaughtUp, costs.Trials), TableCells.Share(costs.NeedlessRebuilds, costs.Trials), TableCells.Share(costs.Aborted, costs.Trials),
        TableCells.Share(costs.NotRecovered, costs.Trials), Pinned(costs), TableCells.CellTime(costs.RecoveryS),
    ];

    private static ReportCell[] Compared(SettingCosts costs) =>
    [
        Pinned(costs), TableCells.Share(costs.NeedlessRebuilds, costs.Trials), TableCells.Share(costs.Aborted, costs.Trials), TableCells.Share(costs.NotRecovered, costs.Trials),
        TableCells.CellTime(costs.RecoveryS),
    ];

    private static ReportCell Pinned(SettingCosts costs) => TableCells.Number(costs.PinnedByteS, NumberText.ByteSeconds(costs.PinnedByteS));
}
