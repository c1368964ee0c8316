namespace WalSweep.Engine;

/// <summary>A version of the replication protocol that scenarios can be run under. There is one object of each, so versions are compared by reference.</summary>
/// <remarks>
/// This is the one table of them: configurations, rows, the report and the command line take names and labels from here. A further version is a struct in a file of its own and one line: of
/// <see cref="Generations"/> if sweeps are to run it unless they say otherwise, else of <see cref="All"/>.
/// </remarks>
public abstract class ProtocolVersion
{
    /// <summary>Excludes a replica that falls behind and rebuilds it.</summary>
    public static readonly ProtocolVersion V1 = new Of<ProtocolV1>("v1", "V1");

    /// <summary>Keeps WAL for a replica that falls behind and lets it chase the head.</summary>
    public static readonly ProtocolVersion V15 = new Of<ProtocolV15>("v1_5", "V1.5");

    /// <summary>Recoverability check, reservation, catch-up within budgets, else an explicit rebuild.</summary>
    public static readonly ProtocolVersion V2 = new Of<ProtocolV2>("v2", "V2");

    /// <summary>V2 that holds WAL for whoever is behind, without reservations.</summary>
    public static readonly ProtocolVersion V2WithoutReservation = new Of<V2NoReservation>("v2_no_reservation", "V2 no reservation");

    /// <summary>V2 that lets a replica chase the head without limits on rounds, entries and time.</summary>
    public static readonly ProtocolVersion V2WithoutConvergenceBudget = new Of<V2NoConvergenceBudget>("v2_no_convergence_budget", "V2 no budget");

    private ProtocolVersion(string name, string label) => (Name, Label) = (name, label);

    /// <summary>The generations of the protocol, oldest first: what a sweep runs that names no versions.</summary>
    public static IReadOnlyList<ProtocolVersion> Generations { get; } = [V1, V15, V2];

    /// <summary>Every version that can be named, in the order of a scenario's rows.</summary>
    public static IReadOnlyList<ProtocolVersion> All { get; } =
    [
        .. Generations,
        V2WithoutReservation,
        V2WithoutConvergenceBudget,
        new Of<V2NoExplicitReassignment>("v2_no_explicit_reassignment", "V2 no reassignment"),
        new Of<V2NoLineagePromotion>("v2_no_lineage_promotion", "V2 no lineage"),
        new Of<V2NoPromotionHold>("v2_no_promotion_hold", "V2 no hold"),
    ];

    /// <summary>Its name in configurations and rows: lower-case letters, digits and "_".</summary>
    public string Name { get; }

    /// <summary>Its name as people write it, for headings.</summary>
    public string Label { get; }

    /// <summary>What keeps WAL for recovery under it.</summary>
    public abstract RetentionRule Retention { get; }

    /// <summary>Whether a catch-up goes in rounds, which have budgets; otherwise it chases the moving head. Found by asking its convergence policy of a catch-up that has just begun, with one entry more than a barrier to go.</summary>
    public abstract bool CatchesUpInRounds { get; }

    /// <summary>The version of a name, or null.</summary>
    public static ProtocolVersion? Find(string name) => All.FirstOrDefault(version => version.Name == name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Runs a trial that nobody watches. One virtual call a trial; inside, every decision is compiled for the version.</summary>
    internal abstract void Run(in Scenario scenario, ref TrialState state);

    /// <summary>Runs a trial that is watched.</summary>
    internal abstract void Run<TObserver>(in Scenario scenario, ref TrialState state, scoped ref TObserver observer)
        where TObserver : struct, ITrialObserver;

    private sealed class Of<TProtocol>(string name, string label) : ProtocolVersion(name, label)
        where TProtocol : struct, IProtocol
    {
        public override RetentionRule Retention => TProtocol.Retention;

        public override bool CatchesUpInRounds
        {
            get
            {
                var limits = new ScenarioParameters { MaxRounds = 1, NoProgressRounds = 1, MaxSessions = 1, MaxCatchupEntries = double.PositiveInfinity, MaxCatchupTimeS = double.PositiveInfinity };
                var view = new ReplayView(ref limits)
                {
                    AfterRebuild = false,
                    EarlierSessions = 0,
                    Rounds = 0,
                    FruitlessRounds = 0,
                    RemainderEntries = 2,
                    BarrierEntries = 1,
                    NextRoundEntries = 2,
                    ReplayedEntries = 0,
                    ElapsedS = 0,
                    AdmittedRatePerS = 1,
                    ReplayRatePerS = 2,
                };
                return TProtocol.CatchupConvergencePolicy(in view).Step == ReplayStep.Round;
            }
        }

        internal override void Run(in Scenario scenario, ref TrialState state) =>
            Simulator<TProtocol, NoObserver>.Run(in scenario, ref state);

        internal override void Run<TObserver>(in Scenario scenario, ref TrialState state, scoped ref TObserver observer) =>
            Simulator<TProtocol, TObserver>.Run(in scenario, ref state, ref observer);
    }
}
