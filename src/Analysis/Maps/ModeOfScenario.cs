using WalSweep.Engine;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Maps;

/// <summary>Tells under which durability mode a scenario of a sweep ran.</summary>
public sealed class ModeOfScenario(SweepConfig config)
{
    // Where it is drawn it stands behind the parameters that vary.
    private readonly int _index = config.Durability.IsDrawn ? config.Specs.Varied.Count : -1;
    private readonly Durability _mode = config.Durability.Modes[0];

    /// <summary>How many values of a scenario vary: those of the parameters, and after them the mode where it is drawn.</summary>
    public static int VariedCount(SweepConfig config) => config.Specs.Varied.Count + (config.Durability.IsDrawn ? 1 : 0);

    /// <summary>The mode.</summary>
    /// <param name="varied">What varies, of one scenario.</param>
    public Durability Of(ReadOnlySpan<double> varied) => _index < 0 ? _mode : (Durability)varied[_index];
}
