using System.Globalization;

namespace WalSweep.Sweep.Config;

/// <summary>A place in a file.</summary>
/// <param name="File">The file, as it was named; a distribution can come from another file than the configuration.</param>
/// <param name="LineNumber">The line, from 1; 0 if the file as a whole is meant.</param>
/// <param name="ColumnNumber">The character in the line, from 1; 0 if the whole line is meant.</param>
public readonly record struct TextPlace(string File, int LineNumber = 0, int ColumnNumber = 0)
{
    /// <summary>file:line:column, as editors and terminals understand it.</summary>
    public override string ToString()
    {
        var line = LineNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $":{LineNumber}") : "";
        return ColumnNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}{line}:{ColumnNumber}") : File + line;
    }
}
