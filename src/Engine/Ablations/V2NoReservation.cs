namespace WalSweep.Engine;

/// <summary>
/// V2 without reservations: WAL is held for whoever is behind, as in V1.5, and the hold is dropped by lag or silence. What else V2 asks of a gap and of a base it still asks.
/// </summary>
internal readonly struct V2NoReservation : IAblationOfV2
{
    static RetentionRule IProtocol.Retention => ProtocolV15.Retention;

    // A reservation without limit is refused to nobody, so what is left of V2's questions are those about the history, the payloads and the base.
    static GapVerdict IProtocol.RecoverabilityPolicy(in GapView view) =>
        ProtocolV2.RecoverabilityPolicy(view with { ReservationEntries = double.PositiveInfinity });

    static RebuildVerdict IProtocol.GrantsRebuild(in RebuildView view) =>
        ProtocolV2.GrantsRebuild(view with { ReservationEntries = double.PositiveInfinity });
}
