using System.Globalization;
using System.Reflection;
using WalSweep.Engine;

namespace WalSweep.Tests.Engine;

/// <summary>Every field of an outcome, spelled out to the last bit, for comparison and for messages.</summary>
internal static class OutcomeText
{
    private static readonly FieldInfo[] _fields = typeof(Outcome).GetFields();

    public static string Of(Outcome outcome) =>
        string.Join(' ', _fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name}={field.GetValue(outcome)}")));
}
