namespace WalSweep.Sweep.Results;

/// <summary>
/// A results folder holds, or was begun with, another sweep than the one that is to go on in it; nothing in it was changed.
/// </summary>
public sealed class OtherSweepException : ResultsFolderException
{
    /// <summary>Refuses, naming everything that differs.</summary>
    public OtherSweepException(string folder, IReadOnlyList<string> changes)
        : base(FolderProblem.OtherSweep, $"{folder} holds another sweep:\n{string.Join('\n', changes.Select(change => "  " + change))}") =>
        Changes = changes;

    /// <summary>One sentence for each thing that differs.</summary>
    public IReadOnlyList<string> Changes { get; }
}
