using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Text;

/// <summary>
/// Numbers as people write them, for figures and terminals: three significant digits, a unit that fits the size, a no-break space before it, invariant
/// culture. A number that does not exist (NaN) is a dash.
/// </summary>
public static class NumberText
{
    private const string _space = "\u00a0";
    private const string _none = "–";

    private static readonly (double Size, string Name)[] _timeUnits =
        [(86400, "d"), (3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")];

    private static readonly (double Size, string Name)[] _byteUnits =
        [(1L << 50, "PiB"), (1L << 40, "TiB"), (1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB"), (1, "B")];

    private static readonly (double Size, string Name)[] _prefixes = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, "")];

    /// <summary>A value of the given unit, such as 1.5 min, 12k/s, 64 MiB.</summary>
    public static string Value(double value, AxisUnit unit)
    {
        if (double.IsNaN(value))
        {
            return _none;
        }

        var writing = WritingOf(unit);
        if (value == 0)
        {
            return "0" + writing.Zero;
        }

        (double size, string name) = UnitFor(value, writing.Units);
        return Significant(value / size) + writing.Space + name + writing.Suffix;
    }

    /// <summary>
    /// A value in full digits, in the unit that fits <paramref name="step"/>: marks of an axis in equal steps are written alike (90 s, 100 s), and none is rounded.
    /// </summary>
    public static string Mark(double value, double step, AxisUnit unit)
    {
        var writing = WritingOf(unit);
        (double size, string name) = UnitFor(step, writing.Units);
        double scaled = value / size;
        string digits = scaled.ToString(scaled == 0 || Math.Abs(scaled) >= 1e-4 ? "0.########" : "0.####E+0", CultureInfo.InvariantCulture);
        return digits + writing.Space + name + writing.Suffix;
    }

    /// <summary>A duration in seconds, from nanoseconds to days.</summary>
    public static string Duration(double seconds) => Value(seconds, AxisUnit.Seconds);

    /// <summary>An amount of bytes, in powers of 1024.</summary>
    public static string Bytes(double bytes) => Value(bytes, AxisUnit.Bytes);

    /// <summary>Bytes kept over time, in byte·s.</summary>
    public static string ByteSeconds(double byteS) => Value(byteS, AxisUnit.ByteSeconds);

    /// <summary>A rate per second.</summary>
    public static string Rate(double perSecond) => Value(perSecond, AxisUnit.PerSecond);

    /// <summary>A number without a unit.</summary>
    public static string Plain(double value) => Value(value, AxisUnit.None);

    /// <summary>
    /// A duration in seconds, rounded up to whole ones, in its two largest units: 14s, 3m14s, 2h05m, 3d04h. "?" if it is not known.
    /// </summary>
    public static string DurationInTwoUnits(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return "?";
        }

        var time = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        return time switch
        {
            { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds}s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m{time.Seconds:00}s"),
            { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours}h{time.Minutes:00}m"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays}d{time.Hours:00}h"),
        };
    }

    /// <summary>How many there are of something, such as 1 thread, 2 threads.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">What one of them is called; more than one end in s.</param>
    public static string Counted(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A whole number with its thousands set apart.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>
    /// A share 0…1 as percent, rounded but never into a lie: what is not nothing is not called 0 %, and what is not all is not called 100 %.
    /// </summary>
    public static string Percent(double share)
    {
        if (double.IsNaN(share))
        {
            return _none;
        }

        double percent = 100 * share;
        string text = percent switch
        {
            <= 0 => "0",
            < 0.1 => "<0.1",
            < 9.95 => percent.ToString("0.0", CultureInfo.InvariantCulture),
            >= 100 => "100",
            > 99.9 => ">99.9",
            >= 99.5 => percent.ToString("0.0", CultureInfo.InvariantCulture),
            _ => percent.ToString("0", CultureInfo.InvariantCulture),
        };
        return text + _space + "%";
    }

    /// <summary>The interval of a share: 12 % – 15 %.</summary>
    public static string Percents(Interval interval) => $"{Percent(interval.Low)} – {Percent(interval.High)}";

    /// <summary>A share of what may be rare: as <see cref="Percent"/> has it and, where that says only that it is below 0.1 %, with two significant digits, such as 0.0011 % or 3.7E-5 %.</summary>
    public static string RarePercent(double share)
    {
        var percent = 100 * share;
        if (!(percent > 0 && percent < 0.1))
        {
            return Percent(share);
        }

        var scientific = percent.ToString("E1", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific[(scientific.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        return (exponent < -4 ? percent.ToString("0.0E+0", CultureInfo.InvariantCulture) : percent.ToString($"F{1 - exponent}", CultureInfo.InvariantCulture)) + _space + "%";
    }

    /// <summary>A share in percent with all its digits, as axes have it.</summary>
    public static string ExactPercent(double share) => (100 * share).ToString("0.##########", CultureInfo.InvariantCulture) + _space + "%";

    /// <summary>A difference of shares in percentage points (pp) with its sign, which none has; of one too small or too large for its digits the comparison comes first: &gt;−0.1 pp.</summary>
    public static string Difference(double share)
    {
        var text = Percent(Math.Abs(share)).Replace("%", "pp", StringComparison.Ordinal);
        return share == 0 || double.IsNaN(share) ? text : Signed(share < 0, text);
    }

    /// <summary>A duration in seconds that comes from counts which tell no two times within a microsecond apart, so that one below that, as a mean or the end of an interval may be, is only said to be.</summary>
    public static string CountedDuration(double seconds) => seconds is > 0 and < 0.9995e-6 ? $"<1{_space}µs" : Duration(seconds);

    /// <summary>A difference of such durations with its sign; of none there is none. Below a microsecond the comparison comes first: &lt;+1 µs.</summary>
    public static string DurationDifference(double seconds) => seconds == 0 || double.IsNaN(seconds) ? Duration(seconds) : Signed(seconds < 0, CountedDuration(Math.Abs(seconds)));

    /// <summary>A p-value; below 10⁻⁶ it is only said to be.</summary>
    public static string Probability(double p) => p < 1e-6 ? "< 10⁻⁶" : p.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>Puts the sign of a difference before the text of its size; a comparison turns round with it and stays first.</summary>
    private static string Signed(bool isNegative, string text)
    {
        var sign = isNegative ? '−' : '+';
        return text[0] is '<' or '>' ? $"{(text[0] == '<' == isNegative ? '>' : '<')}{sign}{text[1..]}" : $"{sign}{text}";
    }

    /// <summary>How values of a unit are written: the sizes they may be told in, what stands between the number and the size's name, what follows it, and what follows a zero.</summary>
    private static ((double Size, string Name)[] Units, string Space, string Suffix, string Zero) WritingOf(AxisUnit unit) => unit switch
    {
        AxisUnit.Seconds => (_timeUnits, _space, "", _space + "s"),
        AxisUnit.Bytes => (_byteUnits, _space, "", _space + "B"),
        AxisUnit.ByteSeconds => (_byteUnits, _space, "·s", _space + "B·s"),
        AxisUnit.PerSecond => (_prefixes, "", "/s", "/s"),
        _ => (_prefixes, "", "", ""),
    };

    /// <summary>The largest unit not above the value; a value that would round up to the next unit gets that one.</summary>
    private static (double Size, string Name) UnitFor(double value, (double Size, string Name)[] units)
    {
        foreach ((double Size, string Name) unit in units)
        {
            if (Math.Abs(value) >= unit.Size * 0.9995)
            {
                return unit;
            }
        }

        return units[^1];
    }

    private static string Significant(double value)
    {
        string format = Math.Abs(value) switch
        {
            >= 1e15 => "0.##E+0",
            >= 99.95 => "0",
            >= 9.995 => "0.#",
            >= 0.9995 => "0.##",
            >= 0.001 => "0.####",
            _ => "0.##E+0",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
