using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>What is told of the settings of a pair wherever they are pointed at.</summary>
internal static class SettingsWords
{
    /// <summary>What is told of a setting that was pointed at.</summary>
    internal static string Point(SettingsPanel panel, (int X, int Y) setting) =>
        $"{KnobWords.Setting(panel.Pair, setting)}: {KnobWords.Costs(panel.Pair.At(setting))}{Noted(panel, setting)}";

    /// <summary>The same where the map of the settings tells their costs.</summary>
    internal static string PointBesideMap(SettingsPanel panel, (int X, int Y) setting) => KnobWords.Setting(panel.Pair, setting) + Noted(panel, setting);

    /// <summary>What is told of the settings in the map of them.</summary>
    internal static CellGrid Grid(SettingsPanel panel, PlotArea area) => new(
        panel.Version.Label, area.X, area.Y,
        [new("scenarios"), .. KnobCost.All.Select(cost => new CellField(cost.Label)), new("setting"), .. panel.Notes?.Fields(0) ?? []],
        (x, y) => panel.Pair.At((x, y)) is { HasEnoughTrials: true } setting
            ? [
                NumberText.Count(setting.Trials), .. KnobCost.All.Select(cost => CostWords.Words(cost, setting)), panel.Pair.IsEfficient((x, y)) ? "efficient" : "beaten by another",
                .. panel.Notes?.ValuesAt(0, x, y) ?? [],
            ]
            : null,
        KnobWords.TooFew);

    private static string Noted(SettingsPanel panel, (int X, int Y) setting) => panel.Notes is not { } notes
        ? ""
        : string.Concat(notes.Fields(0).Zip(notes.ValuesAt(0, setting.X, setting.Y)).Where(note => note.Second.Length > 0).Select(note => $"; {note.First.Label}: {note.First.Before}{note.Second}{note.First.After}"));
}
