namespace WalSweep.Tests.Engine;

/// <summary>The wide random scenarios that a test goes through.</summary>
public enum ScenarioFamily
{
    /// <summary>Replicas are lost, the primary never: <see cref="RandomScenarios"/>.</summary>
    Replicas,

    /// <summary>Primaries are lost too: <see cref="RandomFailovers"/>.</summary>
    Failovers,
}

internal static class ScenarioFamilies
{
    /// <summary>Draws one after another.</summary>
    public static Func<TestScenario> Drawing(this ScenarioFamily family, int seed) => family == ScenarioFamily.Failovers ? new RandomFailovers(seed).Next : new RandomScenarios(seed).Next;
}
