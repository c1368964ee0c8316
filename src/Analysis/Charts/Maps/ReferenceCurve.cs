using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Charts;

/// <summary>A curve known from analysis, drawn over what was simulated.</summary>
/// <param name="Label">What stands beside it, short: w·T = R.</param>
/// <param name="Meaning">One line for the legend that says what crossing it means.</param>
/// <param name="Points">Its points in the units of the axes, in order; parts outside the axes are cut off.</param>
public sealed record ReferenceCurve(string Label, string Meaning, IReadOnlyList<(double X, double Y)> Points)
{
    private const int _segmentCount = 96;

    /// <summary>Which of the dashes of <see cref="Theme"/> it has, from 0: its own, since nothing else tells curves apart where there is no room for a label.</summary>
    public int Dashes { get; init; }

    /// <summary>The panels it is drawn over, by their places; null if over all.</summary>
    public IReadOnlyList<int>? Panels { get; init; }

    /// <summary>The curve x = f(y), sampled evenly along the axis. Where f is not finite the curve is interrupted.</summary>
    public static ReferenceCurve ForInverse(string label, string meaning, Axis y, Func<double, double> f)
    {
        var points = new (double, double)[_segmentCount + 1];
        for (int i = 0; i <= _segmentCount; i++)
        {
            double value = y.ValueAt((double)i / _segmentCount);
            double at = f(value);
            points[i] = (double.IsFinite(at) ? at : double.NaN, value);
        }

        return new ReferenceCurve(label, meaning, points);
    }

    /// <summary>A level line.</summary>
    public static ReferenceCurve Level(string label, string meaning, Axis x, double y) => new(label, meaning, [(x.Min, y), (x.Max, y)]);

    /// <summary>Whether it is drawn over a panel.</summary>
    internal bool IsOver(int panelIndex) => Panels is null || Panels.Contains(panelIndex);
}
