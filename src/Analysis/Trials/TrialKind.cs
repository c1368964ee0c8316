namespace WalSweep.Analysis.Trials;

/// <summary>
/// What a trial came to in one byte: its fate and four answers of yes or no. Counting kinds counts all five at once; how often one of them occurred is a sum over the kinds that have it.
/// </summary>
public static class TrialKind
{
    /// <summary>How many there are.</summary>
    public const int Count = 1 << 6;

    /// <summary>How many there are if only the fate, a needless rebuild and what was given up are told apart: the first of all kinds.</summary>
    public const int CountInCells = 1 << 4;

    /// <summary>The bits of the fate.</summary>
    public const int FateMask = Fates.Count - 1;

    /// <summary>Set where the first recovery rebuilt although a catch-up was possible and faster.</summary>
    public const int NeedlessRebuild = 1 << 2;

    /// <summary>Set where a catch-up or a rebuild was given up other than by a fault.</summary>
    public const int Aborted = 1 << 3;

    /// <summary>Set where the trial was explicit.</summary>
    public const int Explicit = 1 << 4;

    /// <summary>Set where acknowledged entries were lost, or excluded ones came in.</summary>
    public const int Unsafe = 1 << 5;

    /// <summary>The kind of a trial.</summary>
    public static byte Of(Fate fate, bool isExplicit, bool isNeedlessRebuild, bool isAborted, bool isUnsafe) =>
        (byte)(Of(fate, isExplicit) | Others(isNeedlessRebuild, isAborted, isUnsafe));

    /// <summary>The kind of a trial of which no more is known: its other answers are no.</summary>
    internal static byte Of(Fate fate, bool isExplicit) => (byte)((int)fate | (isExplicit ? Explicit : 0));

    /// <summary>The bits of the other answers.</summary>
    internal static byte Others(bool isNeedlessRebuild, bool isAborted, bool isUnsafe) => (byte)((isNeedlessRebuild ? NeedlessRebuild : 0) | (isAborted ? Aborted : 0) | (isUnsafe ? Unsafe : 0));

    /// <summary>The fate.</summary>
    public static Fate FateOf(int kind) => (Fate)(kind & FateMask);
}
