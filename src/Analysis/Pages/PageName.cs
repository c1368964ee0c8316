using System.Buffers;

namespace WalSweep.Analysis.Pages;

/// <summary>Names of sections and tables, which become anchors and names of files.</summary>
internal static class PageName
{
    private static readonly SearchValues<char> _characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>The name, if it can be one.</summary>
    /// <exception cref="ArgumentException">It is empty or has other characters than lower-case letters, digits and hyphens.</exception>
    internal static string Require(string name) =>
        name.Length > 0 && !name.AsSpan().ContainsAnyExcept(_characters)
            ? name
            : throw new ArgumentException($"A name in a page is made of lower-case letters, digits and hyphens, found '{name}'.", nameof(name));
}
