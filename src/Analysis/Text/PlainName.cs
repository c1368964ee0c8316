using System.Buffers;

namespace WalSweep.Analysis.Text;

/// <summary>Names of figures, sections and tables, which become names of files, anchors and parts of style rules.</summary>
internal static class PlainName
{
    private static readonly SearchValues<char> _characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The name, if it can be one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">Whose it is, for the message.</param>
    /// <exception cref="ArgumentException">It is empty or has other characters than lower-case letters, digits and hyphens.</exception>
    internal static string Require(string name, string what) =>
        name.Length > 0 && !name.AsSpan().ContainsAnyExcept(_characters)
            ? name
            : throw new ArgumentException($"{what} is made of lower-case letters, digits and hyphens, found '{name}'.", nameof(name));
}
