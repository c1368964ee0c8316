using WalSweep.Analysis.Maps;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Knobs;

/// <summary>A knob of V2, a number that its operator sets, that varies in a sweep. Its settings are the cells of its axis.</summary>
/// <param name="Axis">Its range, cut into settings.</param>
/// <param name="Definition">The parameter that it is.</param>
public sealed record Knob(Axis Axis, ParameterDefinition Definition)
{
    /// <summary>What it is where a configuration does not say; NaN if that depends on other parameters.</summary>
    public double Default => Definition.Default is ConstantSpec constant ? constant.Value : double.NaN;

    /// <summary>The setting that has the default; −1 where the sweep does not reach it.</summary>
    public int DefaultSetting => Axis.CellOf(Default);

    /// <summary>Whether a setting of it is WAL that is kept for nobody in particular, and so a cost by itself.</summary>
    public bool IsRetention => Definition == VolumeParameters.RetentionBytes;

    /// <summary>The knob that an axis is of; null for an axis of something else.</summary>
    public static Knob? Of(Axis axis) => MapPlan.Knobs.FirstOrDefault(knob => knob.Column == axis.Column) is { } definition ? new Knob(axis, definition) : null;
}
