using System.Globalization;
using System.Text.RegularExpressions;
using MathNet.Numerics.Distributions;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>What is told of the cells of maps against the rows of the sweep, counted, sorted and tested here.</summary>
[Collection(CountedPage.Name)]
public sealed partial class CellsOfPageTests(CountedPage page)
{
    /// <summary>Numbers are told with three digits.</summary>
    private const double _rounding = 0.005;

    /// <summary>Every recovery time and needless rebuild of a cell, under every version, on every map of fates.</summary>
    [Fact]
    public void Medians_and_needless_rebuilds_of_cells_are_those_of_the_rows()
    {
        var (medians, apart, needless) = (0, 0, 0);
        foreach (var map in CountedPage.Maps.Select(map => page.MapOf(map.Map)))
        {
            foreach (var (protocolIndex, version) in page.Config.Protocols.Index())
            {
                var cells = page.Trials.Where(trial => trial.ProtocolIndex == protocolIndex).ToLookup(trial => page.CellOf(map, trial));
                foreach (var (cell, told) in page.Told(map, version.Label).Index())
                {
                    Assert.Equal(cells[cell].Any(), told is not null);
                    if (told is null)
                    {
                        continue;
                    }

                    Assert.Equal(cells[cell].Count(), CountIn(told["scenarios"]));
                    var rebuilds = cells[cell].Count(trial => trial.IsNeedlessRebuild);
                    Assert.Equal(rebuilds, told["needless rebuilds"].Length == 0 ? 0 : CountIn(told["needless rebuilds"]));
                    needless += rebuilds;
                    double[] times = [.. cells[cell].Select(trial => trial.RecoveryS).Where(timeS => !double.IsNaN(timeS)).Order()];
                    Assert.Equal(times.Length > 0, told["recovery, median"].Length > 0);
                    if (times.Length > 0)
                    {
                        RequireTime(Quantile(times, 0.5), told["recovery, median"]);
                        medians++;
                        apart += Quantile(times, 0.9) > 1.5 * Quantile(times, 0.5) ? 1 : 0;
                    }
                }
            }
        }

        // Enough cells have them, and cells in which another quantile would have been another number.
        Assert.True(medians > 2000 && apart > 500 && needless > 1000, $"{medians} medians, {apart} of them far from the 90th percentile, {needless} needless rebuilds");
    }

    /// <summary>Every cell of every map of differences, in the page and in the file of the picture, which has the same of cells that have their text there.</summary>
    [Fact]
    public void Differences_of_cells_and_their_intervals_and_p_are_those_of_the_rows()
    {
        var (cellCount, better, worse) = (0, 0, 0);
        foreach (var (name, suffix) in CountedPage.Maps)
        {
            var map = page.MapOf(name);
            var pictured = PicturedMap.AllOf(page.PathOf($"differences{suffix}.svg"));
            foreach (var (panelIndex, first) in ((int, ProtocolVersion)[])[(0, ProtocolVersion.V1), (1, ProtocolVersion.V15)])
            {
                // Where the axis is of trials, a scenario lies where it does under the second version.
                var cells = Pairs(first, ProtocolVersion.V2).ToLookup(pair => page.CellOf(map, pair.Second));
                var texts = pictured[panelIndex].Cells().ToDictionary(cell => (cell.Row * map.X.Axis.CellCount) + cell.Column, cell => cell.Text);
                foreach (var (cell, told) in page.Told(map, $"V2 against {first.Label}").Index())
                {
                    Assert.Equal(cells[cell].Any(), told is not null);
                    Assert.Equal(told is not null, texts.ContainsKey(cell));
                    if (told is null)
                    {
                        continue;
                    }

                    var counts = new DiscordantCounts(cells[cell].Count(), cells[cell].Count(pair => pair.Second.Fate < pair.First.Fate), cells[cell].Count(pair => pair.Second.Fate > pair.First.Fate));
                    Assert.Equal((counts.Scenarios, counts.Better, counts.Worse), (CountIn(told["scenarios"]), CountIn(told["better"]), CountIn(told["worse"])));
                    RequireSays(counts, told["better less worse"], told["p"]);
                    var text = Verdict().Match(texts[cell]);
                    Assert.True(text.Success, texts[cell]);
                    RequireSays(counts, text.Groups["difference"].Value, text.Groups["p"].Value);
                    RequireChanges(counts, CountIn(text.Groups["scenarios"].Value), text.Groups["changes"].Value);
                    (cellCount, better, worse) = (cellCount + 1, better + counts.Better, worse + counts.Worse);
                }
            }
        }

        Assert.True(cellCount > 1000 && better > 1000 && worse > 100, $"{cellCount} cells, {better} better, {worse} worse");
    }

    private IEnumerable<(StoredTrial First, StoredTrial Second)> Pairs(ProtocolVersion first, ProtocolVersion second)
    {
        var versions = page.Config.Protocols.ToList();
        return page.Trials.Chunk(versions.Count).Select(scenario => (scenario[versions.IndexOf(first)], scenario[versions.IndexOf(second)]));
    }

    /// <summary>The smallest of ascending times that at least such a share of them do not exceed.</summary>
    private static double Quantile(double[] times, double share) => times[(int)Math.Ceiling((share * times.Length) - 1e-9) - 1];

    /// <summary>A time as it is told against the one that it is of: within the error that is stated, and beside what is counted apart only on which side it lies.</summary>
    private static void RequireTime(double exactS, string told)
    {
        if (exactS < CellTimes.LowestS)
        {
            Assert.Equal("less than 7.81\u00a0ms", told);
            return;
        }

        var match = Time().Match(told);
        Assert.True(match.Success, told);
        Assert.Equal(CellTimes.RelativeError.ToString("0%", CultureInfo.InvariantCulture), $"{match.Groups["percent"].Value}%");
        var unitS = match.Groups["unit"].Value switch { "ms" => 1e-3, "s" => 1, "min" => 60, "h" => 3600, "d" => 86400, _ => double.NaN };
        var toldS = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * unitS;
        Assert.InRange(toldS / exactS, (1 - CellTimes.RelativeError) * (1 - _rounding), (1 + CellTimes.RelativeError) * (1 + _rounding));
    }

    private static void RequireChanges(DiscordantCounts counts, int scenarios, string text)
    {
        var changes = text.Split(" + ").Select(part => part.Split(' ', 2)).ToDictionary(words => words[1], words => CountIn(words[0]));
        int Sum(Func<FateChange, bool> which) => Enum.GetValues<FateChange>().Where(which).Sum(change => changes.GetValueOrDefault(FateChanges.Label(change)));
        Assert.Equal((counts.Scenarios, counts.Scenarios, counts.Better, counts.Worse), (scenarios, changes.Values.Sum(), Sum(FateChanges.IsBetter), Sum(FateChanges.IsWorse)));
    }

    /// <summary>"+12 pp (95 %: −1.5 pp – +30 pp)" and "0.031".</summary>
    private static void RequireSays(DiscordantCounts counts, string difference, string p)
    {
        var match = Difference().Match(difference);
        Assert.True(match.Success, difference);
        RequirePoints((double)(counts.Better - counts.Worse) / counts.Scenarios, match.Groups["all"].Value);
        RequirePoints(counts.Low, match.Groups["low"].Value);
        RequirePoints(counts.High, match.Groups["high"].Value);
        if (p == "< 10⁻⁶")
        {
            Assert.InRange(counts.P, 0, 1e-6);
        }
        else
        {
            Assert.Equal(counts.P, double.Parse(p, CultureInfo.InvariantCulture), 0.5e-6 * (1 + 1e-6));
        }
    }

    /// <summary>A difference of shares as it is told: with its sign, in whole points from 10 on and in tenths below, and next to 0 and 100 which side it lies on.</summary>
    private static void RequirePoints(double share, string told)
    {
        var match = Points().Match(told);
        Assert.True(match.Success, told);
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var points = match.Groups["sign"].Value == "−" ? -number : number;
        Assert.Equal(share != 0, match.Groups["sign"].Length > 0);
        switch (match.Groups["bound"].Value)
        {
            case "<":
                Assert.InRange(100 * share, points - 0.1, points);
                break;
            case ">":
                Assert.InRange(100 * share, points, points + 0.1);
                break;
            default:
                Assert.Equal(100 * share, points, (number < 10 || (number > 99 && number < 100) ? 0.05 : 0.5) + 1e-6);
                break;
        }
    }

    private static int CountIn(string text) => int.Parse(text.Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<all>[^ ]+) \(95 %: (?<low>[^ ]+) – (?<high>[^ )]+)\)$")]
    private static partial Regex Difference();

    [GeneratedRegex(@"^(?<number>[\d.]+)\u00a0(?<unit>[a-z]+) \(within (?<percent>\d+)\u00a0%\)$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^(?<bound>[<>]?)(?<sign>[+−]?)(?<number>[\d.]+)\u00a0pp$")]
    private static partial Regex Points();

    [GeneratedRegex(@": (?<scenarios>[\d,]+) = (?<changes>[^;]+); better less worse (?<difference>[^,]+), p (?<p>.+)$")]
    private static partial Regex Verdict();

    /// <summary>Scenarios of a cell, and how many of them fare better and worse, with the test and the interval that go with it, from their definitions.</summary>
    private sealed record DiscordantCounts(int Scenarios, int Better, int Worse)
    {
        private static readonly Dictionary<(int, int, int), double> _upper = [];

        /// <summary>Twice the smaller tail of a coin.</summary>
        internal double P => Better + Worse == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, Better + Worse, Math.Min(Better, Worse)));

        internal double Low => -Upper(Worse, Better, Scenarios);

        internal double High => Upper(Better, Worse, Scenarios);

        /// <summary>The largest difference that the score test does not reject, found by halving; the same counts occur in many cells.</summary>
        private static double Upper(int first, int second, int all)
        {
            if (!_upper.TryGetValue((first, second, all), out var upper))
            {
                var z = Normal.InvCDF(0, 1, 0.975);
                var (low, high) = ((double)(first - second) / all, 1.0);
                for (var step = 0; step < 30; step++)
                {
                    var middle = (low + high) / 2;
                    (low, high) = Score(first, second, all, middle) >= -z ? (middle, high) : (low, middle);
                }

                upper = low;
                _upper.Add((first, second, all), upper);
            }

            return upper;
        }

        /// <summary>How many deviations the counts are from a difference. The other probability is the likeliest, which is looked for by thirds: the likelihood has one top.</summary>
        private static double Score(int first, int second, int all, double difference)
        {
            var (low, high) = (Math.Max(0, -difference), (1 - difference) / 2);
            for (var step = 0; step < 60; step++)
            {
                var (lower, upper) = (low + ((high - low) / 3), high - ((high - low) / 3));
                (low, high) = Likelihood(lower) < Likelihood(upper) ? (lower, high) : (low, upper);
            }

            return (first - second - (all * difference)) / Math.Sqrt(all * (low + high + difference - (difference * difference)));

            double Likelihood(double q) => Times(first, q + difference) + Times(second, q) + Times(all - first - second, 1 - (2 * q) - difference);
            static double Times(int count, double probability) => count == 0 ? 0 : count * Math.Log(Math.Max(probability, 1e-300));
        }
    }
}
