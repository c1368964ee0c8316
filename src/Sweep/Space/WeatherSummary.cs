namespace WalSweep.Sweep.Space;

/// <summary>What the weather of a scenario was, as its rows say it.</summary>
public struct WeatherSummary
{
    /// <summary>Outages of replica 1.</summary>
    public int Outages;

    /// <summary>How long the first one lasts, in seconds; 0 if there is none.</summary>
    public double FirstOutageS;

    /// <summary>How long all of them last together, in seconds. Those that other replicas suffer alike are not added.</summary>
    public double OutageTotalS;

    /// <summary>The outages are crashes and restarts of the process, not losses of the link.</summary>
    public bool Restarted;

    /// <summary>Some restart, of an outage or after a primary loss, brings a process back at a new address.</summary>
    public bool AddressChanged;

    /// <summary>More than one replica suffers the outages.</summary>
    public bool Correlated;

    /// <summary>There is a burst of writes.</summary>
    public bool Burst;

    /// <summary>There is a latency spike.</summary>
    public bool Spike;

    /// <summary>The control plane fails.</summary>
    public bool ControlOutage;

    /// <summary>Losses of a node, the first of them of the primary at the start.</summary>
    public int PrimaryLosses;

    /// <summary>Some primary loss is an isolation: the node is cut off from the control plane and goes on.</summary>
    public bool PrimaryIsolated;

    /// <summary>Payloads outside the WAL are lost.</summary>
    public bool PayloadLost;

    /// <summary>The base of a rebuild is newer than it claims for a time.</summary>
    public bool BaseNewer;
}
