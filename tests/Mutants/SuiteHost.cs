using System.Reflection;
using System.Runtime.Loader;

namespace WalSweep.Mutants;

/// <summary>
/// Runs tests of the built test assembly against another engine, up to the first that fails. "dotnet test" would look through all tests each time, and cannot be told to stop early without losing what it
/// found: some five seconds of a processor for each mutant against one.
/// </summary>
internal sealed class SuiteHost : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;
    private readonly string _engine;
    private readonly Assembly _tests;

    /// <summary>Loads the tests.</summary>
    /// <param name="tests">Path of the test assembly; what it needs lies beside it.</param>
    /// <param name="engine">Path of the engine to run them against.</param>
    public SuiteHost(string tests, string engine)
    {
        // Tests look for committed files from their own folder upwards.
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", Path.GetDirectoryName(tests) + Path.DirectorySeparatorChar);
        _resolver = new AssemblyDependencyResolver(tests);
        _engine = engine;
        _tests = LoadFromAssemblyPath(tests);
    }

    /// <summary>Runs the tests of some classes, in their order.</summary>
    /// <param name="classes">Their full names.</param>
    /// <returns>The first test that failed with what it said, or null if none did.</returns>
    /// <exception cref="MutantException">There is no such class, or it has no test.</exception>
    public string? FirstFailure(IEnumerable<string> classes) => classes
        .Select(name => _tests.GetType(name) ?? throw new MutantException($"there is no test class {name}"))
        .SelectMany(type => new TestClass(type).Tests().Select(test => Failure(type, test.Method, test.Arguments)))
        .FirstOrDefault(failure => failure is not null);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = assemblyName.Name == MutantBuild.Engine ? _engine : _resolver.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    private static string? Failure(Type type, MethodInfo method, object?[] arguments)
    {
        try
        {
            method.Invoke(new TestClass(type).Create(), arguments);
            return null;
        }
        catch (TargetInvocationException)
        {
            return $"{type.Name}.{method.Name}({string.Join(", ", arguments)})";
        }
    }
}
