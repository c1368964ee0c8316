using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Running;

/// <summary>
/// Counts what becomes of scenarios, stored or not. A sweep keeps one for each part, so that the sum over a sweep is the same however often
/// it was interrupted: what is counted must be whole numbers, or otherwise independent of the order.
/// </summary>
public interface ITally
{
    /// <summary>Names what is counted and over which cells; what was saved under another name cannot be added.</summary>
    string Format { get; }

    /// <summary>Begins anew.</summary>
    void Clear();

    /// <summary>Takes one trial. Called for every row; allocates nothing.</summary>
    /// <param name="protocolIndex">Which of the sweep's protocols, from 0.</param>
    /// <param name="varied">The values of the parameters that vary.</param>
    /// <param name="weather">What befell it.</param>
    /// <param name="outcome">What came of it.</param>
    void Add(int protocolIndex, ReadOnlySpan<double> varied, in WeatherSummary weather, in Outcome outcome);

    /// <summary>Everything counted since <see cref="Clear"/>, a few ten thousand bytes.</summary>
    byte[] Save();
}

/// <summary>Counts nothing.</summary>
public sealed class NoTally : ITally
{
    /// <inheritdoc/>
    public string Format => "none";

    /// <inheritdoc/>
    public void Clear()
    {
    }

    /// <inheritdoc/>
    public void Add(int protocolIndex, ReadOnlySpan<double> varied, in WeatherSummary weather, in Outcome outcome)
    {
    }

    /// <inheritdoc/>
    public byte[] Save() => [];
}
