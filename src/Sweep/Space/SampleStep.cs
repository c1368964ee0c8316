using System.Runtime.CompilerServices;
using WalSweep.Sweep.Sampling;

namespace WalSweep.Sweep.Space;

/// <summary>One value to compute. A step without a distribution is a fixed multiple.</summary>
internal readonly struct SampleStep(ParameterDefinition definition, Distribution? distribution, int place, double factor, int baseSlot)
{
    public readonly Distribution? Distribution = distribution;
    public readonly double Factor = factor;
    public readonly int Place = place;
    public readonly int Slot = definition.Purpose;
    public readonly int BaseSlot = baseSlot;
    public readonly bool IsWhole = definition.IsWhole;
    public readonly DrawnFor DrawnFor = definition.DrawnFor;

    /// <summary>Puts a drawn value or a factor in its place, as a multiple where it is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(double value, ref ParameterValues values) =>
        values[Slot] = BaseSlot == 0 ? value : SpaceSpecs.Multiple(values[BaseSlot], value, IsWhole);
}
