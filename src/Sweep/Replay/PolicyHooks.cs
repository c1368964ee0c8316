namespace WalSweep.Sweep.Replay;

/// <summary>The names by which traces and pictures call the policies (docs/replay.md).</summary>
public static class PolicyHooks
{
    /// <summary>Whether a replica that is behind may try to catch up.</summary>
    public const string Contact = "can_attempt_catchup";

    /// <summary>How a replay goes on.</summary>
    public const string Convergence = "catchup_convergence";

    /// <summary>Whether a gap can be made up from history.</summary>
    public const string Recoverability = "recoverability";

    /// <summary>Whether a rebuild may begin.</summary>
    public const string Rebuild = "grants_rebuild";

    /// <summary>How a process that restarted comes back.</summary>
    public const string Rejoin = "restart_rejoin";

    /// <summary>Who becomes primary.</summary>
    public const string Promotion = "promotion";
}
