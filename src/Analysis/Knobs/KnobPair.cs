using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Knobs;

/// <summary>
/// The settings of two knobs together, or of one that varies alone, under one version: what each came to, and which are efficient. A setting is efficient if no other beats it, and one beats another if it has clearly less of one
/// of the costs in <see cref="ComparedBy"/> and clearly more of none: see <see cref="Frontier.Beats"/>. That is no order, so that of some settings, or of all, none may be efficient.
/// </summary>
public sealed class KnobPair
{
    private readonly SettingCosts[,] _cameTo;
    private readonly Dictionary<(int X, int Y), Interval[]> _bands;
    private readonly HashSet<(int X, int Y)> _isEfficient;

    private KnobPair(MapCounts map, IReadOnlyList<Knob> knobs, SettingCosts[,] costs)
    {
        (Map, Knobs, _cameTo) = (map, knobs, costs);
        Compared = [.. from yIndex in Enumerable.Range(0, costs.GetLength(1)) from xIndex in Enumerable.Range(0, costs.GetLength(0)) where costs[xIndex, yIndex].HasEnoughTrials select (xIndex, yIndex)];
        ComparedBy = [.. KnobCost.All.Select(cost => new ComparedCost(cost.Label, setting => cost.BandOf(At(setting)))), .. Knobs.Where(knob => knob.IsRetention).Select(CostOfRetention)];
        _bands = Compared.ToDictionary(setting => setting, setting => (Interval[])[.. ComparedBy.Select(cost => cost.Of(setting))]);
        Efficient = EfficientBy(setting => _bands[setting]);
        _isEfficient = [.. Efficient];
        Defaults = DefaultsVerdict.Of(this);
    }

    /// <summary>The map whose cells the settings are.</summary>
    public MapCounts Map { get; }

    /// <summary>The knobs: that of the horizontal axis and that of the vertical, or one alone, whose settings stand in a single row.</summary>
    public IReadOnlyList<Knob> Knobs { get; }

    /// <summary>What its settings are compared by: what trials came to and, if a knob is the retention, the retention itself.</summary>
    internal IReadOnlyList<ComparedCost> ComparedBy { get; }

    /// <summary>The settings with trials enough to be compared, row by row.</summary>
    public IReadOnlyList<(int X, int Y)> Compared { get; }

    /// <summary>The efficient ones, by ascending WAL pinned.</summary>
    public IReadOnlyList<(int X, int Y)> Efficient { get; }

    /// <summary>How today's defaults stand among the settings; null where the sweep does not reach their setting, or with too few trials.</summary>
    public DefaultsVerdict? Defaults { get; }

    /// <summary>The settings of the knobs of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="protocolIndex">The version.</param>
    /// <exception cref="ArgumentException">The horizontal axis is of no knob.</exception>
    public static KnobPair Of(MapCounts map, int protocolIndex)
    {
        var x = Knob.Of(map.Map.X.Axis) ?? throw new ArgumentException($"Map {map.Map.Name}: expected a knob of V2 on the horizontal axis, found {map.Map.X.Axis.Column}.", nameof(map));
        var costs = new SettingCosts[map.Map.X.Axis.CellCount, map.Map.Y.Axis.CellCount];
        for (var xIndex = 0; xIndex < costs.GetLength(0); xIndex++)
        {
            for (var yIndex = 0; yIndex < costs.GetLength(1); yIndex++)
            {
                costs[xIndex, yIndex] = SettingCosts.Of(map, protocolIndex, [(xIndex, yIndex)]);
            }
        }

        return new KnobPair(map, [x, .. Knob.Of(map.Map.Y.Axis) is { } y ? [y] : (Knob[])[]], costs);
    }

    /// <summary>What a setting is made of: each knob, and which of its settings it has.</summary>
    public IEnumerable<(Knob Knob, int Setting)> PartsOf((int X, int Y) setting) => Knobs.Zip((int[])[setting.X, setting.Y]);

    /// <summary>What a setting came to.</summary>
    public SettingCosts At((int X, int Y) setting) => _cameTo[setting.X, setting.Y];

    /// <summary>Whether a setting is efficient.</summary>
    public bool IsEfficient((int X, int Y) setting) => _isEfficient.Contains(setting);

    /// <summary>
    /// What might be set in place of a setting: of an efficient one, the other efficient setting that is fewest steps away; of another, the nearest efficient setting that beats it, and if none does, which may be since what beats it
    /// may be beaten itself, the nearest of all that beat it. Of several as near the one with least WAL pinned. Null if the setting is the only efficient one.
    /// </summary>
    /// <param name="setting">A setting that is compared.</param>
    public (int X, int Y)? NearestInsteadOf((int X, int Y) setting)
    {
        bool BeatsIt((int X, int Y) other) => Frontier.Beats(_bands[other], _bands[setting]);
        List<(int X, int Y)> others = [.. Efficient.Where(other => other != setting && (IsEfficient(setting) || BeatsIt(other)))];
        if (others.Count == 0 && !IsEfficient(setting))
        {
            others = Ordered(Compared.Where(BeatsIt));
        }

        return others.Count == 0 ? null : others.MinBy(other => Math.Abs(other.X - setting.X) + Math.Abs(other.Y - setting.Y));
    }

    /// <summary>Of what a setting has clearly less than another.</summary>
    public IReadOnlyList<string> ClearlyLess((int X, int Y) setting, (int X, int Y) other) =>
        [.. ComparedBy.Where(cost => cost.Of(setting).IsBelow(cost.Of(other))).Select(cost => cost.Label)];

    /// <summary>The settings that are beaten by none in the estimates of WAL pinned and one other cost, whatever their intervals, by ascending WAL pinned.</summary>
    /// <param name="other">The other cost.</param>
    internal IReadOnlyList<(int X, int Y)> EdgeIn(KnobCost other) =>
        EfficientBy(setting => [Interval.At(KnobCost.Pinned.OrderedAt(At(setting))), Interval.At(other.OrderedAt(At(setting)))]);

    /// <summary>The settings that are efficient by some costs, by ascending WAL pinned.</summary>
    private List<(int X, int Y)> EfficientBy(Func<(int X, int Y), Interval[]> costsOf) => Ordered(Frontier.Efficient([.. Compared.Select(costsOf)]).Select(index => Compared[index]));

    private List<(int X, int Y)> Ordered(IEnumerable<(int X, int Y)> settings) => [.. settings.OrderBy(setting => KnobCost.Pinned.OrderedAt(At(setting)))];

    /// <summary>The retention as a cost: the least that a setting has, which is known exactly.</summary>
    private ComparedCost CostOfRetention(Knob retention) =>
        new("retention", setting => Interval.At(retention.Axis.EdgeAt(PartsOf(setting).Single(part => part.Knob == retention).Setting)));
}
