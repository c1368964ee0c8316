using System.Text.RegularExpressions;
using WalSweep.Mutants;
using Xunit;

namespace WalSweep.Tests.Repository;

/// <summary>The table of mutants fits the engine as it stands; what becomes of them, `dotnet run -c Release --project tests/Mutants` says.</summary>
public sealed class MutantTableTests
{
    private const int _leastMutants = 30;

    [Fact]
    public void EveryMutantCanBeMade()
    {
        Assert.All(MutantTable.All, mutant =>
        {
            var text = Golden.Read(mutant.Path);
            Assert.NotEqual(text, mutant.Apply(text));
        });
    }

    [Fact]
    public void AMutantWhoseTextIsGoneOrNotAloneIsNamed()
    {
        var mutant = new Mutant("some-rule", "Some.cs", "a < b", "a > b");
        Assert.Equal("if (a > b)", mutant.Apply("if (a < b)"));
        Assert.Contains("some-rule", Assert.Throws<MutantException>(() => mutant.Apply("if (a <= b)")).Message, StringComparison.Ordinal);
        Assert.Contains("some-rule", Assert.Throws<MutantException>(() => mutant.Apply("a < b || a < b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheyAreManyAndOfEveryHookFileAndEachHasANameOfItsOwn()
    {
        var names = MutantTable.All.Select(mutant => mutant.Name).ToArray();
        Assert.True(names.Length >= _leastMutants, $"only {names.Length} mutants");
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches(new Regex("^[a-z0-9_-]+$"), name));
        Assert.Subset(MutantTable.All.Select(mutant => mutant.File).ToHashSet(), new HashSet<string> { "ProtocolV1.cs", "ProtocolV15.cs", "ProtocolV2.cs", "Simulator.cs" });
    }
}
