using System.Xml.Linq;
using WalSweep.Benchmarks.Regression;

namespace WalSweep.Mutants;

/// <summary>
/// Builds the engine once for each mutant, all of them by one call of MSBuild, which takes a fraction of as many calls: the same project with one of its files replaced and folders of its own. The engine must have been built
/// before, so that its packages are there.
/// </summary>
/// <param name="tree">The copy of the repository.</param>
/// <param name="folder">Takes what is built.</param>
internal sealed class MutantBuild(string tree, string folder)
{
    /// <summary>The engine's name.</summary>
    public const string Engine = "WalSweep.Engine";

    /// <summary>The engine's file name.</summary>
    public const string EngineFile = $"{Engine}.dll";

    /// <summary>The engine with the mutant's rule changed.</summary>
    public string PathOf(Mutant mutant) => Path.Combine(FolderOf(mutant), "bin", EngineFile);

    /// <summary>Builds.</summary>
    /// <exception cref="MutantException">A mutant's text is gone, or it does not compile.</exception>
    public void Run(Mutant[] mutants, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        foreach (var mutant in mutants)
        {
            Directory.CreateDirectory(FolderOf(mutant));
            File.WriteAllText(SourceOf(mutant), mutant.Apply(File.ReadAllText(Path.Combine(tree, mutant.Path))));
        }

        var replacing = Path.Combine(folder, "replace.targets");
        new XElement("Project", new XElement("ItemGroup", Compile("Remove", "$(MutatedFile)"), Compile("Include", "$(MutatedSource)"))).Save(replacing);
        var all = Path.Combine(folder, "all.proj");
        new XElement("Project",
            new XElement("ItemGroup", mutants.Select(mutant => EngineOf(mutant, replacing))),
            new XElement("Target", new XAttribute("Name", "Build"), new XElement("MSBuild", new XAttribute("Projects", "@(Engine)"), new XAttribute("BuildInParallel", "true")))).Save(all);
        var result = ChildProcess.Run(tree, "dotnet", ["msbuild", all, "-nologo", "-v:q", "-m"], stop);
        if (result.ExitCode != 0)
        {
            throw new MutantException($"a mutant does not compile; the message's path names it:\n{result.Words}");
        }
    }

    /// <summary>Without the checks of style, which are nobody's concern here, and by one compiler that stays warm, whatever the environment says.</summary>
    private XElement EngineOf(Mutant mutant, string replacing) => new("Engine",
        new XAttribute("Include", Path.Combine(tree, "src", "Engine", $"{Engine}.csproj")),
        new XElement("AdditionalProperties", string.Join(';',
            "Configuration=Release",
            "RunAnalyzers=false",
            "TreatWarningsAsErrors=false",
            "UseSharedCompilation=true",
            $"CustomAfterMicrosoftCSharpTargets={replacing}",
            $"MutatedFile={mutant.File}",
            $"MutatedSource={SourceOf(mutant)}",
            $"IntermediateOutputPath={Path.Combine(FolderOf(mutant), "obj")}/",
            $"OutputPath={Path.Combine(FolderOf(mutant), "bin")}/")));

    private static XElement Compile(string attribute, string value) => new("Compile", new XAttribute(attribute, value));

    private string FolderOf(Mutant mutant) => Path.Combine(folder, mutant.Name);

    private string SourceOf(Mutant mutant) => Path.Combine(FolderOf(mutant), mutant.File);
}
