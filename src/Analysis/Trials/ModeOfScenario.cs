using WalSweep.Engine;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Trials;

/// <summary>Tells under which durability mode a scenario of a sweep ran.</summary>
public sealed class ModeOfScenario(SweepConfig config)
{
    /// <summary>Where it is drawn it is the last of what varies.</summary>
    private readonly int _index = config.Durability.IsDrawn ? config.Specs.VariedCount(config.Durability) - 1 : -1;
    private readonly Durability _mode = config.Durability.Modes[0];

    /// <summary>The mode.</summary>
    /// <param name="varied">What varies, of one scenario.</param>
    public Durability Of(ReadOnlySpan<double> varied) => _index < 0 ? _mode : (Durability)varied[_index];
}
