using System.Text.RegularExpressions;
using WalSweep.Cli;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Repository;

/// <summary>What README and the pages tell a reader to type or to open is there, and the picture is what the first command draws.</summary>
public sealed class ReadmeTests
{
    private const string Readme = "README.md";
    private const string Program = "dotnet run -c Release --project src/Cli -- ";
    private const string TestCommand = "dotnet test";

    /// <summary>The commands of the indented blocks, without the remarks beside them. The one that runs comes first.</summary>
    private static readonly string[] _commands =
        [.. Golden.Read(Readme).Split('\n').Where(line => line.StartsWith("    dotnet ", StringComparison.Ordinal)).Select(line => line.Split('#')[0].Trim())];

    private static string[] Arguments(string command) => command[Program.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string ConfigPath => Arguments(_commands[0])[1];

    [Fact]
    public void EveryCommandCanBeTyped()
    {
        Assert.StartsWith($"{Program}run ", _commands[0], StringComparison.Ordinal);
        Assert.Contains(TestCommand, _commands);
        Assert.True(File.Exists(Golden.PathOf("src/Cli/WalSweep.Cli.csproj")));
        string leftBehind = RunVerb.FolderFor(ConfigReader.Load(Golden.PathOf(ConfigPath)), given: null);
        foreach (string command in _commands.Where(command => command != TestCommand))
        {
            Assert.StartsWith(Program, command, StringComparison.Ordinal);
            string[] arguments = Arguments(command);
            Assert.Equal([], ErrorsOf(arguments));
            Assert.All(arguments.Where(argument => argument.Contains('/', StringComparison.Ordinal)), path =>
                Assert.True(path == leftBehind || File.Exists(Golden.PathOf(path)), $"{command}: {path} is neither committed nor left by the first command"));
        }
    }

    [Fact]
    public void EveryExampleOfTheHelpCanBeTyped()
    {
        using var help = new StringWriter { NewLine = "\n" };
        CommandLine.Run(["--help"], Streams(help));
        string[] examples = [.. help.ToString().Split('\n').Where(line => line.StartsWith("  walsweep ", StringComparison.Ordinal))];
        Assert.NotEmpty(examples);
        foreach (string[] words in examples.Select(example => example.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            Assert.Equal([], ErrorsOf(words[1..]));
            Assert.All(words.Where(word => word.StartsWith("configs/", StringComparison.Ordinal)), path => Assert.True(File.Exists(Golden.PathOf(path)), path));
        }
    }

    [Fact]
    public void WhatIsNamedInPassingExists()
    {
        string text = Golden.Read(Readme);
        string[] verbs = [.. Regex.Matches(text, "`([a-z]+) (CONFIG|DIR)`").Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(verbs);
        Assert.All(verbs, verb => Assert.Equal([], ErrorsOf(verb, "x")));

        string[] switches = [.. Regex.Matches(text, $"`(\\w+)=1 {TestCommand}`").Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(switches);
        string sources = Golden.Read("tests/LongTier.cs") + Golden.Read("tests/Golden.cs");
        Assert.All(switches, name => Assert.Contains($"\"{name}\"", sources, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryPathAndLinkLeadsSomewhere()
    {
        string root = Golden.PathOf("");
        string[] pages = [Golden.PathOf(Readme), .. Directory.GetFiles(Golden.PathOf("docs"), "*.md"), Golden.PathOf("results/README.md")];
        foreach (string page in pages)
        {
            string text = File.ReadAllText(page);
            var paths = Regex.Matches(text, @"\b(src|docs|tests|configs|benchmarks)/[\w./-]*\w").Select(match => Path.Combine(root, match.Value));
            var links = Regex.Matches(text, @"(?<=\]\()(?!https?:)[^)#]+|(?<=src(set)?="")[^""]+").Select(match => Path.Combine(Path.GetDirectoryName(page)!, match.Value));
            Assert.All([.. paths, .. links], path => Assert.True(Path.Exists(path), $"{page}: {path} does not exist"));
        }
    }

    /// <summary>Runs README's first command as it stands, into another folder.</summary>
    [Fact]
    public void TheGalleryIsWhatTheFirstCommandDraws()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [.. Arguments(_commands[0]).Select(word => word == ConfigPath ? Golden.PathOf(word) : word), "--out", folder["out"]];
        Assert.Equal(ExitCode.Done, CommandLine.Run(arguments, Streams(TextWriter.Null)));
        foreach (string name in (string[])["regions.svg", "regions-narrow.svg", "plane.svg", "differences.svg", "pair-times.svg", "recovery.svg"])
        {
            Golden.Check($"docs/gallery/{name}", File.ReadAllText(Path.Combine(folder["out"], "report", name)));
        }
    }

    private static IEnumerable<string> ErrorsOf(params string[] arguments) =>
        CommandLine.Build(Streams(TextWriter.Null)).Parse(arguments).Errors.Select(error => error.Message);

    private static Streams Streams(TextWriter output) => new(output, TextWriter.Null, false, false, 80, true);
}
