using System.Globalization;
using System.Text;
using WalSweep.Sweep.Sampling;
using Xunit;

namespace WalSweep.Tests.Sampling;

/// <summary>
/// The exact bits of a few hundred results, so that a processor, runtime or edit that changes one is noticed. After a deliberate
/// change, WALSWEEP_UPDATE_GOLDEN=1 rewrites the file; every sweep's rows change with it.
/// </summary>
public sealed class SamplingGoldenTests
{
    private const string FileInRepository = "tests/Sampling/sampling.golden.txt";

    [Fact]
    public void Results_have_the_recorded_bits()
    {
        string path = Path.Combine(RepositoryRoot(), FileInRepository);
        string actual = Compute();
        if (Environment.GetEnvironmentVariable("WALSWEEP_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        string[] expectedLines = File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n');
        string[] actualLines = actual.Split('\n');
        Assert.Equal(expectedLines.Length, actualLines.Length);
        Assert.All(expectedLines.Zip(actualLines), line => Assert.Equal(line.First, line.Second));
    }

    private static string Compute()
    {
        var text = new StringBuilder("# function, argument, result, the result's bits; WALSWEEP_UPDATE_GOLDEN=1 rewrites this file.\n");
        foreach (int i in Enumerable.Range(0, 60))
        {
            double u = CounterRandom.Uniform(1, i, 2, 3);
            double wide = Math.ScaleB(u, (i * 33) - 990);
            double exponent = (CounterRandom.Uniform(1, i, 2, 4) - 0.5) * (i < 30 ? 10.0 : 1_400.0);
            Add(text, "uniform", i, u);
            Add(text, "log", u, DeterministicMath.Log(u));
            Add(text, "log", wide, DeterministicMath.Log(wide));
            Add(text, "log1p", -u, DeterministicMath.Log1p(-u));
            Add(text, "exp", exponent, DeterministicMath.Exp(exponent));
            Add(text, "pow(_,0.7)", wide, DeterministicMath.Pow(wide, 0.7));
            Add(text, "normal quantile", u * u * u, StandardNormal.Quantile(u * u * u));
            Add(text, "normal cdf", exponent, StandardNormal.Cdf(exponent));
        }

        (string Name, Distribution Distribution)[] distributions =
        [
            ("uniform(1,300)", Distribution.Uniform(1, 300)),
            ("log_uniform(0.1,7200)", Distribution.LogUniform(0.1, 7_200)),
            ("exponential(30) in [1,90]", Distribution.Exponential(30, 1, 90)),
            ("weibull(30,0.7)", Distribution.Weibull(30, 0.7)),
            ("weibull(30,0.7) in [1,3600]", Distribution.Weibull(30, 0.7, 1, 3_600)),
            ("lognormal(30,1.2)", Distribution.LogNormal(30, 1.2)),
            ("lognormal(30,1.2) in [40,90]", Distribution.LogNormal(30, 1.2, 40, 90)),
            ("choice(1,2,3 by 5,3,1)", Distribution.Choice([1, 2, 3], [5, 3, 1])),
        ];
        foreach ((string name, Distribution distribution) in distributions)
        {
            foreach (int i in Enumerable.Range(0, 12))
            {
                double u = CounterRandom.Uniform(1, i, 2, 5);
                Add(text, name, u, distribution.Sample(u));
            }
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, string function, double argument, double result) => text.Append(
        CultureInfo.InvariantCulture, $"{function}, {argument:R}, {result:R}, {BitConverter.DoubleToInt64Bits(result):x16}\n");

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WalSweep.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
    }
}
