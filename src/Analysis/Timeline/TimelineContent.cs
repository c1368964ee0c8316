namespace WalSweep.Analysis.Timeline;

/// <summary>What a timeline figure shows of one trial. Texts may be anything.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subtitle">How the trial ended.</param>
/// <param name="TimesS">Every time at which something happens, ascending, from 0 to the end of the trial.</param>
/// <param name="FaultsS">The times of faults.</param>
/// <param name="Lanes">One row each of coloured bands: the nodes by their numbers, then the control plane if it fails.</param>
/// <param name="Curves">Positions over time.</param>
/// <param name="Notes">What the numbers of the marks stand for.</param>
internal sealed record TimelineContent(
    string Name,
    string Title,
    string Subtitle,
    IReadOnlyList<double> TimesS,
    IReadOnlyList<double> FaultsS,
    IReadOnlyList<TimelineLane> Lanes,
    IReadOnlyList<TimelineCurve> Curves,
    IReadOnlyList<TimelineNote> Notes);

/// <summary>A row of bands with marks above it.</summary>
/// <param name="Label">Whose it is.</param>
/// <param name="Bands">What it is in, without gaps.</param>
/// <param name="Outages">When it cannot be reached, in a strip below the bands.</param>
/// <param name="Marks">What happens to it, in the order of time.</param>
internal sealed record TimelineLane(string Label, IReadOnlyList<TimelineBand> Bands, IReadOnlyList<TimelineBand> Outages, IReadOnlyList<TimelineMark> Marks);

/// <summary>A stretch of time.</summary>
/// <param name="FromS">Its beginning.</param>
/// <param name="ToS">Its end.</param>
/// <param name="Kind">What goes on in it.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Shorter">What it is called where there is no room for that; empty if it has one name.</param>
internal sealed record TimelineBand(double FromS, double ToS, TimelineBandKind Kind, string Label, string Shorter = "");

/// <summary>A number at a time.</summary>
/// <param name="TimeS">When.</param>
/// <param name="Number">The number of its note.</param>
internal readonly record struct TimelineMark(double TimeS, int Number);

/// <summary>What a number stands for. The same thing has the same number wherever and whenever it happens.</summary>
/// <param name="Number">The number, from 1.</param>
/// <param name="IsFault">Whether it comes from outside.</param>
/// <param name="Text">What happens.</param>
/// <param name="Facts">What a policy saw the first time, in words; empty if none was asked.</param>
/// <param name="TimesS">When it happens; once where it happens to several nodes at the same time.</param>
internal sealed record TimelineNote(int Number, bool IsFault, string Text, string Facts, IReadOnlyList<double> TimesS);
