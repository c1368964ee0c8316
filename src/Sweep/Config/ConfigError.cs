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

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Place">Where.</param>
/// <param name="Path">The key it concerns, such as parameters.write_rate; empty if none.</param>
/// <param name="Message">What was expected, and what was found.</param>
public sealed record ConfigError(TextPlace Place, string Path, string Message)
{
    /// <summary>file:line:column: path: message.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Place}: {Message}" : $"{Place}: {Path}: {Message}";
}

/// <summary>A configuration was refused.</summary>
public sealed class ConfigException : Exception
{
    /// <summary>Refuses for these reasons.</summary>
    /// <param name="errors">At least one.</param>
    public ConfigException(IReadOnlyList<ConfigError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>Everything that is wrong, in the order of the places.</summary>
    public IReadOnlyList<ConfigError> Errors { get; }
}

/// <summary>Gathers errors, up to a number that somebody may still read.</summary>
internal sealed class ErrorList
{
    public const int MostReported = 100;

    private readonly List<ConfigError> _errors = [];
    private int _unreported;

    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Whether further errors would only be counted, so that a costly message need not be made.</summary>
    public bool IsFull => _errors.Count >= MostReported;

    public void Add(TextPlace place, string path, string message)
    {
        if (IsFull)
        {
            _unreported++;
        }
        else
        {
            _errors.Add(new(place, path, message));
        }
    }

    /// <exception cref="ConfigException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (IsEmpty)
        {
            return;
        }

        var file = _errors[0].Place.File;
        var sorted = _errors.OrderBy(e => e.Place.File == file ? 0 : 1).ThenBy(e => e.Place.LineNumber).ThenBy(e => e.Place.ColumnNumber).ToList();
        if (_unreported > 0)
        {
            sorted.Add(new(new(file), "", string.Create(CultureInfo.InvariantCulture, $"and {_unreported} more errors")));
        }

        throw new ConfigException(sorted);
    }
}
