using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>Where V2's own limits should stand: what each setting costs, one limit at a time and in pairs, and which settings are beaten by none.</summary>
internal sealed class KnobSection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("knobs", "Where the limits should stand");
        MapCounts[] maps = [.. findings.Counts.Maps.Where(map => map.Map.Name.StartsWith(MapPlan.KnobsPrefix, StringComparison.Ordinal))];
        if (maps.Length == 0)
        {
            return section with { Missing = new MissingData("In this sweep at most one of V2's limits varies", "configs/knobs.json") };
        }

        return section with
        {
            Paragraphs =
            [
                "What scenarios came to by the setting of one limit, whatever the others were. A limit that is too tight rebuilds needlessly and gives up catch-ups, one that is too loose pins WAL and lets a replica chase what it will not reach. "
                    + "The row with the limit's default is marked. WAL pinned is what is kept beyond the retention, whose own size comes on top; and a rebuild is needless only of a gap that was retained, so more retention makes more of them so.",
                "Of settings of two limits together, the file beside this page has the efficient ones: no other has at most as much WAL pinned, as many needless rebuilds, as many catch-ups given up and as much retention, and less of one. "
                    + "Settings with fewer than a hundred scenarios are left out; among the others chance still has its part, so neighbours of an efficient one are nearly as good.",
            ],
            Tables = [Settings(findings, maps), Frontier(findings, maps)],
        };
    }

    private static ReportTable Settings(SweepFindings findings, MapCounts[] maps) => new(
        "knobs", "What scenarios came to, by the setting of one limit",
        [new("knob", "limit", IsNumber: false), new("protocol", "version", IsNumber: false), new("from", "from"), new("to", "to"), new("has_default", "default", IsNumber: false), .. _costs],
        [.. Knobs(maps).SelectMany(knob => findings.Config.Protocols.SelectMany((version, protocolIndex) => Enumerable.Range(0, knob.Axis.CellCount).Select(cell => new ReportRow(
            [
                new(knob.Axis.Label, knob.Axis.Column), new(version.Label, version.Name), Edge(knob.Axis, cell), Edge(knob.Axis, cell + 1), HasDefault(knob.Axis, cell),
                .. Cells(knob.Map, protocolIndex, Line(knob, cell)),
            ],
            version.Name))))]);

    private static ReportTable Frontier(SweepFindings findings, MapCounts[] maps) => new(
        "knobs-frontier", "Efficient settings of two limits",
        [
            new("x_knob", "limit", IsNumber: false), new("y_knob", "and limit", IsNumber: false), new("protocol", "version", IsNumber: false),
            new("x_from", "from"), new("x_to", "to"), new("y_from", "and from"), new("y_to", "to"), new("has_defaults", "defaults", IsNumber: false), .. _costs,
        ],
        [.. maps.SelectMany(map => findings.Config.Protocols.SelectMany((version, protocolIndex) => Efficient(map, protocolIndex).Select(at => new ReportRow(
            [
                new(map.Map.X.Axis.Label, map.Map.X.Axis.Column), new(map.Map.Y.Axis.Label, map.Map.Y.Axis.Column), new(version.Label, version.Name),
                Edge(map.Map.X.Axis, at.X), Edge(map.Map.X.Axis, at.X + 1), Edge(map.Map.Y.Axis, at.Y), Edge(map.Map.Y.Axis, at.Y + 1),
                HasDefault(map.Map.X.Axis, at.X).Value == "true" && HasDefault(map.Map.Y.Axis, at.Y).Value == "true" ? new("◀ both", "true") : new("", "false"),
                .. Cells(map, protocolIndex, [at]),
            ],
            version.Name))))])
    { IsFileOnly = true };

    private static readonly ReportColumn[] _costs =
    [
        new("scenarios", "scenarios", BeginsGroup: true), new("caught_up", "caught up"), new("needless_rebuilds", "needless rebuilds"), new("given_up", "given up"),
        new("pinned_byte_s", "WAL pinned, mean"), new("recovery_s_median", "recovery, median"),
    ];

    /// <summary>Each limit once, with the first map that has it.</summary>
    private static IEnumerable<(MapCounts Map, Axis Axis, bool IsX)> Knobs(MapCounts[] maps) =>
        maps.SelectMany(map => new[] { (map, map.Map.X.Axis, true), (map, map.Map.Y.Axis, false) }).DistinctBy(knob => knob.Item2.Column);

    /// <summary>The cells of a map in which one limit has one setting.</summary>
    private static (int X, int Y)[] Line((MapCounts Map, Axis Axis, bool IsX) knob, int cell) => knob.IsX
        ? [.. Enumerable.Range(0, knob.Map.Map.Y.Axis.CellCount).Select(y => (cell, y))]
        : [.. Enumerable.Range(0, knob.Map.Map.X.Axis.CellCount).Select(x => (x, cell))];

    private static IEnumerable<ReportCell> Cells(MapCounts map, int protocolIndex, (int X, int Y)[] cells)
    {
        var setting = Setting.Of(map, protocolIndex, cells);
        return
        [
            Reports.Cells.Count(setting.Trials), Reports.Cells.Share(setting.CaughtUp, setting.Trials), Reports.Cells.Share(setting.NeedlessRebuilds, setting.Trials), Reports.Cells.Share(setting.GivenUp, setting.Trials),
            setting.Trials == 0 ? new("–", "") : Reports.Cells.Number(setting.PinnedByteS, $"{NumberText.Bytes(setting.PinnedByteS)}·s"),
            Reports.Cells.Time(map.RecoveryS.Quantile([.. cells.Select(cell => map.CellIndex(protocolIndex, cell.X, cell.Y))], 500)),
        ];
    }

    /// <summary>Settings that no other beats in everything.</summary>
    private static IEnumerable<(int X, int Y)> Efficient(MapCounts map, int protocolIndex)
    {
        const int LeastTrials = 100;
        var settings = (from x in Enumerable.Range(0, map.Map.X.Axis.CellCount)
                        from y in Enumerable.Range(0, map.Map.Y.Axis.CellCount)
                        let setting = Setting.Of(map, protocolIndex, [(x, y)])
                        where setting.Trials >= LeastTrials
                        select (At: (x, y), Setting: setting)).ToList();
        double[] CostsOf((int X, int Y) at, Setting setting) => [.. setting.Costs, RetentionOf(map.Map.X.Axis, at.X), RetentionOf(map.Map.Y.Axis, at.Y)];
        return settings.Where(one => !settings.Exists(other => Beats(CostsOf(other.At, other.Setting), CostsOf(one.At, one.Setting)))).OrderBy(one => one.Setting.PinnedByteS).Select(one => one.At);
    }

    /// <summary>What a setting of the retention costs by itself; nothing where the axis is of another limit.</summary>
    private static double RetentionOf(Axis axis, int cell) => axis.Column == VolumeParameters.RetentionBytes.Column ? axis.EdgeAt(cell) : 0;

    /// <summary>Whether some costs are no higher than others in anything and lower in something.</summary>
    internal static bool Beats(double[] mine, double[] theirs) => mine.Zip(theirs).All(pair => pair.First <= pair.Second) && mine.Zip(theirs).Any(pair => pair.First < pair.Second);

    private static ReportCell Edge(Axis axis, int edge) => Reports.Cells.Number(axis.EdgeAt(edge), NumberText.Value(axis.EdgeAt(edge), axis.Unit));

    private static ReportCell HasDefault(Axis axis, int cell)
    {
        var definition = MapPlan.Knobs.First(knob => knob.Column == axis.Column);
        var has = definition.Default is ConstantSpec constant && axis.CellOf(constant.Value) == cell;
        return new ReportCell(has ? "◀" : "", has ? "true" : "false");
    }

    private readonly record struct Setting(long Trials, long CaughtUp, long NeedlessRebuilds, long GivenUp, double PinnedByteS)
    {
        public static Setting Of(MapCounts map, int protocolIndex, (int X, int Y)[] cells)
        {
            var trials = cells.Sum(cell => map.Fates.CellAt(protocolIndex, cell.X, cell.Y).Total);
            return new(
                trials,
                cells.Sum(cell => map.Fates.CellAt(protocolIndex, cell.X, cell.Y).CaughtUp),
                cells.Sum(cell => map.Fates.NeedlessRebuildsAt(protocolIndex, cell.X, cell.Y)),
                cells.Sum(cell => map.Fates.AbortedAt(protocolIndex, cell.X, cell.Y)),
                cells.Sum(cell => map.PinnedByteSAt(protocolIndex, cell.X, cell.Y)) / Math.Max(1, trials));
        }

        public double[] Costs => [PinnedByteS, (double)NeedlessRebuilds / Trials, (double)GivenUp / Trials];
    }
}
