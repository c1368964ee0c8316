namespace WalSweep.Sweep.Results;

/// <summary>A range of scenarios that is simulated by one worker and stored in one file.</summary>
/// <param name="Index">Its place in the sweep, from 0.</param>
/// <param name="FirstScenario">Index of its first scenario.</param>
/// <param name="ScenarioCount">Its scenarios, at least 1.</param>
public readonly record struct Part(int Index, long FirstScenario, long ScenarioCount)
{
    /// <summary>The index after its last scenario.</summary>
    public long EndScenario => FirstScenario + ScenarioCount;
}
