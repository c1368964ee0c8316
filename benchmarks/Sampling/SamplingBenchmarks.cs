using BenchmarkDotNet.Attributes;
using WalSweep.Sweep.Sampling;

namespace WalSweep.Benchmarks.Sampling;

/// <summary>
/// Nanoseconds for one draw, one function, one sample; every operation loops over the same 1,000 uniforms so that results feed
/// nothing but a sum. Run: <c>dotnet run -c Release --project benchmarks -- --filter '*Sampling*' --job short</c>.
/// </summary>
[MemoryDiagnoser]
public class SamplingBenchmarks
{
    private const int _count = 1_000;

    private readonly ulong _seed = 20_240_601;
    private readonly double[] _uniforms = new double[_count];
    private readonly double[] _exponents = new double[_count];
    private readonly uint[] _purposes = new uint[CounterRandomBatch.Width];
    private readonly double[] _batch = new double[CounterRandomBatch.Width];
    private readonly Distribution _uniform = Distribution.Uniform(1, 300);
    private readonly Distribution _logUniform = Distribution.LogUniform(0.1, 7_200);
    private readonly Distribution _exponential = Distribution.Exponential(30);
    private readonly Distribution _weibull = Distribution.Weibull(30, 0.7);
    private readonly Distribution _weibullTruncated = Distribution.Weibull(30, 0.7, 1, 3_600);
    private readonly Distribution _logNormal = Distribution.LogNormal(30, 1.2);
    private readonly Distribution _logNormalTruncated = Distribution.LogNormal(30, 1.2, 1, 3_600);
    private readonly Distribution _choice = Distribution.Choice([1, 2, 3, 4]);
    private readonly Distribution _choiceWeighted = Distribution.Choice([1, 2, 3, 4], [5, 3, 1, 1]);
    private readonly Distribution _empirical;

    public SamplingBenchmarks()
    {
        for (int i = 0; i < _count; i++)
        {
            _uniforms[i] = CounterRandom.Uniform(1, i, 0, 0);
            _exponents[i] = (CounterRandom.Uniform(1, i, 1, 0) - 0.5) * 40.0;
        }

        for (int i = 0; i < _purposes.Length; i++)
        {
            _purposes[i] = (uint)i;
        }

        _empirical = Distribution.Empirical(_exponents);
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public ulong Draw()
    {
        ulong sum = 0;
        for (int i = 0; i < _count; i++)
        {
            CounterRandom.Draw(_seed, i, 2, 3, out ulong a, out ulong b);
            sum += a ^ b;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double UniformDraw()
    {
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            sum += CounterRandom.Uniform(_seed, i, 2, 3);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double UniformDrawInBatches()
    {
        double sum = 0;
        for (int i = 0; i < _count; i += CounterRandomBatch.Width)
        {
            CounterRandomBatch.Uniforms(_seed, i, _purposes, 3, _batch);
            sum += _batch[0];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double Log()
    {
        double sum = 0;
        foreach (double u in _uniforms)
        {
            sum += DeterministicMath.Log(u);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double LogOfRuntime()
    {
        double sum = 0;
        foreach (double u in _uniforms)
        {
            sum += Math.Log(u);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double Exp()
    {
        double sum = 0;
        foreach (double x in _exponents)
        {
            sum += DeterministicMath.Exp(x);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double ExpOfRuntime()
    {
        double sum = 0;
        foreach (double x in _exponents)
        {
            sum += Math.Exp(x);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double Pow()
    {
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            sum += DeterministicMath.Pow(_uniforms[i], _exponents[i]);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double PowOfRuntime()
    {
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            sum += Math.Pow(_uniforms[i], _exponents[i]);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double NormalQuantile()
    {
        double sum = 0;
        foreach (double u in _uniforms)
        {
            sum += StandardNormal.Quantile(u);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleUniform() => SumOf(_uniform);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleLogUniform() => SumOf(_logUniform);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleExponential() => SumOf(_exponential);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleWeibull() => SumOf(_weibull);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleWeibullTruncated() => SumOf(_weibullTruncated);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleLogNormal() => SumOf(_logNormal);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleLogNormalTruncated() => SumOf(_logNormalTruncated);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleChoice() => SumOf(_choice);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleChoiceWeighted() => SumOf(_choiceWeighted);

    [Benchmark(OperationsPerInvoke = _count)]
    public double SampleEmpirical() => SumOf(_empirical);

    private double SumOf(Distribution distribution)
    {
        double sum = 0;
        foreach (double u in _uniforms)
        {
            sum += distribution.Sample(u);
        }

        return sum;
    }
}
