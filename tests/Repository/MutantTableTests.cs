using System.Text.RegularExpressions;
using WalSweep.Mutants;
using Xunit;

namespace WalSweep.Tests.Repository;

/// <summary>The table of mutants fits the engine as it stands; what becomes of them, `dotnet run -c Release --project tests/Mutants` says.</summary>
public sealed class MutantTableTests
{
    private const int _leastMutants = 140;

    [Fact]
    public void Every_mutant_can_be_made()
    {
        Assert.All(MutantTable.All, mutant =>
        {
            var text = Golden.Read(mutant.Path);
            Assert.NotEqual(text, mutant.Apply(text));
        });
    }

    [Fact]
    public void A_mutant_whose_text_is_gone_or_not_alone_is_named()
    {
        var mutant = new Mutant("some-rule", "Some.cs", "a < b", "a > b");
        Assert.Equal("if (a > b)", mutant.Apply("if (a < b)"));
        Assert.Contains("some-rule", Assert.Throws<MutantException>(() => mutant.Apply("if (a <= b)")).Message, StringComparison.Ordinal);
        Assert.Contains("some-rule", Assert.Throws<MutantException>(() => mutant.Apply("a < b || a < b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_many_and_of_every_hook_file_and_each_has_a_name_of_its_own()
    {
        var names = MutantTable.All.Select(mutant => mutant.Name).ToArray();
        Assert.True(names.Length >= _leastMutants, $"only {names.Length} mutants");
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches(new Regex("^[a-z0-9_-]+$"), name));
        Assert.Subset(MutantTable.All.Select(mutant => mutant.File).ToHashSet(), new HashSet<string> { "ProtocolV1.cs", "ProtocolV15.cs", "ProtocolV2.cs", "Simulator.cs" });
    }

    /// <summary>A mutant's run makes its objects itself and knows neither tests that take time to end nor classes that want more than a place to write.</summary>
    [Fact]
    public void Every_class_that_must_notice_can_be_made_and_its_tests_run_by_a_mutant_s_run()
    {
        foreach (var name in MutantTable.All.SelectMany(mutant => mutant.Tests).Distinct())
        {
            var type = typeof(MutantTableTests).Assembly.GetType(name, throwOnError: true)!;
            var tests = new TestClass(type);
            Assert.IsType(type, tests.Create());
            Assert.All(tests.Tests(), test => Assert.Equal(typeof(void), test.Method.ReturnType));
            Assert.All(tests.Tests(), test => Assert.Equal(test.Method.GetParameters().Length, test.Arguments.Length));
        }
    }

    /// <summary>A class that no run can make is told from one whose test fails.</summary>
    [Fact]
    public void A_class_that_wants_more_is_refused_with_its_name() =>
        Assert.Contains(nameof(Wanting), Assert.Throws<MutantException>(() => new TestClass(typeof(Wanting)).Create()).Message, StringComparison.Ordinal);

    private sealed class Wanting(string more)
    {
        public string More => more;
    }
}
