namespace WalSweep.Benchmarks.Regression;

/// <summary>A temporary folder that is gone when the check is over.</summary>
/// <param name="purpose">Names it, for whoever finds what a killed process left.</param>
internal sealed class Workspace(string purpose = "regression") : IDisposable
{
    private const int _attempts = 5;
    private const int _pauseMs = 200;

    private readonly string _path = Directory.CreateTempSubdirectory($"walsweep-{purpose}-").FullName;

    /// <summary>The path of something in it.</summary>
    public string this[string name] => Path.Combine(_path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(_path, recursive: true);
                return;
            }
            catch (IOException) when (attempt < _attempts)
            {
                // A build that was killed takes a moment to let go of its files.
                Thread.Sleep(_pauseMs);
            }
        }
    }
}
