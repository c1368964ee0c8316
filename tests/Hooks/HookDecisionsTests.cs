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

    private static readonly VersionHooks[] _versions = [.. ProtocolVersion.Generations.Select(VersionHooks.Of)];

    private static readonly VersionHooks _v2 = VersionHooks.Of(ProtocolVersion.V2);

    /// <summary>Every other version is V2 with a rule changed: what it decides otherwise than V2, a row each, in the order of the page.</summary>
    private readonly List<(ProtocolVersion Version, VersionHooks Hooks, List<string> Rows)> _ablations =
        [.. ProtocolVersion.All.Except(ProtocolVersion.Generations).Select(version => (version, VersionHooks.Of(version), new List<string>()))];

    private static readonly string[] _noYes = ["no", "yes"];

    [Fact]
    public void The_page_says_what_the_hooks_decide()
    {
        var page = new StringBuilder(
            """
            # What the hooks decide

            Written by a test from the hooks themselves: each situation of a grid is put to every version. The hooks and what they see are in `src/Engine/IProtocol.cs`. Where reports are made for hook 5,
            the lost primary's epoch is 5, and what is not said of a node is whole, durable and perhaps committed up to 100. Two tables at the end say what the ablations
            ([ablations.md](ablations.md)) decide otherwise than V2, and from what a real node knows each thing that a hook is shown.

            """);
        Constants(page);
        Contacts(page);
        Replays(page);
        Gaps(page);
        Rebuilds(page);
        Restarts(page);
        PromotionSituations.Write((title, heads, rows) => Table(page, title, heads, rows));
        Ablations(page);
        Sources(page);
        Golden.Check(Page, page.ToString());
    }

    private void Ablations(StringBuilder page)
    {
        page.Append("\n## Ablations, where they differ from V2\n\n| version | hook | situation | V2 | it |\n|---|---|---|---|---|\n");
        foreach (var (version, _, rows) in _ablations)
        {
            Assert.True(rows.Count > 0, $"{version} decides everything as V2 does");
            foreach (string row in rows)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{version}` | {row} |\n");
            }
        }
    }

    private static void Sources(StringBuilder page)
    {
        page.Append("\n## What a hook is shown\n\n| view | member | known from |\n|---|---|---|\n");
        foreach (var (view, member, source) in ViewSources.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{view.Name}` | `{member}` | {source} |\n");
        }
    }

    private void Constants(StringBuilder page) => Table(
        page, "Whatever the situation", ["rule"],
        _v2.Constants().Select((rule, index) => (new[] { rule.Name }, (Func<VersionHooks, string>)(version => version.Constants().ElementAt(index).Value))));

    private void Contacts(StringBuilder page) => Table(
        page, "1. CanAttemptCatchup", ["it answers at the address in use"],
        from answers in (bool[])[false, true]
        select (new[] { _noYes[answers ? 1 : 0] }, (Func<VersionHooks, string>)(version => version.Contact(new ContactView(answers)))));

    private void Replays(StringBuilder page) => Table(
        page, "2. CatchupConvergencePolicy", ["after a copy", "situation"],
        from after in (bool[])[false, true]
        from situation in ReplaySituation.All
        select (new[] { _noYes[after ? 1 : 0], situation.Name }, (Func<VersionHooks, string>)(version => situation.Ask(version, after))));

    private void Gaps(StringBuilder page) => Table(
        page, "3. RecoverabilityPolicy, of a gap", ["gap", "history kept", "beyond the window, of a reservation of 1000", "divergent entries", "payloads resolvable"],
        from gap in (double[])[0, 500]
        from kept in (bool[])[false, true]
        from beyond in (double[])[-500, 0, 1000, 1001]
        from divergent in (double[])[0, 10]
        from resolvable in (bool[])[true, false]
        where gap > 0 || (kept && beyond < 0)
        where (divergent == 0 && resolvable) || beyond is < 0 or 1001
        select (
            new[] { Number(gap), _noYes[kept ? 1 : 0], Number(beyond), Number(divergent), _noYes[resolvable ? 1 : 0] },
            (Func<VersionHooks, string>)(version => version.Gap(new GapView(gap, kept, beyond, 1000, divergent, resolvable)))));

    private void Rebuilds(StringBuilder page) => Table(
        page, "3. RecoverabilityPolicy, of a rebuild", ["tail to hold, of a reservation of 1000", "the base is of its LSN"],
        from tail in (double[])[999, 1000, 1001]
        from correct in (bool[])[true, false]
        select (new[] { Number(tail), _noYes[correct ? 1 : 0] }, (Func<VersionHooks, string>)(version => version.Rebuild(new RebuildView(tail, 1000, correct)))));

    private void Restarts(StringBuilder page) => Table(
        page, "4. RestartRejoinPolicy", ["restarted at a new address"],
        from newAddress in (bool[])[false, true]
        select (new[] { _noYes[newAddress ? 1 : 0] }, (Func<VersionHooks, string>)(version => version.Restart(new RestartView(newAddress)))));

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private void Table(StringBuilder page, string title, string[] heads, IEnumerable<(string[] Situation, Func<VersionHooks, string> Ask)> rows)
    {
        string[] columns = [.. heads, .. ProtocolVersion.Generations.Select(version => version.Label)];
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var (situation, ask) in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", situation)} | {string.Join(" | ", _versions.Select(ask))} |\n");
            string decided = ask(_v2);
            foreach (var ablation in _ablations.Where(ablation => ask(ablation.Hooks) != decided))
            {
                string facts = string.Join("; ", situation.Select((fact, index) => heads[index] == "rule" ? fact : $"{heads[index]}: {fact}"));
                ablation.Rows.Add($"{title} | {facts} | {decided} | {ask(ablation.Hooks)}");
            }
        }
    }
}
