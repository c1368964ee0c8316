using System.Runtime.InteropServices;

namespace WalSweep.Cli;

/// <summary>
/// Listens to the system while a verb is at work that can stop at any time and be begun again. Turns the first Ctrl-C, SIGTERM or hang-up into a request to stop; the second ends the process at once, as if nobody were listening.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _request = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    public Interruption()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _request.Token;

    /// <summary>Does work that gives nothing before it is done.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static T Heed<T>(Func<CancellationToken, T> work)
    {
        using var interruption = new Interruption();
        var result = work(interruption.Token);
        interruption.Token.ThrowIfCancellationRequested();
        return result;
    }

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
        // Two signals may be dealt with at once, on two threads.
        if (Interlocked.Increment(ref _signals) == 1)
        {
            context.Cancel = true;
            _request.Cancel();
        }
    }
}
