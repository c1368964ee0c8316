using System.Globalization;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Timeline;

/// <summary>A mark with its place above a lane.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="AtPx">Where its time stands on the axis.</param>
/// <param name="LeftPx">Where its box begins; it may have to stand beside its time.</param>
/// <param name="WidthPx">Width of its box.</param>
/// <param name="Row">In which row above the bands, 0 the lowest.</param>
internal readonly record struct PlacedMark(TimelineMark Mark, double AtPx, double LeftPx, double WidthPx, int Row);

/// <summary>
/// Finds a place for every mark of a lane so that none covers another: above its time in the lowest row that is free, or, where all rows are taken, to the right of what is there. A number that would stand right beside
/// itself is left out: something that happens many times in a moment is marked once.
/// </summary>
internal static class MarkPlaces
{
    private const int _mostRows = 5;
    private const double _gapPx = 2;
    private const double _paddingPx = 5;

    /// <summary>Places marks, in the order of time.</summary>
    internal static IReadOnlyList<PlacedMark> Of(IReadOnlyList<TimelineMark> marks, TimeScale scale)
    {
        var placed = new List<PlacedMark>();
        var last = new PlacedMark?[_mostRows];
        foreach (var mark in marks)
        {
            double widthPx = WidthPx(mark);
            double atPx = scale.PxOf(mark.TimeS);
            double leftPx = atPx - (widthPx / 2);
            if (Array.Exists(last, other => other is { } same && same.Mark.Number == mark.Number && FreeFrom(same) > leftPx))
            {
                continue;
            }

            int row = Array.FindIndex(last, other => FreeFrom(other) <= leftPx);
            if (row < 0)
            {
                row = Enumerable.Range(0, _mostRows).MinBy(candidate => FreeFrom(last[candidate]));
                leftPx = FreeFrom(last[row]);
            }

            var place = new PlacedMark(mark, atPx, leftPx, widthPx, row);
            last[row] = place;
            placed.Add(place);
        }

        return placed;
    }

    /// <summary>The number as it is written.</summary>
    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double WidthPx(TimelineMark mark) => DisplayText.WidthPx(Text(mark.Number), TimelineTheme.MarkSizePx * DisplayText.BoldFactor) + _paddingPx;

    private static double FreeFrom(PlacedMark? other) => other is { } mark ? mark.LeftPx + mark.WidthPx + _gapPx : double.NegativeInfinity;
}
