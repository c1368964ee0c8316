namespace WalSweep.Sweep.Results;

/// <summary>A folder cannot serve as the results folder it was named as; nothing in it was changed.</summary>
public class ResultsFolderException : Exception
{
    /// <summary>Says why not.</summary>
    public ResultsFolderException(FolderProblem problem, string message, Exception? cause = null)
        : base(message, cause) => Problem = problem;

    /// <summary>Why not, for whoever knows a way out.</summary>
    public FolderProblem Problem { get; }
}
