using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>What the schemas of configurations and of scenario files are put together from.</summary>
internal static class SchemaParts
{
    private const string _numberPattern = @"^[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)? ?";

    private static readonly JsonSerializerOptions _format =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a schema (draft 2020-12), with LF line ends.</summary>
    public static string Document(string title, IEnumerable<string> required, JsonObject properties, JsonObject definitions)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["type"] = "object",
            ["required"] = Strings(required),
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["$defs"] = definitions,
        };
        return schema.ToJsonString(_format) + "\n";
    }

    /// <summary>A value with its unit.</summary>
    public static JsonObject Value(UnitKind unit)
    {
        var pattern = _numberPattern + "(" + string.Join("|", Units.Suffixes(unit)) + ")$";
        var text = new JsonObject { ["type"] = "string", ["pattern"] = pattern, ["description"] = Units.Describe(unit) };
        return unit switch
        {
            UnitKind.Count => new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, text) },
            UnitKind.Probability => new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 },
            UnitKind.Ratio => new JsonObject { ["type"] = "number", ["minimum"] = 0 },
            _ => text,
        };
    }

    /// <summary>The name of <see cref="Value"/> among the definitions.</summary>
    public static string ValueName(UnitKind unit) => unit switch
    {
        UnitKind.EntryRate => "entry_rate",
        UnitKind.ByteRate => "byte_rate",
        _ => unit.ToString().ToLowerInvariant(),
    };

    /// <summary>A text of bounded length.</summary>
    public static JsonObject Text(string description) =>
        new() { ["description"] = description, ["type"] = "string", ["maxLength"] = FieldRules.LongestText };

    /// <summary>A whole number between bounds.</summary>
    public static JsonObject Whole(string description, long min, long max) => new()
    {
        ["description"] = description,
        ["anyOf"] = new JsonArray(Reference(ValueName(UnitKind.Count))),
        ["minimum"] = min,
        ["maximum"] = max,
    };

    /// <summary>An object with these keys and no other.</summary>
    public static JsonObject Closed(JsonObject properties, IEnumerable<string> required) => new()
    {
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = Strings(required),
        ["additionalProperties"] = false,
    };

    /// <summary>What is defined under a name.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    /// <summary>A list of words.</summary>
    public static JsonArray Strings(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];
}
