using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>
/// The resolved configuration as canonical text: every default written out, keys in ordinal order, numbers with all their bits, observations in place of the
/// file they came from. Equal sweeps have equal text, and the text is itself a configuration, so <see cref="ConfigReader"/> reads it back.
/// </summary>
public static class ConfigLock
{
    private static readonly string[] _describing = [ConfigKeys.Name, ConfigKeys.Title, ConfigKeys.Note, ConfigKeys.Count];

    /// <summary>The canonical text, as UTF-8 with LF line ends.</summary>
    public static byte[] Write(SweepConfig config) => Write(config, without: []);

    /// <summary>
    /// SHA-256, in lower-case hex, of what determines the rows of a scenario: the canonical text without name, title, note and count. Extending a sweep
    /// leaves it as it is.
    /// </summary>
    public static string Digest(SweepConfig config) => Convert.ToHexStringLower(SHA256.HashData(Write(config, _describing)));

    /// <summary>As much of the <see cref="Digest"/> as people are shown.</summary>
    public static string ShortDigest(SweepConfig config) => Digest(config)[..12];

    /// <summary>The canonical text of one spec, on one line.</summary>
    public static string Write(ParameterSpec spec, UnitKind unit) => OnOneLine(writer => Write(writer, spec, unit));

    /// <summary>The canonical text of who must hold a write, on one line.</summary>
    public static string Write(DurabilitySpec spec) => OnOneLine(writer => Write(writer, spec));

    private static string OnOneLine(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static byte[] Write(SweepConfig config, string[] without)
    {
        var members = new SortedDictionary<string, Action<Utf8JsonWriter>>(StringComparer.Ordinal)
        {
            [ConfigKeys.Name] = writer => writer.WriteStringValue(config.Name),
            [ConfigKeys.Title] = writer => writer.WriteStringValue(config.Title),
            [ConfigKeys.Note] = writer => writer.WriteStringValue(config.Note),
            [ConfigKeys.Seed] = writer => writer.WriteNumberValue(config.Seed),
            [ConfigKeys.Count] = writer => writer.WriteNumberValue(config.Count),
            [ConfigKeys.Protocols] = writer => WriteList(writer, config.Protocols.Select(version => version.Name), writer.WriteStringValue),
            [ConfigKeys.Durability] = writer => Write(writer, config.Durability),
            [ConfigKeys.Rows] = writer => WriteRows(writer, config.RowsEvery),
            [ConfigKeys.Parameters] = writer => WriteSection(writer, config.Specs, ParameterSection.Parameters),
            [ConfigKeys.Weather] = writer => WriteSection(writer, config.Specs, ParameterSection.Weather),
        };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            foreach (var (key, write) in members)
            {
                if (!without.Contains(key))
                {
                    writer.WritePropertyName(key);
                    write(writer);
                }
            }

            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteRows(Utf8JsonWriter writer, long every)
    {
        if (every == 1)
        {
            writer.WriteStringValue(ConfigKeys.AllRows);
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber(ConfigKeys.Every, every);
        writer.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter writer, SpaceSpecs specs, ParameterSection section)
    {
        writer.WriteStartObject();
        foreach (var definition in ParameterSpace.All.Where(d => d.Section == section).OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(definition.Key);
            Write(writer, specs[definition], definition.Unit);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ParameterSpec spec, UnitKind unit)
    {
        switch (spec)
        {
            case ConstantSpec constant:
                WriteValue(writer, constant.Value, unit);
                return;
            case AutoSpec:
                writer.WriteStringValue(SpecReader.Auto);
                return;
        }

        writer.WriteStartObject();
        switch (spec)
        {
            case RelativeSpec relative:
                writer.WriteString(SpecReader.Of, relative.BaseParameter.Key);
                writer.WritePropertyName(SpecReader.Times);
                Write(writer, relative.Ratio, UnitKind.Ratio);
                break;
            case FamilySpec family:
                writer.WritePropertyName(family.Family.Name);
                WriteFamily(writer, family, unit);
                break;
            case ChoiceSpec choice:
                writer.WritePropertyName(SpecReader.Choice);
                WriteChoice(writer, choice.Values, choice.Weights, value => WriteValue(writer, value, unit));
                break;
            case EmpiricalSpec empirical:
                writer.WritePropertyName(SpecReader.Empirical);
                WriteEmpirical(writer, empirical, unit);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteFamily(Utf8JsonWriter writer, FamilySpec spec, UnitKind unit)
    {
        if (spec.Family.IsPair)
        {
            WriteList(writer, spec.Arguments, value => WriteValue(writer, value, unit));
            return;
        }

        writer.WriteStartObject();
        foreach (var (argument, value) in spec.Family.Arguments.Zip(spec.Arguments).OrderBy(pair => pair.First.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(argument.Name);
            WriteValue(writer, value, argument.IsPure ? UnitKind.Ratio : unit);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DurabilitySpec spec)
    {
        void WriteMode(Durability mode) => writer.WriteStringValue(Spelling.Of(mode));
        if (!spec.IsDrawn)
        {
            WriteMode(spec.Modes[0]);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName(SpecReader.Choice);
        WriteChoice(writer, spec.Modes, spec.Weights, WriteMode);
        writer.WriteEndObject();
    }

    private static void WriteChoice<T>(Utf8JsonWriter writer, IReadOnlyList<T> values, IReadOnlyList<double> weights, Action<T> write)
    {
        if (weights.Count == 0)
        {
            WriteList(writer, values, write);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName(SpecReader.Values);
        WriteList(writer, values, write);
        writer.WritePropertyName(SpecReader.Weights);
        WriteList(writer, weights, writer.WriteNumberValue);
        writer.WriteEndObject();
    }

    private static void WriteEmpirical(Utf8JsonWriter writer, EmpiricalSpec empirical, UnitKind unit)
    {
        writer.WriteStartObject();
        if (empirical.SourceSha256 is not null)
        {
            writer.WriteString(EmpiricalReader.Sha256, empirical.SourceSha256);
        }

        if (Units.NeedsUnit(unit))
        {
            writer.WriteString(EmpiricalReader.Unit, Units.BaseSuffix(unit));
        }

        writer.WritePropertyName(SpecReader.Values);
        WriteList(writer, empirical.Values, writer.WriteNumberValue);
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, double value, UnitKind unit)
    {
        if (Units.NeedsUnit(unit) || double.IsPositiveInfinity(value))
        {
            writer.WriteStringValue(Units.FormatExact(value, unit));
        }
        else
        {
            writer.WriteNumberValue(value);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter writer, IEnumerable<T> values, Action<T> write)
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            write(value);
        }

        writer.WriteEndArray();
    }
}
