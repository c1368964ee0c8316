using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WalSweep.Sweep.Sampling;

/// <summary>
/// Samples several log-uniform distributions at once, four side by side: the same bits as <see cref="Distribution.Sample"/> at a fraction of the price. Most
/// parameters of a sweep are log-uniform. Width and operations are fixed, so the result does not depend on what the processor can do.
/// </summary>
internal sealed class LogUniformBatch
{
    private readonly Four[] _fours;

    /// <summary>Puts the distributions together.</summary>
    /// <param name="distributions">Those of which <see cref="Takes"/> is true.</param>
    public LogUniformBatch(IReadOnlyList<Distribution> distributions)
    {
        _fours = new Four[(distributions.Count + Vector256<double>.Count - 1) / Vector256<double>.Count];
        for (var i = 0; i < _fours.Length; i++)
        {
            _fours[i] = new Four([.. distributions.Skip(i * Vector256<double>.Count).Take(Vector256<double>.Count)]);
        }
    }

    /// <summary>How many samples it makes: whole fours, those without a distribution included.</summary>
    public int Length => _fours.Length * Vector256<double>.Count;

    /// <summary>Whether a distribution can be among them.</summary>
    public static bool Takes(Distribution distribution) => distribution.IsSimpleLogUniform;

    /// <summary>Puts samples in the place of uniforms. Allocates nothing.</summary>
    /// <param name="draws">At least <see cref="Length"/> uniforms; beyond the distributions they may be anything, and nonsense takes their place.</param>
    public void Sample(Span<double> draws)
    {
        draws = draws[..Length];
        ref var draw = ref MemoryMarshal.GetReference(draws);
        foreach (ref readonly var four in _fours.AsSpan())
        {
            four.Sample(Vector256.LoadUnsafe(ref draw)).StoreUnsafe(ref draw);
            draw = ref Unsafe.Add(ref draw, Vector256<double>.Count);
        }
    }

    /// <summary>The numbers of four distributions, one in each lane.</summary>
    private readonly struct Four
    {
        private readonly Vector256<double> _scale, _span, _min, _max, _isWhole;

        public Four(Distribution[] distributions)
        {
            for (var lane = 0; lane < distributions.Length; lane++)
            {
                var (scale, span) = distributions[lane].ScaleAndSpan;
                _scale = _scale.WithElement(lane, scale);
                _span = _span.WithElement(lane, span);
                _min = _min.WithElement(lane, distributions[lane].Min);
                _max = _max.WithElement(lane, distributions[lane].Max);
                _isWhole = _isWhole.WithElement(lane, distributions[lane].IsWhole ? BitConverter.Int64BitsToDouble(-1) : 0);
            }
        }

        /// <summary>The same steps as <see cref="Distribution.Sample"/> takes.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> Sample(Vector256<double> u)
        {
            var value = _scale * DeterministicMath.ExpOfSimple(u * _span);
            value = Vector256.ConditionalSelect(_isWhole, Vector256.Floor(value), value);
            value = Vector256.ConditionalSelect(Vector256.GreaterThan(value, _max), _max, value);
            return Vector256.ConditionalSelect(Vector256.LessThan(value, _min), _min, value);
        }
    }
}
