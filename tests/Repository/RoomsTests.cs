using System.Text.RegularExpressions;
using Xunit;

namespace WalSweep.Tests.Repository;

/// <summary>The rooms of src/Analysis are those that README names, and each uses only rooms that stand before it there.</summary>
public sealed partial class RoomsTests
{
    private const string Folder = "src/Analysis";

    private static readonly string[] _rooms = RoomsOfReadme();

    [Fact]
    public void Readme_names_every_room()
    {
        string[] folders = [.. Directory.EnumerateDirectories(Golden.PathOf(Folder)).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj"))];
        Assert.Equal(folders.Order(StringComparer.Ordinal), _rooms.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_room_uses_only_those_before_it()
    {
        var uses = from room in _rooms.Index()
                   from file in Directory.EnumerateFiles(Golden.PathOf($"{Folder}/{room.Item}"), "*.cs", SearchOption.AllDirectories)
                   from match in Used().Matches(File.ReadAllText(file))
                   select (File: $"{room.Item}/{Path.GetFileName(file)}", room.Index, Used: match.Groups[1].Value);
        Assert.Contains(uses, use => use.Index > 0);
        Assert.Empty(uses.Where(use => Array.IndexOf(_rooms, use.Used) > use.Index).Select(use => $"{use.File} uses {use.Used}, which README has after it"));
    }

    /// <summary>The names before the descriptions of the lines from src/Analysis until src/Cli.</summary>
    private static string[] RoomsOfReadme()
    {
        var lines = Golden.Read("README.md").Split('\n').Select(line => line.Trim());
        return
        [
            .. lines.SkipWhile(line => !line.StartsWith($"{Folder} ", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("src/Cli ", StringComparison.Ordinal))
                .SelectMany(line => Name().Matches(line.Replace(Folder, "", StringComparison.Ordinal).Trim().Split("  ")[0])).Select(match => match.Value),
        ];
    }

    [GeneratedRegex(@"[A-Z]\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bWalSweep\.Analysis\.(\w+)")]
    private static partial Regex Used();
}
