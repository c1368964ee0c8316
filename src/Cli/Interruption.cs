using System.Runtime.InteropServices;

namespace WalSweep.Cli;

/// <summary>
/// Turns the first Ctrl-C, SIGTERM or hang-up into a request to stop; the second ends the process at once, as if nobody were listening.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _request = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
    ];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _request.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _request.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (!_request.IsCancellationRequested)
        {
            context.Cancel = true;
            _request.Cancel();
        }
    }
}
