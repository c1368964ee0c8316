namespace WalSweep.Sweep.Config;

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
