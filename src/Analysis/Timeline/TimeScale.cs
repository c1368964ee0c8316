using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Timeline;

/// <summary>A stretch of the time axis.</summary>
/// <param name="FromS">Its beginning.</param>
/// <param name="ToS">Its end.</param>
/// <param name="FromPx">Where it begins.</param>
/// <param name="ToPx">Where it ends.</param>
/// <param name="IsBroken">Whether it is drawn shorter than its length, because nothing happens in it.</param>
internal readonly record struct TimeStretch(double FromS, double ToS, double FromPx, double ToPx, bool IsBroken);

/// <summary>
/// A time axis that has the same scale wherever something happens, and is broken where for long nothing does: a stretch without events that is at least twice as long as all shorter ones together, if those
/// are at least half of all. So an outage of seconds can be read in a trial of hours, and an ordinary trial has an ordinary axis.
/// </summary>
internal sealed class TimeScale
{
    private const double _timesLonger = 2;
    private const double _leastBrokenPx = 62;

    // What of the axis goes to broken stretches: positions go on moving in them, so they must not be too narrow, nor take the place of the rest.
    private const double _usuallyBroken = 0.3;
    private const double _mostBroken = 0.45;
    private const double _emptyTrialS = 1;
    private const int _fewest = 4;

    private readonly TimeStretch[] _stretches;

    /// <summary>Lays the axis out.</summary>
    /// <param name="timesS">The times at which something happens, ascending, the first 0 and the last the end.</param>
    /// <param name="lengthPx">Its length.</param>
    internal TimeScale(IReadOnlyList<double> timesS, double lengthPx)
    {
        double[] times = [.. timesS.Distinct()];
        times = times.Length > 1 ? times : [times[0], times[0] + _emptyTrialS];
        double[] lengths = [.. times.Skip(1).Zip(times, (to, from) => to - from)];
        double breakFrom = BreakFrom(lengths);
        int brokenCount = lengths.Count(length => length >= breakFrom);
        double brokenPx = brokenCount == 0 ? 0 : Math.Min(Math.Max(_leastBrokenPx, _usuallyBroken * lengthPx / brokenCount), _mostBroken * lengthPx / brokenCount);
        PxPerS = (lengthPx - (brokenCount * brokenPx)) / lengths.Where(length => length < breakFrom).Sum();
        _stretches = new TimeStretch[lengths.Length];
        double atPx = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            bool isBroken = lengths[i] >= breakFrom;
            double toPx = i == lengths.Length - 1 ? lengthPx : atPx + (isBroken ? brokenPx : lengths[i] * PxPerS);
            _stretches[i] = new(times[i], times[i + 1], atPx, toPx, isBroken);
            atPx = toPx;
        }

        LengthPx = lengthPx;
    }

    /// <summary>Its length.</summary>
    internal double LengthPx { get; }

    /// <summary>Its scale outside broken stretches.</summary>
    internal double PxPerS { get; }

    /// <summary>Its end.</summary>
    internal double EndS => _stretches[^1].ToS;

    /// <summary>The broken stretches.</summary>
    internal IEnumerable<TimeStretch> Broken => _stretches.Where(stretch => stretch.IsBroken);

    /// <summary>Where a time stands.</summary>
    internal double PxOf(double timeS)
    {
        int index = Array.FindIndex(_stretches, stretch => timeS <= stretch.ToS);
        var stretch = index < 0 ? _stretches[^1] : _stretches[index];
        double share = Math.Clamp((timeS - stretch.FromS) / (stretch.ToS - stretch.FromS), 0, 1);
        return stretch.FromPx + (share * (stretch.ToPx - stretch.FromPx));
    }

    /// <summary>The marks of the axis: in equal steps of time, none in a broken stretch, no label that would touch another.</summary>
    /// <param name="sizePx">Size of the labels.</param>
    internal IReadOnlyList<Tick> Ticks(double sizePx)
    {
        double step = StepS(sizePx);
        var ticks = new List<Tick>();
        double freeFromPx = double.NegativeInfinity;
        foreach (var stretch in _stretches.Where(stretch => !stretch.IsBroken))
        {
            for (double n = Math.Max(0, Math.Ceiling((stretch.FromS - (1e-9 * step)) / step)); n * step <= stretch.ToS + (1e-9 * step); n++)
            {
                double atPx = PxOf(n * step);
                if (ticks.Count > 0 && atPx - ticks[^1].AtPx < 0.5)
                {
                    continue;
                }

                string label = NumberText.Mark(n * step, step, AxisUnit.Seconds);
                double halfPx = DisplayText.WidthPx(label, sizePx) / 2;
                bool isFree = atPx - halfPx >= freeFromPx && Broken.All(broken => atPx + halfPx < broken.FromPx || atPx - halfPx > broken.ToPx);
                freeFromPx = isFree ? atPx + halfPx + (0.4 * sizePx) : freeFromPx;
                ticks.Add(new Tick(n * step, isFree ? label : "", atPx, atPx));
            }
        }

        return ticks;
    }

    /// <summary>The step that an axis of this scale without breaks would have.</summary>
    private double StepS(double sizePx)
    {
        var axis = new Axis("time_s", "time", AxisUnit.Seconds, AxisScale.Linear, 0, LengthPx / PxPerS, 1);
        var ticks = Charts.Ticks.Choose(axis, LengthPx, sizePx, isVertical: false);
        return ticks.Count > 1 ? ticks[1].Value - ticks[0].Value : LengthPx / PxPerS;
    }

    /// <summary>The length from which on stretches are broken; +∞ if none is.</summary>
    private static double BreakFrom(double[] lengths)
    {
        double[] ascending = [.. lengths.Order()];
        double shorter = 0;
        for (int i = 0; i < ascending.Length; i++)
        {
            if (i >= _fewest && 2 * i >= ascending.Length && ascending[i] >= _timesLonger * shorter)
            {
                return ascending[i];
            }

            shorter += ascending[i];
        }

        return double.PositiveInfinity;
    }
}
