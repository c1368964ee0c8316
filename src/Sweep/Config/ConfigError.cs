namespace WalSweep.Sweep.Config;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Place">Where.</param>
/// <param name="Path">The key it concerns, such as parameters.write_rate; empty if none.</param>
/// <param name="Message">What was expected, and what was found.</param>
public sealed record ConfigError(TextPlace Place, string Path, string Message)
{
    /// <summary>file:line:column: path: message.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Place}: {Message}" : $"{Place}: {Path}: {Message}";
}
