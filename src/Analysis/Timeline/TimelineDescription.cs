using System.Globalization;
using System.Text;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Timeline;

/// <summary>A timeline in words, for those who cannot see it.</summary>
internal static class TimelineDescription
{
    private const int _mostBands = 40;

    /// <summary>What is to be seen.</summary>
    internal static string Of(TimelineContent content)
    {
        var text = new StringBuilder();
        foreach (var lane in content.Lanes)
        {
            text.Append(lane.Label).Append(": ").AppendJoin(", ", lane.Bands.Take(_mostBands).Select(band => $"{band.Label} until {TimelineWords.Seconds(band.ToS)} s"));
            text.Append(lane.Bands.Count > _mostBands ? $" and {NumberText.Count(lane.Bands.Count - _mostBands)} more. " : ". ");
            foreach (var outage in lane.Outages.Take(_mostBands))
            {
                text.Append(lane.Label).Append(' ').Append(outage.Label).Append(CultureInfo.InvariantCulture, $" from {TimelineWords.Seconds(outage.FromS)} to {TimelineWords.Seconds(outage.ToS)} s. ");
            }
        }

        foreach (var note in content.Notes)
        {
            text.Append(note.Text).Append(CultureInfo.InvariantCulture, $" at {TimelineWords.Times(note.TimesS)}. ");
        }

        return text.ToString().TrimEnd();
    }
}
