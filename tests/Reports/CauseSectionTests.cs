using System.Globalization;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using Xunit;

namespace WalSweep.Tests.Reports;

/// <summary>What decided first recoveries, and what became of them under one version and another, held against the trials themselves.</summary>
public sealed class CauseSectionTests
{
    private static readonly SimulatedFindings _failover = new(ConfigReader.Load(Golden.PathOf("configs/failover.json")), 3_000);

    [Fact]
    public void Causes_are_those_of_the_trials()
    {
        var table = new CauseSection().Tell(_failover.Findings).Tables.Single();
        Assert.Equal(["reason", "v1", "v1_explicit", "v1_5", "v1_5_explicit", "v2", "v2_explicit"], table.Columns.Select(column => column.Name));
        string[][] expected =
        [
            .. from cause in Enum.GetValues<Cause>()
               let of = _failover.Trials.Where(trial => trial.Outcome.Reason == cause).ToList()
               where of.Count > 0
               select (string[])
               [
                   Spelling.Of(cause),
                   .. ProtocolVersion.Generations.SelectMany(version => new[] { of.Count(trial => trial.Version == version), of.Count(trial => trial.Version == version && trial.Outcome.Explicit) }).Select(Text),
               ],
        ];
        Assert.Equal(expected, table.Rows.Select(row => row.Cells.Select(cell => cell.Value).ToArray()));

        // Of several causes, and of some that are explicit in one trial and not in another: else a column could stand for another.
        Assert.InRange(expected.Length, 8, 100);
        Assert.Contains(expected, row => row[3] != row[4] && row[4] != "0");
    }

    [Fact]
    public void Fates_under_one_version_and_another_are_those_of_the_trials()
    {
        var table = new PairSection().Tell(_failover.Findings).Tables.Single(table => table.Name == "fates");
        Assert.Equal(["first", "second", "first_fate", "second_caught_up", "second_rebuilt_by_decision", "second_rebuilt_by_accident", "second_not_recovered"], table.Columns.Select(column => column.Name));
        Fate[] FatesOf(ProtocolVersion version) => [.. _failover.Trials.Where(trial => trial.Version == version).Select(trial => Fates.Of(trial.Outcome.Ended, trial.Outcome.Path, trial.Outcome.Explicit))];
        string[][] expected =
        [
            .. from version in (ProtocolVersion[])[ProtocolVersion.V1, ProtocolVersion.V15]
               let both = FatesOf(version).Zip(FatesOf(ProtocolVersion.V2)).ToList()
               from first in Fates.All
               select (string[])[version.Name, "v2", Fates.Column(first), .. Fates.All.Select(second => Text(both.Count(pair => pair == (first, second))))],
        ];
        Assert.Equal(expected, table.Rows.Select(row => row.Cells.Select(cell => cell.Value).ToArray()));
        Assert.Equal(6_000, expected.Sum(row => row[3..].Sum(count => int.Parse(count, CultureInfo.InvariantCulture))));
        Assert.InRange(expected.Count(row => row[3..].Count(count => count != "0") > 1), 3, 8);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
