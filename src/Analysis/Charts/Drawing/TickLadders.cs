using System.Globalization;
using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Charts;

/// <summary>The values that may carry a tick on an axis, as ladders from coarse to fine. Each is ascending and reaches at least over the axis.</summary>
internal static class TickLadders
{
    private const double _minute = 60;
    private const double _hour = 3600;
    private const double _day = 86400;

    /// <summary>The most values a ladder of equal steps may have within an axis; finer steps could never be labelled.</summary>
    private const int _maxSteps = 64;

    private static readonly double[] _coarseTimes = [1e-9, 1e-6, 1e-3, 1, _minute, _hour, _day, 100 * _day];

    private static readonly double[] _times =
        [.. Decades(-9, 2, 1), _minute, 10 * _minute, _hour, 10 * _hour, 4 * _day, 40 * _day, 400 * _day];

    private static readonly double[] _fineTimes =
    [
        .. Decades(-9, 0, 1, 2, 5), 1, 2, 5, 10, 30, _minute, 2 * _minute, 5 * _minute, 10 * _minute, 30 * _minute, _hour, 2 * _hour, 5 * _hour,
        12 * _hour, _day, 2 * _day, 5 * _day, 10 * _day, 30 * _day, 100 * _day, 400 * _day,
    ];

    /// <summary>For an axis of which both ends are of one order of magnitude.</summary>
    private static readonly double[] _finestTimes =
    [
        .. Decades(-9, 0, 1, 1.5, 2, 3, 4, 5, 7), .. Times(1, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45), .. Times(_minute, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45),
        .. Times(_hour, 1, 1.5, 2, 3, 4, 6, 8, 12, 18), .. Times(_day, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, 100, 200, 400),
    ];

    private static readonly double[] _timeSteps =
    [
        .. Decades(-9, 0, 1, 2, 5), 1, 2, 5, 10, 15, 30, _minute, 2 * _minute, 5 * _minute, 10 * _minute, 15 * _minute, 30 * _minute, _hour, 2 * _hour,
        6 * _hour, 12 * _hour, _day, 2 * _day, 5 * _day, 10 * _day, 50 * _day, 100 * _day,
    ];

    internal static IEnumerable<double[]> Of(Axis axis)
    {
        var (ladders, steps) = Of(axis.Unit);
        return axis.Scale == AxisScale.Logarithmic ? ladders : Linear(axis, steps);
    }

    /// <summary>The ladders of a logarithmic axis, and the steps of a linear one.</summary>
    private static (double[][] Ladders, double[] Steps) Of(AxisUnit unit) => unit switch
    {
        AxisUnit.Seconds => ([_coarseTimes, _times, _fineTimes, _finestTimes], _timeSteps),
        AxisUnit.Bytes or AxisUnit.ByteSeconds => ([PowersOfTwo(10), PowersOfTwo(4), PowersOfTwo(2), PowersOfTwo(1)], PowersOfTwo(1)),
        _ => ([ThirdDecades(), Decades(-30, 30, 1), Decades(-30, 30, 1, 2, 5), Decades(-30, 30, 1, 1.5, 2, 3, 4, 5, 7)], Decades(-30, 30, 1, 2, 5)),
    };

    private static IEnumerable<double[]> Linear(Axis axis, double[] steps)
    {
        double span = axis.Max - axis.Min;
        foreach (double step in steps.Where(step => step <= span && span <= step * _maxSteps).Reverse())
        {
            yield return MultiplesOf(step, axis);
        }
    }

    private static double[] MultiplesOf(double step, Axis axis)
    {
        double first = Math.Floor(axis.Min / step);
        double last = Math.Ceiling(axis.Max / step);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>The mantissas times every power of ten from 10^<paramref name="from"/> up to but not including 10^<paramref name="to"/>.</summary>
    private static double[] Decades(int from, int to, params double[] mantissas) =>
        [.. Enumerable.Range(from, to - from).SelectMany(exponent => mantissas.Select(mantissa => mantissa * TenTo(exponent)))];

    private static IEnumerable<double> Times(double unit, params double[] counts) => counts.Select(count => count * unit);

    private static double[] ThirdDecades() => [.. Enumerable.Range(-10, 20).Select(i => TenTo(3 * i))];

    private static double[] PowersOfTwo(int exponentStep)
    {
        double[] powers = new double[(60 / exponentStep) + 1];
        for (int i = 0; i < powers.Length; i++)
        {
            powers[i] = 1L << (i * exponentStep);
        }

        return powers;
    }

    /// <summary>The double nearest to a power of ten: the parser rounds exactly, where repeated multiplication would not.</summary>
    private static double TenTo(int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{exponent}"), CultureInfo.InvariantCulture);
}
