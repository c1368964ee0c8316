using WalSweep.Engine;
using WalSweep.Sweep.Sampling;
using static WalSweep.Analysis.Boundaries.LimitNumber;

namespace WalSweep.Analysis.Boundaries;

/// <summary>
/// One limit between catch-up and rebuild as a formula: the greatest backlog at the handshake that is still within it, in entries. The formula rises or falls in each of its numbers, whatever the others are, but where ρ passes 1.
/// To add a limit: a line of <see cref="All"/>.
/// </summary>
/// <param name="Label">Short, to stand beside a curve; "{0}" stands for the backlog.</param>
/// <param name="Meaning">What crossing it means.</param>
/// <param name="Symbol">What the number that it is about is called.</param>
/// <param name="Subject">The number that it is about.</param>
/// <param name="HoldsFor">The versions that it holds for.</param>
/// <param name="Numbers">All numbers that go into it.</param>
/// <param name="BacklogEntries">The formula; +∞ where the limit does not bite.</param>
internal sealed record LimitFormula(
    string Label, string Meaning, string Symbol, LimitNumber Subject, Func<ProtocolVersion, bool> HoldsFor, IReadOnlyList<LimitNumber> Numbers, Func<LimitValues, double> BacklogEntries)
{
    /// <summary>Whether it bites from some load on, whatever the backlog is.</summary>
    internal bool IsOfLoadAlone { get; init; }

    /// <summary>Whether a catch-up may be within it although up to a barrier more was missed: it ends when no more than that remains, and may be ended by the last of its rounds or before.</summary>
    internal bool LeavesABarrier { get; init; }

    /// <summary>Whether it may bite in a sweep at all: a device that holds more than is ever retained does not.</summary>
    internal Func<LimitNumbers, bool> MayBite { get; init; } = _ => true;

    private static readonly LimitNumber[] _catchup = [WriteRatePerS, Catchup, Load, BarrierEntries, RoundTripS];

    private static readonly LimitNumber[] _retention = [RetentionBytes, WindowBytes, EntryBytes];

    /// <summary>The limits. A catch-up replays backlog ÷ (1 − ρ) entries in backlog ÷ (c − w), less what remains for the barrier; rounds leave backlog·ρᵏ (docs/evidence.md, items 1 to 4).</summary>
    internal static IReadOnlyList<LimitFormula> All { get; } =
    [
        new("{0} = R", "more is missed than is retained", "R", RetentionBytes, KeepsHistory, [.. _retention, CapacityBytes], Retained),
        new("{0} = capacity", "more is missed than the WAL device holds", "capacity", CapacityBytes, Reserves, [CapacityBytes, EntryBytes], values => values[CapacityBytes] / values[EntryBytes])
        {
            MayBite = numbers => numbers.MayFillTheDevice,
        },
        new(
            "{0}·ρᵏ = ε", "not within a barrier after k rounds", "k", MaxRounds, version => version.CatchesUpInRounds, [.. _catchup, MaxRounds],
            values => values.Barrier / Math.Min(1, DeterministicMath.Pow(values.Load, values[MaxRounds]))),
        new("catch-up = τ", "the catch-up outlasts its reservation", "τ", ReservationTtlS, Reserves, [.. _catchup, ReservationTtlS], values => ClosedWithin(values, values[ReservationTtlS] - values[RoundTripS])) { LeavesABarrier = true },
        new(
            "{0} = R + B", "more is missed than is retained and a reservation may hold", "B", ReservationBytes, Reserves, [.. _retention, ReservationBytes],
            values => (Math.Max(values[RetentionBytes], values[WindowBytes]) + values[ReservationBytes]) / values[EntryBytes]),
        new(
            "replayed = N", "a session would have to replay more entries than it may", "N", MaxCatchupEntries, version => version.CatchesUpInRounds, [.. _catchup, MaxCatchupEntries],
            values => AtLeastABarrier(values, values[MaxCatchupEntries] * (1 - values.Load))) { LeavesABarrier = true },
        new(
            "catch-up = S", "the catch-up outlasts what a session may last", "S", MaxCatchupTimeS, version => version.CatchesUpInRounds, [.. _catchup, MaxCatchupTimeS],
            values => ClosedWithin(values, values[MaxCatchupTimeS])) { LeavesABarrier = true },
        new(
            "w = c", "the writes outrun a catch-up that chases them until the history is lost", "ρ", Catchup, version => KeepsHistory(version) && !version.CatchesUpInRounds, _catchup,
            values => values.Load < 1 ? double.PositiveInfinity : values.Barrier) { IsOfLoadAlone = true },
        new(
            "T + d = H", "nothing is kept for a replica that was silent for longer", "H", RetentionTimeS, Holds, [WriteRatePerS, RetentionTimeS, WindowBytes, EntryBytes],
            values => Math.Max(values[WriteRatePerS] * values[RetentionTimeS], values[WindowBytes] / values[EntryBytes])),
    ];

    private static bool KeepsHistory(ProtocolVersion version) => version.Retention != RetentionRule.CheckpointOnly;

    private static bool Holds(ProtocolVersion version) => version.Retention == RetentionRule.Holds;

    private static bool Reserves(ProtocolVersion version) => version.Retention == RetentionRule.WindowAndReservations;

    /// <summary>Where a hold may be as large as the device, a device that is full slows the writes down and nothing is lost; where V2 rules its own limit, the capacity, bites then.</summary>
    private static double Retained(LimitValues values)
    {
        var keptBytes = Math.Max(values[RetentionBytes], values[WindowBytes]);
        return keptBytes < values[CapacityBytes] ? keptBytes / values[EntryBytes] : double.PositiveInfinity;
    }

    /// <summary>(c − w) × time.</summary>
    private static double ClosedWithin(LimitValues values, double timeS) =>
        AtLeastABarrier(values, values.Load < 1 ? timeS * values[WriteRatePerS] * ((1 / values.Load) - 1) : 0);

    /// <summary>What is missed but within a barrier needs no catch-up, so what a catch-up may take never bites below that.</summary>
    private static double AtLeastABarrier(LimitValues values, double entries) => Math.Max(entries, values.Barrier);
}
