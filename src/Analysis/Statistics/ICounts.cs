namespace WalSweep.Analysis.Statistics;

/// <summary>Something counted of some trials that can be added to what was counted of others, elsewhere and in any order.</summary>
public interface ICounts
{
    /// <summary>Forgets everything.</summary>
    void Clear();

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    void Save(CountWriter writer);

    /// <summary>Adds what was saved by counts of the same shape.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    void AddSaved(ref CountReader reader);
}
