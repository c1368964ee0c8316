using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Text;

/// <summary>Quantiles of the times that cells count, as people write them: of one beyond either end of what is counted apart, only on which side it lies.</summary>
internal static class CellTimeText
{
    /// <summary>A quantile, or an end of its interval.</summary>
    /// <param name="timeS">As <see cref="CellTimes.Quantile(int, int)"/> has it: 0 below the range, ∞ beyond it, NaN (a dash) without times.</param>
    internal static string Of(double timeS) => timeS == 0 ? $"less than {NumberText.Duration(CellTimes.LowestS)}"
        : double.IsPositiveInfinity(timeS) ? $"more than {NumberText.Duration(CellTimes.HighestS)}"
        : NumberText.Duration(timeS);
}
