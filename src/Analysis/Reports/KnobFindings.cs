using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>What a sweep says of V2's knobs.</summary>
/// <param name="Main">The place of V2.</param>
/// <param name="Version">V2, by its name.</param>
/// <param name="Maps">The maps of knobs.</param>
/// <param name="Knobs">Each knob by itself.</param>
/// <param name="Pairs">Each two of them under that version.</param>
/// <param name="MostTelling">Of pairs whose settings can be compared the one whose knobs by themselves change the shares most; null of none.</param>
internal sealed record KnobFindings(int Main, ProtocolVersion Version, IReadOnlyList<MapCounts> Maps, IReadOnlyList<KnobSettings> Knobs, IReadOnlyList<KnobPair> Pairs, KnobPair? MostTelling)
{
    /// <summary>What a sweep says; null if V2 does not run in it, or none of the knobs varies.</summary>
    internal static KnobFindings? Of(IReadOnlyList<ProtocolVersion> versions, IReadOnlyList<MapCounts> maps)
    {
        MapCounts[] ofKnobs = [.. maps.Where(map => map.Map.IsOfKnobs)];
        var main = versions.ToList().IndexOf(ProtocolVersion.V2);
        if (ofKnobs.Length == 0 || main < 0)
        {
            return null;
        }

        var knobs = KnobSettings.Of(ofKnobs);
        KnobPair[] pairs = [.. ofKnobs.Select(map => KnobPair.Of(map, main))];
        double Spread(Knob knob) => knobs.First(settings => settings.Knob.Axis.Column == knob.Axis.Column).SpreadOf(main);
        return new(
            main, versions[main], ofKnobs, knobs, pairs, pairs.Where(pair => pair.Compared.Count > 1).MaxBy(pair => pair.Knobs.Sum(Spread)));
    }
}
