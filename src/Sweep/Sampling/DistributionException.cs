using System.Globalization;

namespace WalSweep.Sweep.Sampling;

/// <summary>Numbers describe no distribution. The message has them as plain numbers; who knows what they count can have it said in units.</summary>
/// <param name="sentence">What is wrong; what is drawn, rather than a pure number, is a <see cref="DrawnNumber"/> in it.</param>
internal sealed class DistributionException(FormattableString sentence) : ArgumentException(sentence.ToString(CultureInfo.InvariantCulture))
{
    /// <summary>What is wrong, with every number that could be drawn written by the caller.</summary>
    public string Say(Func<double, string> write)
    {
        var numbers = sentence.GetArguments().Select(number => number is DrawnNumber drawn ? write(drawn.Value) : number).ToArray();
        return string.Format(CultureInfo.InvariantCulture, sentence.Format, numbers);
    }
}

/// <summary>A number in the unit of what is drawn.</summary>
/// <param name="Value">The number.</param>
internal readonly record struct DrawnNumber(double Value) : IFormattable
{
    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);
}
