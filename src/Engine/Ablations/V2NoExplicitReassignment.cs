namespace WalSweep.Engine;

/// <summary>V2 without registration: a process that has started again at a new address is looked for at the old one until the control plane hands out the new one, as in V1.5.</summary>
internal readonly struct V2NoExplicitReassignment : IAblationOfV2
{
    static RejoinRoute IProtocol.RestartRejoinPolicy(in RestartView view) => ProtocolV15.RestartRejoinPolicy(in view);
}
