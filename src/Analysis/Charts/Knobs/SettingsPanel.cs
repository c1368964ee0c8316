using WalSweep.Analysis.Knobs;
using WalSweep.Engine;

namespace WalSweep.Analysis.Charts;

/// <summary>The settings of a pair, as a figure shows them.</summary>
/// <param name="Version">The version that they are of.</param>
/// <param name="Pair">The settings.</param>
/// <param name="Notes">What is told of settings beside their costs, as of the cells of panel 0; null if nothing.</param>
public sealed record SettingsPanel(ProtocolVersion Version, KnobPair Pair, CellNotes? Notes = null);
