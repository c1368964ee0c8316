using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Charts;

/// <summary>How a cell of a map of fates looks.</summary>
/// <param name="Style">The colour of its most frequent fate; of a mixed cell, of the one of two that comes first in the order of fates.</param>
/// <param name="OtherStyle">The colour of the other half of a mixed cell; null for others.</param>
/// <param name="Name">What its region is called.</param>
internal sealed record CellLook(string Style, string? OtherStyle, string Name)
{
    /// <summary>The share of fewer scenarios is not known well enough for a shade of its own, nor that two fates are mixed and not merely few.</summary>
    internal const int FewScenarios = 10;

    /// <summary>
    /// The look of a cell; null where no scenario fell. Where chance decides which of two fates is the more frequent, it has the colours of both, and both at the shade of their mean share: neighbours that differ by chance alone look
    /// alike.
    /// </summary>
    internal static CellLook? Of(FateCounts cell)
    {
        if (cell.Total == 0)
        {
            return null;
        }

        var dominant = cell.Dominant;
        if (cell.Total < FewScenarios)
        {
            return new CellLook(Theme.FateStyle(dominant, 0), null, Fates.Label(dominant));
        }

        if (cell.Contender is not { } contender)
        {
            return new CellLook(Theme.FateStyle(dominant, Theme.ShadeOf(cell[dominant], cell.Total)), null, Fates.Label(dominant));
        }

        var shade = Theme.ShadeOf(cell[dominant] + cell[contender], 2 * cell.Total);
        var (first, second) = dominant < contender ? (dominant, contender) : (contender, dominant);
        return new CellLook(Theme.FateStyle(first, shade), Theme.FateStyle(second, shade), RegionWords.Mixed);
    }
}
