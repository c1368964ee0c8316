using System.Globalization;
using Xunit;

namespace WalSweep.Tests.Configuration;

/// <summary>Runs something where the decimal sign is a comma, or where I has no dot.</summary>
internal static class Cultures
{
    public static TheoryData<string> Names => ["", "de-DE", "tr-TR"];

    public static void In(string name, Action action)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
        try
        {
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
