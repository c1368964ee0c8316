using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>A stretch of a log.</summary>
/// <param name="Term">The term whose entries it holds.</param>
/// <param name="Epoch">The epoch of that term.</param>
/// <param name="LastLsn">Its last entry; the first is the one after the stretch before.</param>
public readonly record struct TraceStretch(int Term, int Epoch, double LastLsn);

/// <summary>What a node's log holds, as stretches of entries of one term each, ascending; none if nothing on its disk is valid. Equal if all stretches are.</summary>
public sealed class TraceLog : IEquatable<TraceLog>
{
    private readonly TraceStretch[] _stretches;

    internal TraceLog(params TraceStretch[] stretches) => _stretches = stretches;

    /// <summary>The stretches.</summary>
    public IReadOnlyList<TraceStretch> Stretches => _stretches;

    /// <inheritdoc/>
    public bool Equals(TraceLog? other) => other is not null && _stretches.AsSpan().SequenceEqual(other._stretches);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TraceLog);

    /// <inheritdoc/>
    public override int GetHashCode() => _stretches.Length == 0 ? 0 : HashCode.Combine(_stretches.Length, _stretches[^1]);

    /// <summary>For example epoch 0 to 2995, epoch 1 to 4000. The term is named where the epoch does not tell two stretches apart.</summary>
    public override string ToString() => _stretches.Length == 0 ? "nothing" : string.Join(", ", _stretches.Select((stretch, index) =>
    {
        var term = index > 0 && _stretches[index - 1].Epoch == stretch.Epoch ? FormattableString.Invariant($" (term {stretch.Term})") : "";
        return FormattableString.Invariant($"epoch {stretch.Epoch}{term} to {stretch.LastLsn:F0}");
    }));

    internal static TraceLog Of(in TrialState state, int node)
    {
        var content = state.ContentOf(node);
        var stretches = new TraceStretch[content.Count];
        for (var index = 0; index < stretches.Length; index++)
        {
            var (term, lastLsn) = content[index];
            stretches[index] = new(term, state.EpochOf(term), lastLsn);
        }

        return new(stretches);
    }

    /// <summary>Whether it is the earlier log with at most more entries of the term that was the last.</summary>
    internal bool OnlyGrewFrom(TraceLog earlier)
    {
        var count = _stretches.Length;
        return count == earlier._stretches.Length
            && (count == 0 || (_stretches[^1].Term == earlier._stretches[^1].Term && _stretches[^1].LastLsn >= earlier._stretches[^1].LastLsn && _stretches.AsSpan(0, count - 1).SequenceEqual(earlier._stretches.AsSpan(0, count - 1))));
    }
}
