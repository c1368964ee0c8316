using System.Text.Json;
using System.Text.RegularExpressions;

namespace WalSweep.Tests.Configuration;

/// <summary>
/// Judges a document by a JSON Schema (draft 2020-12), as far as our schema goes: a keyword that is not known here fails, so none is passed over. It knows
/// nothing of how the schema is made.
/// </summary>
internal sealed class JsonSchemaJudge(JsonElement root)
{
    private static readonly JsonDocumentOptions _lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static JsonSchemaJudge FromText(string schema) => new(JsonDocument.Parse(schema).RootElement);

    public bool Accepts(string document)
    {
        using var parsed = JsonDocument.Parse(document, _lenient);
        return Accepts(root, parsed.RootElement);
    }

    private bool Accepts(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(keyword => Accepts(schema, keyword, value));

    private bool Accepts(JsonElement schema, JsonProperty keyword, JsonElement value)
    {
        var argument = keyword.Value;
        switch (keyword.Name)
        {
            case "$schema" or "title" or "description" or "default" or "$defs":
                return true;
            case "$ref":
                return Accepts(Resolve(argument.GetString()!), value);
            case "type":
                return IsOfType(value, argument.GetString()!);
            case "const":
                return JsonElement.DeepEquals(argument, value);
            case "enum":
                return argument.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value));
            case "anyOf":
                return argument.EnumerateArray().Any(form => Accepts(form, value));
            case "minimum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() >= argument.GetDouble();
            case "maximum":
                return value.ValueKind != JsonValueKind.Number || value.GetDouble() <= argument.GetDouble();
            case "pattern":
                return value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, argument.GetString()!, RegexOptions.ECMAScript);
            case "minItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= argument.GetInt32();
            case "maxItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= argument.GetInt32();
            case "maxLength":
                return value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() <= argument.GetInt32();
            case "uniqueItems":
                return value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength();
            case "items":
                return value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Accepts(argument, item));
            case "required":
                return value.ValueKind != JsonValueKind.Object || argument.EnumerateArray().All(key => value.TryGetProperty(key.GetString()!, out _));
            case "properties":
                return value.ValueKind != JsonValueKind.Object
                    || value.EnumerateObject().All(member => !argument.TryGetProperty(member.Name, out var own) || Accepts(own, member.Value));
            case "additionalProperties" when argument.ValueKind == JsonValueKind.False:
                return value.ValueKind != JsonValueKind.Object
                    || value.EnumerateObject().All(member => schema.GetProperty("properties").TryGetProperty(member.Name, out _));
            default:
                throw new NotSupportedException($"the schema keyword {keyword.Name} is not judged here");
        }
    }

    private JsonElement Resolve(string reference) =>
        root.GetProperty("$defs").GetProperty(reference.Replace("#/$defs/", "", StringComparison.Ordinal));

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        _ => throw new NotSupportedException($"the type {type} is not judged here"),
    };
}
