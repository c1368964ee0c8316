using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Knobs;

/// <summary>One of the things of which a setting of a pair should have little, and by which settings are compared.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Of">How much a setting has: the interval of an estimate, or a number that is known exactly.</param>
internal sealed record ComparedCost(string Label, Func<(int X, int Y), Interval> Of);
