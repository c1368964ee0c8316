using System.Text.Json;
using System.Text.Json.Nodes;
using WalSweep.Engine;
using WalSweep.Sweep.Space;
using static WalSweep.Sweep.Config.SchemaParts;

namespace WalSweep.Sweep.Config;

/// <summary>
/// The JSON Schema (draft 2020-12) of configurations, made from the declarations; editors complete and check with it. It accepts whatever
/// <see cref="ConfigReader"/> accepts. Ranges of numbers with units and rules among parameters are beyond it.
/// </summary>
public static class ConfigSchema
{
    /// <summary>The schema's text, with LF line ends.</summary>
    public static string Write()
    {
        return Document("WalSweep configuration", [ConfigKeys.Name, ConfigKeys.Count], TopLevel(), Definitions());
    }

    private static JsonObject TopLevel() => new()
    {
        [ConfigKeys.Schema] = new JsonObject { ["type"] = "string", ["description"] = "Where an editor finds this schema." },
        [ConfigKeys.Name] = new JsonObject
        {
            ["description"] = "Names the sweep and its folder: lower-case letters, digits, \"_\" and \"-\".",
            ["type"] = "string",
            ["pattern"] = "^[a-z0-9][a-z0-9_-]{0,63}$",
        },
        [ConfigKeys.Title] = Text("A heading for reports."),
        [ConfigKeys.Note] = Text("Whatever you want said beside the results."),
        [ConfigKeys.Seed] = Whole("Names the whole stream of chance: same seed, same scenarios. Default 1.", 0, SweepConfig.MaxSeed),
        [ConfigKeys.Count] = Whole("How many scenarios. A sweep can be extended later.", 1, SweepConfig.MaxCount),
        [ConfigKeys.Protocols] = new JsonObject
        {
            ["description"] = $"The versions of the protocol to run each scenario under. Default {string.Join(", ", ProtocolVersion.Generations)}.",
            ["type"] = "array",
            ["items"] = new JsonObject { ["enum"] = Strings(ProtocolVersion.All.Select(version => version.Name)) },
            ["minItems"] = 1,
            ["uniqueItems"] = true,
        },
        [ConfigKeys.Durability] = new JsonObject
        {
            ["description"] = "Who must hold a write before it is acknowledged: a mode, or a choice of modes, drawn in each scenario. Default sync_quorum.",
            ["anyOf"] = new JsonArray(Mode(), Closed(new JsonObject { [SpecReader.Choice] = Choice(Mode) }, [SpecReader.Choice])),
        },
        [ConfigKeys.Rows] = new JsonObject
        {
            ["description"] = "Keep the rows of all scenarios (the default), or of every k-th only.",
            ["anyOf"] = new JsonArray(
                new JsonObject { ["const"] = ConfigKeys.AllRows },
                Closed(new JsonObject { [ConfigKeys.Every] = Whole("k", 1, SweepConfig.MaxCount) }, [ConfigKeys.Every])),
        },
        [ConfigKeys.Parameters] = Section(ParameterSection.Parameters, "What the volume and its protocols are set to."),
        [ConfigKeys.Weather] = Section(ParameterSection.Weather, "What befalls them."),
    };

    private static JsonObject Section(ParameterSection section, string description)
    {
        var properties = new JsonObject();
        foreach (var definition in ParameterSpace.All.Where(definition => definition.Section == section))
        {
            properties[definition.Key] = Parameter(definition);
        }

        var closed = Closed(properties, []);
        closed["description"] = description;
        return closed;
    }

    private static JsonObject Parameter(ParameterDefinition definition)
    {
        var range = $"{Units.Format(definition.Min, definition.Unit)} to {Units.Format(definition.Max, definition.Unit)}";
        var forms = new JsonArray(Reference(SpecName(definition.Unit)));
        if (definition.AllowsNone)
        {
            forms.Add(new JsonObject { ["const"] = Units.None });
        }

        if (definition.AutoMeaning is not null)
        {
            forms.Add(new JsonObject { ["const"] = SpecReader.Auto });
        }

        var auto = definition.AutoMeaning is null ? "" : $" auto: {definition.AutoMeaning}.";
        var parameter = new JsonObject
        {
            ["description"] = $"{definition.Meaning} {range}{(definition.AllowsNone ? ", or none" : "")}.{auto}",
            ["default"] = JsonNode.Parse(definition.Default is ConstantSpec { Value: var value } && Units.NeedsUnit(definition.Unit)
                ? JsonSerializer.Serialize(Units.Format(value, definition.Unit))
                : ConfigLock.Write(definition.Default, definition.Unit)),
            ["anyOf"] = forms,
        };
        if (!Units.NeedsUnit(definition.Unit))
        {
            parameter["minimum"] = definition.Min;
            parameter["maximum"] = definition.Max;
        }

        return parameter;
    }

    private static JsonObject Definitions()
    {
        var definitions = new JsonObject();
        foreach (var unit in Enum.GetValues<UnitKind>())
        {
            definitions[ValueName(unit)] = Value(unit);
            definitions[SpecName(unit)] = new JsonObject { ["anyOf"] = Spec(unit) };
        }

        definitions[SpecReader.Times] = new JsonObject { ["anyOf"] = Direct(UnitKind.Ratio) };
        return definitions;
    }

    private static JsonArray Spec(UnitKind unit)
    {
        var forms = Direct(unit);
        var keys = ParameterSpace.All.Where(definition => definition.Unit == unit).Select(definition => definition.Key).ToList();
        if (keys.Count > 1)
        {
            var multiple = new JsonObject
            {
                [SpecReader.Of] = new JsonObject { ["enum"] = Strings(keys) },
                [SpecReader.Times] = Reference(SpecReader.Times),
            };
            forms.Add(Closed(multiple, [SpecReader.Of, SpecReader.Times]));
        }

        return forms;
    }

    /// <summary>A value, or what it is drawn from: everything but a multiple of another parameter.</summary>
    private static JsonArray Direct(UnitKind unit)
    {
        var forms = new JsonArray(Reference(ValueName(unit)));
        foreach (var family in DistributionFamily.All)
        {
            var form = Closed(new JsonObject { [family.Name] = family.IsPair ? Pair(unit) : Named(family, unit) }, [family.Name]);
            form["description"] = family.Meaning;
            forms.Add(form);
        }

        forms.Add(Closed(new JsonObject { [SpecReader.Choice] = Choice(() => Reference(ValueName(unit))) }, [SpecReader.Choice]));
        forms.Add(Closed(new JsonObject { [SpecReader.Empirical] = Empirical(unit) }, [SpecReader.Empirical]));
        return forms;
    }

    private static JsonObject Pair(UnitKind unit) =>
        new() { ["type"] = "array", ["items"] = Reference(ValueName(unit)), ["minItems"] = 2, ["maxItems"] = 2 };

    private static JsonObject Named(DistributionFamily family, UnitKind unit)
    {
        var properties = new JsonObject();
        foreach (var argument in family.Arguments)
        {
            properties[argument.Name] = Reference(ValueName(argument.IsPure ? UnitKind.Ratio : unit));
        }

        return Closed(properties, family.Arguments.Where(argument => !argument.IsOptional).Select(argument => argument.Name));
    }

    private static JsonObject Mode() => new() { ["enum"] = Strings(ConfigKeys.DurabilityModes.Select(mode => mode.Word)) };

    private static JsonObject Choice(Func<JsonObject> value)
    {
        JsonObject List(JsonObject of) => new() { ["type"] = "array", ["items"] = of, ["minItems"] = 1 };
        var weighted = new JsonObject { [SpecReader.Values] = List(value()), [SpecReader.Weights] = List(Reference(ValueName(UnitKind.Ratio))) };
        return new JsonObject { ["anyOf"] = new JsonArray(List(value()), Closed(weighted, [SpecReader.Values, SpecReader.Weights])) };
    }

    private static JsonObject Empirical(UnitKind unit)
    {
        var suffix = new JsonObject { ["enum"] = Strings(Units.Suffixes(unit)) };
        var needed = Units.NeedsUnit(unit) ? new[] { EmpiricalReader.Unit } : [];
        var fromFile = new JsonObject
        {
            [EmpiricalReader.File] = new JsonObject { ["type"] = "string", ["description"] = "A CSV file, looked for beside the configuration." },
            [EmpiricalReader.Column] = new JsonObject { ["type"] = "string" },
            [EmpiricalReader.Unit] = suffix,
            [EmpiricalReader.Min] = Reference(ValueName(unit)),
            [EmpiricalReader.Max] = Reference(ValueName(unit)),
        };
        var given = new JsonObject
        {
            [SpecReader.Values] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "number", ["minimum"] = 0 },
                ["minItems"] = 1,
                ["maxItems"] = EmpiricalReader.MaxObservations,
            },
            [EmpiricalReader.Unit] = suffix.DeepClone(),
            [EmpiricalReader.Sha256] = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$" },
        };
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Closed(fromFile, [EmpiricalReader.File, EmpiricalReader.Column, .. needed]),
                Closed(given, [SpecReader.Values, .. needed])),
        };
    }

    private static string SpecName(UnitKind unit) => ValueName(unit) + "_spec";
}
