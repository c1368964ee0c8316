namespace WalSweep.Engine;

/// <summary>The simulator broke one of its own rules: a bug, never a modelled failure. Whoever runs the trial adds how to replay it.</summary>
public sealed class ModelViolationException : Exception
{
    /// <summary>Creates it with the rule that was broken and the facts at that moment.</summary>
    public ModelViolationException(string message)
        : base(message)
    {
    }
}
