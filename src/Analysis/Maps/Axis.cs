namespace WalSweep.Analysis.Maps;

/// <summary>How values are spread along an axis.</summary>
public enum AxisScale : byte
{
    /// <summary>Equal steps have equal differences.</summary>
    Linear,

    /// <summary>Equal steps have equal ratios.</summary>
    Logarithmic,
}

/// <summary>What an axis measures, which decides how its values are written.</summary>
public enum AxisUnit : byte
{
    /// <summary>A count or a ratio.</summary>
    None,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Something per second.</summary>
    PerSecond,

    /// <summary>Bytes, written in powers of 1024.</summary>
    Bytes,

    /// <summary>Bytes kept over time, byte·s, written in powers of 1024.</summary>
    ByteSeconds,
}

/// <summary>
/// One parameter's range cut into cells of equal length on its scale. Edges and positions come from bisection with square roots, which IEEE rounds
/// exactly: unlike logarithms they are the same on every machine, so equal rows give equal maps and equal pictures.
/// </summary>
public sealed class Axis
{
    /// <summary>The most cells an axis may have.</summary>
    public const int MaxCellCount = 256;

    /// <summary>How many times its own length outside the axis a position is still told apart.</summary>
    public const int MaxLengthsOutside = 8;

    private const double _magnitudeLimit = 1e100;

    /// <summary>How many bits of a double tell where to look for its cell: sign, exponent and five of the fraction, so that there are 32 places to a doubling.</summary>
    private const int _prefixShift = 64 - 12 - 5;

    /// <summary>Lower edges, then +∞.</summary>
    private readonly double[] _lowerEdges;

    /// <summary>For each place from that of the second edge on, the cell in which the smallest double of that place lies; the first place stands for all that is below too.</summary>
    private readonly byte[] _firstCells;

    private readonly long _firstPrefix;

    /// <summary>Cuts <paramref name="min"/>…<paramref name="max"/> into <paramref name="cellCount"/> cells.</summary>
    /// <param name="column">The column's name, such as outage_s.</param>
    /// <param name="label">What people call it, such as outage.</param>
    /// <param name="unit">What it measures.</param>
    /// <param name="scale">Its scale; a logarithmic one needs <paramref name="min"/> > 0.</param>
    /// <param name="min">Lower end, part of the first cell.</param>
    /// <param name="max">Upper end, part of the last cell; above <paramref name="min"/>.</param>
    /// <param name="cellCount">1…<see cref="MaxCellCount"/>.</param>
    /// <exception cref="ArgumentException">The range or the count is not as above.</exception>
    public Axis(string column, string label, AxisUnit unit, AxisScale scale, double min, double max, int cellCount)
    {
        if (!(min < max) || !(Math.Abs(min) < _magnitudeLimit) || !(Math.Abs(max) < _magnitudeLimit))
        {
            throw new ArgumentException($"Axis {column}: expected finite min < max, found {Invariant(min)} and {Invariant(max)}.", nameof(min));
        }

        if (scale == AxisScale.Logarithmic && !(min > 1 / _magnitudeLimit))
        {
            throw new ArgumentException($"Axis {column}: a logarithmic axis needs a positive minimum, found {Invariant(min)}.", nameof(min));
        }

        if (cellCount is < 1 or > MaxCellCount)
        {
            throw new ArgumentException($"Axis {column}: expected 1 to {MaxCellCount} cells, found {cellCount}.", nameof(cellCount));
        }

        (Column, Label, Unit, Scale, Min, Max, CellCount) = (column, label, unit, scale, min, max, cellCount);
        _lowerEdges = [.. Enumerable.Range(0, cellCount).Select(edge => ValueAt((double)edge / cellCount)), double.PositiveInfinity];
        (_firstPrefix, _firstCells) = FirstCells();
    }

    /// <summary>The column's name.</summary>
    public string Column { get; }

    /// <summary>What people call it.</summary>
    public string Label { get; }

    /// <summary>What it measures.</summary>
    public AxisUnit Unit { get; }

    /// <summary>How values are spread.</summary>
    public AxisScale Scale { get; }

    /// <summary>Lower end.</summary>
    public double Min { get; }

    /// <summary>Upper end.</summary>
    public double Max { get; }

    /// <summary>Number of cells.</summary>
    public int CellCount { get; }

    /// <summary>The cell a value falls into: lower edge ≤ value &lt; upper edge, the last one closed; −1 outside the range and for NaN.</summary>
    public int CellOf(double value)
    {
        if (!(value >= Min && value <= Max))
        {
            return -1;
        }

        // Looked up, and at most a few steps on: a fifth of what comparing with every edge takes (benchmarks/Analysis/TallyBenchmarks.cs).
        int cell = _firstCells[Math.Clamp(PrefixOf(value) - _firstPrefix, 0, _firstCells.Length - 1)];
        while (_lowerEdges[cell + 1] <= value)
        {
            cell++;
        }

        return cell;
    }

    /// <summary>The cells that values fall into.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="cells">Takes what <see cref="CellOf"/> gives for each.</param>
    public void FindCells(ReadOnlySpan<double> values, Span<int> cells)
    {
        cells = cells[..values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            cells[index] = CellOf(values[index]);
        }
    }

    /// <summary>Edge <paramref name="edgeIndex"/> of 0…<see cref="CellCount"/>.</summary>
    public double EdgeAt(int edgeIndex) => edgeIndex == CellCount ? Max : _lowerEdges[edgeIndex];

    /// <summary>The value at a fraction 0…1 of the axis.</summary>
    public double ValueAt(double fraction)
    {
        if (fraction <= 0 || fraction >= 1)
        {
            return fraction <= 0 ? Min : Max;
        }

        if (Scale == AxisScale.Linear)
        {
            return Min + (fraction * (Max - Min));
        }

        (double low, double high, double lowFraction, double highFraction) = (Min, Max, 0, 1);
        while (true)
        {
            double middleFraction = 0.5 * (lowFraction + highFraction);
            double middle = Math.Sqrt(low * high);
            if (middleFraction == fraction || !(middle > low && middle < high))
            {
                return middle;
            }

            (low, lowFraction) = middleFraction < fraction ? (middle, middleFraction) : (low, lowFraction);
            (high, highFraction) = middleFraction < fraction ? (high, highFraction) : (middle, middleFraction);
        }
    }

    /// <summary>
    /// Where a value stands on the axis: 0 at <see cref="Min"/>, 1 at <see cref="Max"/>, to within 10⁻¹². Outside it goes on below 0 and above 1, as far as
    /// <see cref="MaxLengthsOutside"/> and no farther; NaN gives NaN.
    /// </summary>
    public double FractionOf(double value)
    {
        if (Scale == AxisScale.Linear)
        {
            return Math.Clamp((value - Min) / (Max - Min), -MaxLengthsOutside, 1 + MaxLengthsOutside);
        }

        double ratio = Max / Min;
        double fraction = 0;
        for (; value > Max && fraction < MaxLengthsOutside; fraction++)
        {
            value /= ratio;
        }

        for (; value < Min && fraction > -MaxLengthsOutside; fraction--)
        {
            value *= ratio;
        }

        return double.IsNaN(value) ? double.NaN : fraction + FractionWithin(value);
    }

    /// <summary>Places by the bits of a double, which are in the order of the numbers from 0 on; an axis with values below has one place, and is searched from its first cell.</summary>
    private (long FirstPrefix, byte[] FirstCells) FirstCells()
    {
        if (Min < 0 || CellCount == 1)
        {
            return (0, [0]);
        }

        var (first, last) = (PrefixOf(_lowerEdges[1]), PrefixOf(Max));
        byte[] cells = new byte[last - first + 1];
        for (int place = 1, cell = 0; place < cells.Length; place++)
        {
            double smallest = BitConverter.Int64BitsToDouble((first + place) << _prefixShift);
            while (_lowerEdges[cell + 1] <= smallest)
            {
                cell++;
            }

            cells[place] = (byte)cell;
        }

        return (first, cells);
    }

    private double FractionWithin(double value)
    {
        if (value >= Max || value <= Min)
        {
            return value >= Max ? 1 : 0;
        }

        (double low, double high, double fraction) = (Min, Max, 0);
        for (double step = 0.5; step > 1e-13; step *= 0.5)
        {
            double middle = Math.Sqrt(low * high);
            bool above = value >= middle;
            (low, high) = above ? (middle, high) : (low, middle);
            fraction += above ? step : 0;
        }

        return fraction;
    }

    private static long PrefixOf(double value) => BitConverter.DoubleToInt64Bits(value) >> _prefixShift;

    private static string Invariant(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
