using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Knobs;

/// <summary>What each setting of one knob came to, whatever the others were.</summary>
/// <param name="Knob">The knob.</param>
/// <param name="Costs">By version and setting.</param>
public sealed record KnobSettings(Knob Knob, IReadOnlyList<IReadOnlyList<SettingCosts>> Costs)
{
    /// <summary>Scenarios that count under no setting: those far out in a tail of this knob, or of the other knob of the map that they were counted on.</summary>
    public long LeftOut { get; init; }

    /// <summary>The knobs that some maps have as axes, each once, from the map that leaves out fewest.</summary>
    /// <param name="maps">Maps of knobs.</param>
    public static IReadOnlyList<KnobSettings> Of(IReadOnlyList<MapCounts> maps) =>
        [.. maps.SelectMany(map => new[] { Of(map, map.Map.X.Axis), Of(map, map.Map.Y.Axis) }).OfType<KnobSettings>()
            .GroupBy(settings => settings.Knob.Axis.Column).Select(ofKnob => ofKnob.MinBy(settings => settings.LeftOut)!)];

    /// <summary>How far the settings of a knob lie apart in all shares together: 0 if it changes none, at most as many as there are.</summary>
    public double SpreadOf(int protocolIndex)
    {
        SettingCosts[] told = [.. Costs[protocolIndex].Where(costs => costs.HasEnoughTrials)];
        double Spread(KnobCost share) => told.Length == 0 ? 0 : told.Max(share.Of) - told.Min(share.Of);
        return KnobCost.Shares.Sum(Spread);
    }

    private static KnobSettings? Of(MapCounts map, Axis axis)
    {
        if (Knob.Of(axis) is not { } knob)
        {
            return null;
        }

        var (columns, rows) = (map.Map.X.Axis.CellCount, map.Map.Y.Axis.CellCount);
        (int X, int Y)[] CellsOf(int setting) => axis == map.Map.X.Axis
            ? [.. Enumerable.Range(0, rows).Select(y => (setting, y))]
            : [.. Enumerable.Range(0, columns).Select(x => (x, setting))];
        return new KnobSettings(
            knob, [.. Enumerable.Range(0, map.Kinds.ProtocolCount).Select(protocolIndex => (SettingCosts[])[.. Enumerable.Range(0, axis.CellCount).Select(setting => SettingCosts.Of(map, protocolIndex, CellsOf(setting)))])])
        {
            LeftOut = map.Kinds.OutsideCount(0),
        };
    }
}
