using WalSweep.Analysis.Trials;

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

    private MapQuantity(Kind kind, Axis axis, ParameterValue? above = null, ParameterValue? below = null) => (_kind, Axis, _above, _below) = (kind, axis, above ?? ParameterValue.None, below ?? ParameterValue.None);

    private enum Kind : byte
    {
        FirstOutage,
        Parameter,
        Ratio,
        BacklogShare,
    }

    /// <summary>Its range, cut into cells; the column of the axis names it.</summary>
    public Axis Axis { get; }

    /// <summary>Whether the more there is of it, the more was missed: nothing that was out of reach of a catch-up comes within reach by more of it.</summary>
    public bool CountsWhatWasMissed => _kind is Kind.FirstOutage or Kind.BacklogShare;

    /// <summary>Whether it differs between the trials of a scenario.</summary>
    public bool IsOfTrial => _kind == Kind.BacklogShare;

    /// <summary>Whether it is the first outage.</summary>
    public bool IsFirstOutage => _kind == Kind.FirstOutage;

    /// <summary>Whether it depends on one of the parameters that vary.</summary>
    /// <param name="variedIndex">Its place among them.</param>
    public bool Reads(int variedIndex) => _above.VariedIndex == variedIndex || _below.VariedIndex == variedIndex;

    /// <summary>How long the first outage lasts, in seconds.</summary>
    public static MapQuantity FirstOutage(Axis axis) => new(Kind.FirstOutage, axis);

    /// <summary>A parameter in its base unit.</summary>
    public static MapQuantity Parameter(Axis axis, ParameterValue value) => new(Kind.Parameter, axis, value);

    /// <summary>One parameter divided by another.</summary>
    public static MapQuantity Ratio(Axis axis, ParameterValue above, ParameterValue below) => new(Kind.Ratio, axis, above, below);

    /// <summary>The bytes missed by the first replica to leave InSync, at the moment it was reachable again, divided by what is retained for it.</summary>
    public static MapQuantity BacklogShare(Axis axis, ParameterValue entryBytes, ParameterValue retentionBytes) => new(Kind.BacklogShare, axis, entryBytes, retentionBytes);

    /// <summary>The same for all trials. Against it a map of one quantity is a map like others, with a single row of cells.</summary>
    public static MapQuantity Nothing() => new(Kind.Parameter, new Axis("nothing", "everything else", AxisUnit.None, AxisScale.Linear, 0, 1, 1), new ParameterValue(-1, 0));

    /// <summary>What it is for the trials of a batch; NaN where it has no value.</summary>
    /// <param name="batch">The trials.</param>
    /// <param name="values">Takes a value for each trial if <see cref="IsOfTrial"/>, else for each scenario.</param>
    public void Of(TrialBatch batch, Span<double> values)
    {
        if (_kind == Kind.FirstOutage)
        {
            batch.FirstOutageS.AsSpan(0, values.Length).CopyTo(values);
            return;
        }

        ReadOnlySpan<double> above = _above.In(batch), below = _below.In(batch);
        var perScenario = IsOfTrial ? batch.ProtocolCount : 1;
        for (int index = 0, scenario = 0; index < values.Length; scenario++)
        {
            var (numerator, denominator) = (above.IsEmpty ? _above.Constant : above[scenario], below.IsEmpty ? _below.Constant : below[scenario]);
            for (var trial = 0; trial < perScenario; trial++, index++)
            {
                values[index] = (IsOfTrial ? batch.BacklogEntries[index] * numerator : numerator) / denominator;
            }
        }
    }
}

/// <summary>Where the value of a parameter is found: among those that vary, or the same in every scenario.</summary>
/// <param name="VariedIndex">Its place among them; −1 if it does not vary.</param>
/// <param name="Constant">Its value then.</param>
public readonly record struct ParameterValue(int VariedIndex, double Constant)
{
    /// <summary>No parameter: a factor that changes nothing.</summary>
    internal static ParameterValue None => new(-1, 1);

    /// <summary>Its values by scenario; empty if it does not vary.</summary>
    internal ReadOnlySpan<double> In(TrialBatch batch) => VariedIndex < 0 ? [] : batch.Varied[VariedIndex];
}
