namespace WalSweep.Sweep.Results;

/// <summary>Why a folder cannot serve as the results folder it was named as.</summary>
public enum FolderProblem
{
    /// <summary>It is a file, or cannot be made or written to.</summary>
    Unusable,

    /// <summary>It holds something other than results.</summary>
    NotEmpty,

    /// <summary>Another process writes to it.</summary>
    InUse,

    /// <summary>It holds another sweep.</summary>
    OtherSweep,

    /// <summary>Among its rows is a file that is no part of the sweep, or a directory is where a file belongs.</summary>
    StrayFile,

    /// <summary>Its disk cannot hold what is to come.</summary>
    NoRoom,
}
