using System.Text.Json.Serialization;

namespace WalSweep.Sweep.Results;

/// <summary>How a run ended that did not fail.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunEnding>))]
public enum RunEnding
{
    /// <summary>Every part was there.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete,

    /// <summary>It was told to stop.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,
}
