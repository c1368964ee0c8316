namespace WalSweep.Engine;

/// <summary>V2 without rounds and their budgets: a replay chases the moving head, as in V1.5, for as long as its reservation lasts.</summary>
internal readonly struct V2NoConvergenceBudget : IAblationOfV2
{
    static ConvergenceVerdict IProtocol.CatchupConvergencePolicy(in ReplayView view) => ProtocolV15.CatchupConvergencePolicy(in view);
}
