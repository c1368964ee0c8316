using System.Reflection;

namespace WalSweep.Mutants;

/// <summary>
/// A class of tests as a mutant's run sees it: facts, and theories with their data, which is what the tests that catch mutants are. Attributes and parameters go by their names, for the types are those that
/// the test assembly was built with.
/// </summary>
/// <param name="type">The class.</param>
internal sealed class TestClass(Type type)
{
    /// <summary>Where tests write what they have to tell when nobody listens: a class of the test assembly.</summary>
    private const string SilentOutput = "WalSweep.Tests.SilentOutput";

    /// <summary>Its tests in the order of the file, each with the arguments of its cases.</summary>
    /// <exception cref="MutantException">It has none.</exception>
    public List<(MethodInfo Method, object?[] Arguments)> Tests()
    {
        var tests = type.GetMethods().SelectMany(method => Rows(method).Select(row => (method, row))).ToList();
        return tests.Count > 0 ? tests : throw new MutantException($"{type.FullName} has no test");
    }

    /// <summary>An object to run a test on.</summary>
    /// <exception cref="MutantException">Its constructor takes something else than where to write.</exception>
    public object Create() => type.GetConstructors() switch
    {
        [var constructor] => constructor.Invoke([.. constructor.GetParameters().Select(Argument)]),
        var constructors => throw new MutantException($"{type.FullName} has {constructors.Length} constructors"),
    };

    private object? Argument(ParameterInfo parameter) => parameter.ParameterType.Name == "ITestOutputHelper"
        ? Activator.CreateInstance(type.Assembly.GetType(SilentOutput, throwOnError: true)!)
        : throw new MutantException($"{type.FullName} wants {parameter.ParameterType.Name} {parameter.Name}, which no mutant's run can give it");

    private static IEnumerable<object?[]> Rows(MethodInfo method)
    {
        var attributes = method.GetCustomAttributes().ToDictionary(attribute => attribute, attribute => attribute.GetType().Name);
        return attributes.ContainsValue("FactAttribute") ? [[]]
            : attributes.ContainsValue("TheoryAttribute") ? attributes.Where(pair => pair.Value is "InlineDataAttribute" or "MemberDataAttribute").SelectMany(pair => Data(pair.Key, method))
            : [];
    }

    private static IEnumerable<object?[]> Data(Attribute attribute, MethodInfo method) =>
        (IEnumerable<object?[]>)attribute.GetType().GetMethod("GetData")!.Invoke(attribute, [method])!;
}
