using System.Globalization;

namespace WalSweep.Sweep.Config;

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
