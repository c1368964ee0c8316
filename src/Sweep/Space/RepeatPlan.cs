using System.Runtime.CompilerServices;
using WalSweep.Sweep.Sampling;

namespace WalSweep.Sweep.Space;

/// <summary>The uniforms of what each outage, or each primary loss, after the first draws for itself: its length and the gap before the next, whole batches.</summary>
[InlineArray(2 * WeatherParameters.MaxOutages)]
internal struct RepeatDraws
{
    private double _first;
}

/// <summary>The steps of a <see cref="SamplePlan"/> that are made again for each of several things alike in a scenario: its outages, or its primary losses.</summary>
internal sealed class RepeatPlan
{
    private readonly ulong _seed;
    private readonly SampleStep[] _steps;
    private readonly uint[] _purposes;
    private readonly uint[] _ordinals;
    private readonly int _drawsEach;

    /// <summary>Compiles the steps.</summary>
    /// <param name="seed">Names the whole sweep.</param>
    /// <param name="steps">What is computed for each, in the order of the references.</param>
    /// <param name="most">Most of these things that a scenario can have.</param>
    public RepeatPlan(ulong seed, IEnumerable<SampleStep> steps, int most)
    {
        _seed = seed;
        _steps = [.. steps];
        var drawn = _steps.Where(step => step.Distribution is not null).Select(step => (uint)step.Slot).ToList();
        _drawsEach = drawn.Count;
        _purposes = new uint[WholeBatches(_drawsEach * (most - 1))];
        _ordinals = new uint[_purposes.Length];
        for (var i = 0; i < _drawsEach * (most - 1); i++)
        {
            _purposes[i] = drawn[i % _drawsEach];
            _ordinals[i] = (uint)(1 + (i / _drawsEach));
        }
    }

    /// <summary>Draws for all after the first at once. One by one it took about 1,400 instead of 700 instructions to lay out the outages of a scenario of configs/overnight.json.</summary>
    [SkipLocalsInit]
    public void Draw(long scenario, int count, out RepeatDraws draws)
    {
        Unsafe.SkipInit(out draws);
        var length = WholeBatches(_drawsEach * (count - 1));
        CounterRandomBatch.Uniforms(_seed, scenario, _purposes.AsSpan(0, length), _ordinals.AsSpan(0, length), draws);
    }

    /// <summary>Replaces the values that each has for itself by those of the first one.</summary>
    /// <param name="draws">What the scenario drew.</param>
    /// <param name="values">The scenario's values.</param>
    public void TakeFirst(ref readonly ScenarioDraws draws, ref ParameterValues values)
    {
        foreach (ref readonly var step in _steps.AsSpan())
        {
            step.Set(step.Distribution is null ? step.Factor : draws[step.Place], ref values);
        }
    }

    /// <summary>Replaces the values that each has for itself by those of another one, from 1.</summary>
    public void Take(ref readonly RepeatDraws draws, int index, ref ParameterValues values)
    {
        var next = _drawsEach * (index - 1);
        foreach (ref readonly var step in _steps.AsSpan())
        {
            step.Set(step.Distribution is null ? step.Factor : step.Distribution.Sample(draws[next++]), ref values);
        }
    }

    private static int WholeBatches(int draws) => (draws + CounterRandomBatch.Width - 1) / CounterRandomBatch.Width * CounterRandomBatch.Width;
}
