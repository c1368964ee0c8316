using System.Reflection;
using System.Text.RegularExpressions;
using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Hooks;

/// <summary>No hook is shown what a real node could not know: <see cref="ViewSources"/> says of everything from what it is known.</summary>
public partial class ViewSourceTests
{
    private static readonly string[] _budgets =
        [nameof(ScenarioParameters.MaxSessions), nameof(ScenarioParameters.MaxRounds), nameof(ScenarioParameters.NoProgressRounds), nameof(ScenarioParameters.MaxCatchupEntries), nameof(ScenarioParameters.MaxCatchupTimeS)];

    [Fact]
    public void Everything_that_a_hook_is_shown_is_known_from_something()
    {
        foreach (var view in Views())
        {
            var members = view.GetMembers(BindingFlags.Public | BindingFlags.Instance).Where(member => member is PropertyInfo or FieldInfo).Select(member => member.Name);
            Assert.Equal(members.Order(), ViewSources.All.Where(entry => entry.View == view).Select(entry => entry.Member).Order());
        }
    }

    [Fact]
    public void Hooks_are_shown_nothing_but_these_views() => Assert.Equal(Views().Select(view => view.Name).Order(), ViewSources.All.Select(entry => entry.View.Name).Distinct().Order());

    /// <summary>Hook 2 is given all parameters of the scenario, for speed. What it reads of them are the budgets, which a real primary is configured with.</summary>
    [Fact]
    public void Of_the_parameters_hooks_read_the_budgets_alone()
    {
        var files = Directory.EnumerateFiles(Golden.PathOf("src/Engine"), "Protocol*.cs").Concat(Directory.EnumerateFiles(Golden.PathOf("src/Engine/Ablations"), "*.cs"));
        var source = string.Concat(files.Select(File.ReadAllText));
        Assert.Equal(_budgets.Order(), Read().Matches(source).Select(match => match.Groups[1].Value).Distinct().Order());

        // The budgets are read under one name only.
        Assert.DoesNotContain(Limits().Matches(source), match => !match.Value.StartsWith("ref readonly var limits = ref ", StringComparison.Ordinal));
    }

    /// <summary>The types of everything that the simulator hands to a hook.</summary>
    private static IEnumerable<Type> Views() =>
        typeof(IProtocol).GetMethods().SelectMany(method => method.GetParameters()).Select(parameter => Bare(parameter.ParameterType)).Distinct();

    private static Type Bare(Type type) => type.IsByRef ? type.GetElementType()! : type.IsGenericType ? type.GetGenericArguments()[0] : type;

    [GeneratedRegex(@"\blimits\.(\w+)")]
    private static partial Regex Read();

    [GeneratedRegex(@"[^\n]{0,30}\bview\.Limits\b")]
    private static partial Regex Limits();
}
