namespace WalSweep.Cli;

/// <summary>What the process tells its caller.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The program is at fault: the message and the exception say where.</summary>
    public const int Internal = 1;

    /// <summary>The command line, the configuration or a folder named in it cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>
    /// Something is missing: of a folder looked at, or because the disk failed or filled up during a run; the same command goes on from there.
    /// </summary>
    public const int Incomplete = 3;

    /// <summary>A comparison came out unequal, an expectation does not hold, or a file is damaged.</summary>
    public const int Unequal = 4;

    /// <summary>The results folder holds another sweep.</summary>
    public const int OtherSweep = 5;

    /// <summary>Interrupted; the same command goes on from there.</summary>
    public const int Interrupted = 75;
}
