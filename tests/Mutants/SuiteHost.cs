using System.Reflection;
using System.Runtime.Loader;

namespace WalSweep.Mutants;

/// <summary>
/// Runs tests of the built test assembly against another engine, up to the first that fails. "dotnet test" would look through all tests each time, and cannot be told to stop early without losing what it
/// found: some five seconds of a processor for each mutant against one.
/// </summary>
/// <remarks>It knows facts and theories with their data, which is what the tests that catch mutants are. Attributes go by their names, for the types are those that the test assembly was built with.</remarks>
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
        .SelectMany(type => Tests(type).Select(test => Failure(type, test.Method, test.Arguments)))
        .FirstOrDefault(failure => failure is not null);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = assemblyName.Name == MutantBuild.Engine ? _engine : _resolver.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    private static List<(MethodInfo Method, object?[] Arguments)> Tests(Type type)
    {
        var tests = type.GetMethods().SelectMany(method => Rows(method).Select(row => (method, row))).ToList();
        return tests.Count > 0 ? tests : throw new MutantException($"{type.FullName} has no test");
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method)
    {
        var attributes = method.GetCustomAttributes().ToDictionary(attribute => attribute, attribute => attribute.GetType().Name);
        return attributes.ContainsValue("FactAttribute") ? [[]]
            : attributes.ContainsValue("TheoryAttribute") ? attributes.Where(pair => pair.Value is "InlineDataAttribute" or "MemberDataAttribute").SelectMany(pair => Data(pair.Key, method))
            : [];
    }

    private static IEnumerable<object?[]> Data(Attribute attribute, MethodInfo method) =>
        (IEnumerable<object?[]>)attribute.GetType().GetMethod("GetData")!.Invoke(attribute, [method])!;

    private static string? Failure(Type type, MethodInfo method, object?[] arguments)
    {
        try
        {
            method.Invoke(Activator.CreateInstance(type), arguments);
            return null;
        }
        catch (TargetInvocationException)
        {
            return $"{type.Name}.{method.Name}({string.Join(", ", arguments)})";
        }
    }
}
