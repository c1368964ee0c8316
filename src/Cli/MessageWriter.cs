using System.Text;

namespace WalSweep.Cli;

/// <summary>
/// Takes messages, fit for a terminal (<see cref="TerminalText"/>). Where they cannot be written they are lost: nobody reads them, and the work must not
/// suffer from it.
/// </summary>
/// <param name="inner">Where they go: standard error.</param>
internal sealed class MessageWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value) => Try(() => inner.Write(TerminalText.Plain(value ?? "")));

    public override void WriteLine() => Try(inner.WriteLine);

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(TerminalText.Plain(value ?? "")));

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // There is no place left to say so.
        }
    }
}
