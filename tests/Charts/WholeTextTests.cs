using Xunit;

namespace WalSweep.Tests.Charts;

/// <summary>What the committed figures say has room in both layouts.</summary>
public sealed class WholeTextTests
{
    public static TheoryData<string> Figures => [.. Directory.GetFiles(Golden.PathOf("tests/Charts/golden"), "*.svg").Concat(Directory.GetFiles(Golden.PathOf("docs/gallery"), "*.svg")).Select(path => Path.GetRelativePath(Golden.PathOf("."), path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Figures))]
    public void Nothing_is_cut(string figure) => Assert.DoesNotContain("…", Golden.Read(figure), StringComparison.Ordinal);
}
