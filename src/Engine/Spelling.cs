using System.Text;

namespace WalSweep.Engine;

/// <summary>How names from the engine are written in files and on the terminal: words joined by underscores.</summary>
public static class Spelling
{
    /// <summary>For example <c>not_retained</c> for <see cref="Cause.NotRetained"/>.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum
    {
        var spelled = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && spelled.Length > 0)
            {
                spelled.Append('_');
            }

            spelled.Append(char.ToLowerInvariant(letter));
        }

        return spelled.ToString();
    }
}
