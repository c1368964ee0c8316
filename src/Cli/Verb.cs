using System.CommandLine;

namespace WalSweep.Cli;

/// <summary>One thing the program can be asked to do.</summary>
internal abstract class Verb
{
    /// <summary>The word.</summary>
    public abstract string Name { get; }

    /// <summary>A command line that uses it.</summary>
    public abstract string Example { get; }

    /// <summary>The exit code where a disk or a folder fails.</summary>
    public virtual int StorageFailureCode => ExitCode.Usage;

    /// <summary>Its arguments and options, and what it does.</summary>
    /// <param name="streams">Where its words go.</param>
    public abstract Command Build(Streams streams);

    /// <summary>What can be done about a failure with this verb; null where the failure's own message says all.</summary>
    public virtual string? WayOut(Exception failure) => null;
}

/// <summary>The command line asks for something that cannot be done.</summary>
/// <param name="message">What was expected, and what was found.</param>
internal sealed class UsageException(string message) : Exception(message);
