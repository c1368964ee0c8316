using System.Text;

namespace WalSweep.Cli;

/// <summary>Standard output could not be written.</summary>
/// <param name="cause">What the system said.</param>
internal sealed class OutputException(Exception cause) : Exception($"standard output cannot be written: {cause.Message}", cause);

/// <summary>Standard output. A reader that has gone is no failure: the framework passes over that itself.</summary>
/// <param name="inner">The framework's own writer.</param>
internal sealed class OutputWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <exception cref="OutputException">The system refuses it.</exception>
    public override void Write(char value) => Require(() => inner.Write(value));

    /// <inheritdoc cref="Write(char)"/>
    public override void Write(string? value) => Require(() => inner.Write(value));

    /// <inheritdoc cref="Write(char)"/>
    public override void WriteLine() => Require(inner.WriteLine);

    /// <inheritdoc cref="Write(char)"/>
    public override void WriteLine(string? value) => Require(() => inner.WriteLine(value));

    private static void Require(Action write)
    {
        try
        {
            write();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new OutputException(refusal);
        }
    }
}
