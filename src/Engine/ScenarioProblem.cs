using System.Globalization;

namespace WalSweep.Engine;

/// <summary>A rule that a scenario breaks.</summary>
/// <param name="FaultIndex">The fault that breaks it, from 0; null if the parameters do.</param>
/// <param name="Fault">That fault.</param>
/// <param name="Rule">What must hold, as a sentence without a full stop.</param>
public readonly record struct ScenarioProblem(int? FaultIndex, Fault Fault, string Rule)
{
    /// <summary>The rule, after the fault that breaks it, counted from 1.</summary>
    public override string ToString() =>
        FaultIndex is { } index ? string.Create(CultureInfo.InvariantCulture, $"fault {index + 1} ({Fault.Kind} at {Fault.TimeS} s): {Rule}") : Rule;
}
