using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;

namespace WalSweep.Tests.Counting;

/// <summary>Gives an accumulator one scenario at a time, for tests to which batches do not matter.</summary>
internal static class SingleScenarios
{
    [ThreadStatic]
    private static TrialBatch? _batch;

    /// <summary>Adds a scenario.</summary>
    internal static void Add(this SweepAccumulator accumulator, ReadOnlySpan<double> varied, double firstOutageS, Durability mode, ReadOnlySpan<Outcome> outcomes) =>
        accumulator.Add(Batch(varied, firstOutageS, mode, outcomes));

    /// <summary>What a quantity is for one trial.</summary>
    internal static double ValueOf(this MapQuantity quantity, ReadOnlySpan<double> varied, double firstOutageS, Outcome outcome)
    {
        Span<double> value = stackalloc double[1];
        quantity.Of(Batch(varied, firstOutageS, default, [outcome]), value);
        return value[0];
    }

    /// <summary>A batch of one scenario; good until the next.</summary>
    internal static TrialBatch Batch(ReadOnlySpan<double> varied, double firstOutageS, Durability mode, ReadOnlySpan<Outcome> outcomes)
    {
        if (_batch?.ProtocolCount != outcomes.Length || _batch.Varied.Length != varied.Length)
        {
            _batch = new TrialBatch(outcomes.Length, varied.Length);
        }

        _batch.Clear();
        for (var protocolIndex = 0; protocolIndex < outcomes.Length; protocolIndex++)
        {
            _batch.SetTrial(protocolIndex, in outcomes[protocolIndex]);
        }

        _batch.AddScenario(varied, firstOutageS, mode);
        return _batch;
    }
}
