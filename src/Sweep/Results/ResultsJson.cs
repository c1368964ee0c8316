using System.Text.Json.Serialization;

namespace WalSweep.Sweep.Results;

/// <summary>
/// How the files of a results folder are written as JSON: snake_case, indented, LF, nothing unknown and nothing missing accepted.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PartReceipt))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class ResultsJson : JsonSerializerContext;
