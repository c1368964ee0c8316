using WalSweep.Analysis.Regions;
using WalSweep.Engine;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// What one axis of a map measures of a scenario, or of a trial of it: the first outage, a parameter, a ratio of two, or the backlog as a share of the retention. Computed from the values that rows have and
/// the constants of the configuration, so that a running sweep and its rows give the same.
/// </summary>
public sealed class MapQuantity
{
    private readonly Kind _kind;
    private readonly ParameterValue _above;
    private readonly ParameterValue _below;

    private MapQuantity(Kind kind, Axis axis, ParameterValue above = default, ParameterValue below = default) => (_kind, Axis, _above, _below) = (kind, axis, above, below);

    private enum Kind : byte
    {
        FirstOutage,
        Parameter,
        Ratio,
        BacklogShare,
        Nothing,
    }

    /// <summary>Its range, cut into cells; the column of the axis names it.</summary>
    public Axis Axis { get; }

    /// <summary>Whether the more there is of it, the more was missed: nothing that was out of reach of a catch-up comes within reach by more of it.</summary>
    public bool CountsWhatWasMissed => _kind is Kind.FirstOutage or Kind.BacklogShare;

    /// <summary>Whether it differs between the trials of a scenario.</summary>
    public bool IsOfTrial => _kind == Kind.BacklogShare;

    /// <summary>How long the first outage lasts, in seconds.</summary>
    public static MapQuantity FirstOutage(Axis axis) => new(Kind.FirstOutage, axis);

    /// <summary>A parameter in its base unit.</summary>
    public static MapQuantity Parameter(Axis axis, ParameterValue value) => new(Kind.Parameter, axis, value);

    /// <summary>One parameter divided by another.</summary>
    public static MapQuantity Ratio(Axis axis, ParameterValue above, ParameterValue below) => new(Kind.Ratio, axis, above, below);

    /// <summary>The bytes missed by the first replica to leave InSync, at the moment it was reachable again, divided by what is retained for it.</summary>
    public static MapQuantity BacklogShare(Axis axis, ParameterValue entryBytes, ParameterValue retentionBytes) => new(Kind.BacklogShare, axis, entryBytes, retentionBytes);

    /// <summary>The same for all trials. Against it a map of one quantity is a map like others, with a single row of cells.</summary>
    public static MapQuantity Nothing() => new(Kind.Nothing, new Axis("nothing", "everything else", AxisUnit.None, AxisScale.Linear, 0, 1, 1));

    /// <summary>What it is for a trial; NaN where it has no value.</summary>
    /// <param name="varied">The values of the parameters that vary.</param>
    /// <param name="firstOutageS">The first outage, in seconds.</param>
    /// <param name="outcome">What came of the trial; looked at only if <see cref="IsOfTrial"/>.</param>
    public double Of(ReadOnlySpan<double> varied, double firstOutageS, in Outcome outcome) => _kind switch
    {
        Kind.FirstOutage => firstOutageS,
        Kind.Parameter => _above.In(varied),
        Kind.Ratio => _above.In(varied) / _below.In(varied),
        Kind.Nothing => 0,
        _ => outcome.BacklogEntries * _above.In(varied) / _below.In(varied),
    };
}

/// <summary>Where the value of a parameter is found: among those that vary, or the same in every scenario.</summary>
/// <param name="VariedIndex">Its place among them; −1 if it does not vary.</param>
/// <param name="Constant">Its value then.</param>
public readonly record struct ParameterValue(int VariedIndex, double Constant)
{
    internal double In(ReadOnlySpan<double> varied) => VariedIndex < 0 ? Constant : varied[VariedIndex];
}
