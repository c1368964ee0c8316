using System.Globalization;
using System.Text;
using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Hooks;

/// <summary>
/// What the five hooks of every version decide over a grid of situations, as a committed page: a reviewer sees the versions side by side, and a change of policy shows in the diff.
/// </summary>
public class HookDecisionsTests
{
    private const string Page = "docs/hook-decisions.md";

    private static readonly VersionHooks[] _versions = [.. ProtocolVersion.All.Select(VersionHooks.Of)];

    private static readonly string[] _noYes = ["no", "yes"];

    [Fact]
    public void The_page_says_what_the_hooks_decide()
    {
        var page = new StringBuilder(
            """
            # What the hooks decide

            Written by a test from the hooks themselves: each situation of a grid is put to every version. The hooks and what they see are in `src/Engine/IProtocol.cs`.

            """);
        Constants(page);
        Contacts(page);
        Replays(page);
        Gaps(page);
        Rebuilds(page);
        Restarts(page);
        PromotionSituations.Write((title, heads, rows) => Table(page, title, heads, rows));
        Golden.Check(Page, page.ToString());
    }

    private static void Constants(StringBuilder page)
    {
        var answers = _versions.Select(version => version.Constants().ToList()).ToList();
        Table(page, "Whatever the situation", ["rule"], answers[0].Select((rule, index) => (new[] { rule.Name }, (Func<VersionHooks, string>)(version => version.Constants().ElementAt(index).Value))));
    }

    private static void Contacts(StringBuilder page) => Table(
        page, "1. CanAttemptCatchup", ["it answers at the address in use"],
        from answers in (bool[])[false, true]
        select (new[] { _noYes[answers ? 1 : 0] }, (Func<VersionHooks, string>)(version => version.Contact(new ContactView(answers)))));

    private static void Replays(StringBuilder page) => Table(
        page, "2. CatchupConvergencePolicy", ["after a copy", "situation"],
        from after in (bool[])[false, true]
        from situation in ReplaySituation.All
        select (new[] { _noYes[after ? 1 : 0], situation.Name }, (Func<VersionHooks, string>)(version => situation.Ask(version, after))));

    private static void Gaps(StringBuilder page) => Table(
        page, "3. RecoverabilityPolicy, of a gap", ["gap", "history kept", "beyond the window, of a reservation of 1000"],
        from gap in (double[])[0, 500]
        from kept in (bool[])[false, true]
        from beyond in (double[])[-500, 0, 1000, 1001]
        where gap > 0 || (kept && beyond < 0)
        select (new[] { Number(gap), _noYes[kept ? 1 : 0], Number(beyond) }, (Func<VersionHooks, string>)(version => version.Gap(new GapView(gap, kept, beyond, 1000)))));

    private static void Rebuilds(StringBuilder page) => Table(
        page, "3. RecoverabilityPolicy, of a rebuild", ["tail to hold, of a reservation of 1000"],
        from tail in (double[])[999, 1000, 1001]
        select (new[] { Number(tail) }, (Func<VersionHooks, string>)(version => version.Rebuild(new RebuildView(tail, 1000)))));

    private static void Restarts(StringBuilder page) => Table(
        page, "4. RestartRejoinPolicy", ["restarted at a new address"],
        from newAddress in (bool[])[false, true]
        select (new[] { _noYes[newAddress ? 1 : 0] }, (Func<VersionHooks, string>)(version => version.Restart(new RestartView(newAddress)))));

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Table(StringBuilder page, string title, string[] heads, IEnumerable<(string[] Situation, Func<VersionHooks, string> Ask)> rows)
    {
        string[] columns = [.. heads, .. ProtocolVersion.All.Select(version => version.Label)];
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var (situation, ask) in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", situation)} | {string.Join(" | ", _versions.Select(ask))} |\n");
        }
    }
}
