using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Knobs;

/// <summary>
/// The settings of two limits together, or of one that varies alone, under one version: what each came to, and which are efficient. A setting is efficient if no other has at most as much of every
/// <see cref="KnobCost"/> and as much retention, and less of one.
/// </summary>
public sealed class KnobPair
{
    private readonly SettingCosts[,] _costs;
    private readonly HashSet<(int X, int Y)> _isEfficient;

    private KnobPair(Knob x, Knob? y, SettingCosts[,] costs)
    {
        (X, Y, _costs) = (x, y, costs);
        Told = [.. from yIndex in Enumerable.Range(0, costs.GetLength(1)) from xIndex in Enumerable.Range(0, costs.GetLength(0)) where costs[xIndex, yIndex].IsTold select (xIndex, yIndex)];
        Efficient = [.. Frontier.Efficient([.. Told.Select(ComparedAt)]).Select(index => Told[index])];
        _isEfficient = [.. Efficient];
    }

    /// <summary>The limit on the horizontal axis.</summary>
    public Knob X { get; }

    /// <summary>The limit on the vertical axis; null if one limit varies alone, whose settings then stand in a single row.</summary>
    public Knob? Y { get; }

    /// <summary>The settings with trials enough to be compared, row by row.</summary>
    public IReadOnlyList<(int X, int Y)> Told { get; }

    /// <summary>The efficient ones, by ascending WAL pinned.</summary>
    public IReadOnlyList<(int X, int Y)> Efficient { get; }

    /// <summary>The setting that has both defaults; null where the sweep does not reach it, or with too few trials.</summary>
    public (int X, int Y)? Today =>
        (X: X.DefaultSetting, Y: Y?.DefaultSetting ?? 0) is { X: >= 0, Y: >= 0 } both && At(both).IsTold ? both : null;

    /// <summary>The settings of the limits of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="protocolIndex">The version.</param>
    /// <exception cref="ArgumentException">The horizontal axis is of no limit.</exception>
    public static KnobPair Of(MapCounts map, int protocolIndex)
    {
        var x = Knob.Of(map.Map.X.Axis) ?? throw new ArgumentException($"Map {map.Map.Name}: expected a limit of V2 on the horizontal axis, found {map.Map.X.Axis.Column}.", nameof(map));
        var costs = new SettingCosts[map.Map.X.Axis.CellCount, map.Map.Y.Axis.CellCount];
        for (var xIndex = 0; xIndex < costs.GetLength(0); xIndex++)
        {
            for (var yIndex = 0; yIndex < costs.GetLength(1); yIndex++)
            {
                costs[xIndex, yIndex] = SettingCosts.Of(map, protocolIndex, [(xIndex, yIndex)]);
            }
        }

        return new KnobPair(x, Knob.Of(map.Map.Y.Axis), costs);
    }

    /// <summary>What a setting came to.</summary>
    public SettingCosts At((int X, int Y) setting) => _costs[setting.X, setting.Y];

    /// <summary>Whether a setting is efficient.</summary>
    public bool IsEfficient((int X, int Y) setting) => _isEfficient.Contains(setting);

    /// <summary>
    /// The efficient setting that is fewest steps away from a setting, of several the one with least WAL pinned: among those that beat it, which there are if it is not efficient itself, else among all others. Null if it is the
    /// only efficient one.
    /// </summary>
    /// <param name="setting">A setting that is told.</param>
    public (int X, int Y)? NearestEfficientTo((int X, int Y) setting)
    {
        var costs = ComparedAt(setting);
        var others = Efficient.Where(other => other != setting && (IsEfficient(setting) || Frontier.Beats(ComparedAt(other), costs))).ToList();
        return others.Count == 0 ? null : others.MinBy(other => Math.Abs(other.X - setting.X) + Math.Abs(other.Y - setting.Y));
    }

    /// <summary>The settings that are beaten by none in WAL pinned and one other cost, by ascending WAL pinned.</summary>
    /// <param name="other">The other cost.</param>
    internal IReadOnlyList<(int X, int Y)> EdgeIn(KnobCost other) =>
        [.. Frontier.Efficient([.. Told.Select(setting => (double[])[KnobCost.Pinned.ComparedAt(At(setting)), other.ComparedAt(At(setting))])]).Select(index => Told[index])];

    /// <summary>Everything that a setting should have little of. Of the retention it is the least that the setting has.</summary>
    private double[] ComparedAt((int X, int Y) setting) => [.. KnobCost.All.Select(cost => cost.ComparedAt(At(setting))), RetentionOf(X, setting.X), RetentionOf(Y, setting.Y)];

    private static double RetentionOf(Knob? knob, int setting) => knob is { IsRetention: true } ? knob.Axis.EdgeAt(setting) : 0;
}
