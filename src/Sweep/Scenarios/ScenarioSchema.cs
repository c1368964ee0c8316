using System.Text.Json.Nodes;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;
using static WalSweep.Sweep.Config.SchemaParts;

namespace WalSweep.Sweep.Scenarios;

/// <summary>
/// The JSON Schema (draft 2020-12) of scenario files, made from the declarations; editors complete and check with it. It accepts whatever
/// <see cref="ScenarioReader"/> accepts. Ranges of numbers with units, rules among parameters and the course of a timeline are beyond it.
/// </summary>
public static class ScenarioSchema
{
    /// <summary>The name of its file, beside the scenarios.</summary>
    public const string FileName = "scenario.schema.json";

    /// <summary>The schema's text, with LF line ends.</summary>
    public static string Write()
    {
        var definitions = new JsonObject();
        foreach (var unit in Enum.GetValues<UnitKind>())
        {
            definitions[ValueName(unit)] = Value(unit);
        }

        foreach (var column in RowColumns.Outcome)
        {
            definitions[column.Name] = Expected(column);
        }

        return Document("WalSweep scenario", ScenarioKeys.Required, TopLevel(), definitions);
    }

    private static JsonObject TopLevel() => new()
    {
        [ConfigKeys.Schema] = new JsonObject { ["type"] = "string", ["description"] = "Where an editor finds this schema." },
        [ConfigKeys.Title] = Text("What happens, in a line."),
        [ConfigKeys.Note] = new JsonObject
        {
            ["description"] = "Where the expected numbers come from: text, or a list of lines.",
            ["anyOf"] = new JsonArray(
                Text("One text."),
                new JsonObject { ["type"] = "array", ["items"] = Text("A line."), ["maxItems"] = ScenarioReader.MostNoteLines }),
        },
        [ConfigKeys.Durability] = new JsonObject
        {
            ["description"] = "Who must hold a write before it is acknowledged. Default sync_quorum.",
            ["enum"] = Strings(ConfigKeys.DurabilityModes.Select(mode => mode.Word)),
        },
        [ConfigKeys.Parameters] = Parameters(),
        [ScenarioKeys.Initial] = new JsonObject
        {
            ["description"] = "Replicas that are not in step at the start, one entry for each.",
            ["type"] = "array",
            ["items"] = new JsonObject { ["anyOf"] = new JsonArray([.. StartForm.All.Select(Entry)]) },
            ["maxItems"] = ScenarioParameters.MaxReplicas,
        },
        [ScenarioKeys.Timeline] = new JsonObject
        {
            ["description"] = "The faults, in the order of their times; equal times happen in the order given.",
            ["type"] = "array",
            ["items"] = new JsonObject { ["anyOf"] = new JsonArray([.. FaultForm.All.Select(Entry)]) },
            ["maxItems"] = TimelineReader.MostFaults,
        },
        [ScenarioKeys.Expect] = Expect(),
    };

    private static JsonObject Parameters()
    {
        var properties = new JsonObject();
        foreach (var definition in ParameterSpace.All.Where(definition => definition.Section == ParameterSection.Parameters).Append(ScriptParameters.ControlPhase))
        {
            var forms = new JsonArray(Reference(ValueName(definition.Unit)));
            if (definition.AllowsNone)
            {
                forms.Add(new JsonObject { ["const"] = Units.None });
            }

            if (definition.AutoMeaning is not null)
            {
                forms.Add(new JsonObject { ["const"] = SpecReader.Auto });
            }

            properties[definition.Key] = new JsonObject { ["description"] = definition.Meaning, ["anyOf"] = forms };
        }

        var closed = Closed(properties, []);
        closed["description"] = "What the volume and its protocols are set to: the parameters of a configuration, as constants.";
        return closed;
    }

    private static JsonObject Entry(FaultForm form)
    {
        var properties = new JsonObject
        {
            [ScenarioKeys.Time] = Reference(ValueName(UnitKind.Duration)),
            [ScenarioKeys.Fault] = new JsonObject { ["const"] = form.Name },
        };
        if (form.NamesNode)
        {
            properties[ScenarioKeys.Node] = Whole("The node: 0 is the primary at the start, 1 and up are the replicas.", 0, ScenarioParameters.MaxReplicas);
        }

        if (form.Value is not null)
        {
            properties[ScenarioKeys.Value] = Reference(ValueName(form.Value.Unit));
        }

        var entry = Closed(properties, form.Keys);
        entry["description"] = form.Meaning;
        return entry;
    }

    private static JsonObject Entry(StartForm form)
    {
        var properties = new JsonObject
        {
            [ScenarioKeys.Node] = Whole("The replica, 1 and up.", 1, ScenarioParameters.MaxReplicas),
            [ScenarioKeys.State] = new JsonObject { ["const"] = form.Name },
        };
        if (form.HasMissed)
        {
            properties[ScenarioKeys.Missed] = Whole("How many entries it has missed.", 0, StartForm.MostMissed);
        }

        var entry = Closed(properties, form.Keys);
        entry["description"] = form.Meaning;
        return entry;
    }

    private static JsonObject Expect()
    {
        var versions = new JsonObject();
        foreach (var version in ProtocolVersion.All)
        {
            var columns = new JsonObject();
            foreach (var column in RowColumns.Outcome)
            {
                columns[column.Name] = Reference(column.Name);
            }

            versions[version.Name] = Closed(columns, []);
        }

        var closed = Closed(versions, []);
        closed["description"] = "What each column of a version's row is expected to be.";
        return closed;
    }

    private static JsonObject Expected(RowColumn column)
    {
        var forms = column.Type switch
        {
            ColumnType.Enumeration => new JsonArray(new JsonObject { ["enum"] = Strings(column.Names!) }),
            ColumnType.Boolean => new JsonArray(new JsonObject { ["enum"] = new JsonArray(true, false) }),
            _ => Numbers(column),
        };
        if (column.NullMeans is not null)
        {
            forms.Add(new JsonObject { ["const"] = null });
        }

        return new JsonObject { ["description"] = $"{column.Meaning} Expected: {ExpectationReader.Describe(column)}.", ["anyOf"] = forms };
    }

    private static JsonArray Numbers(RowColumn column)
    {
        JsonObject Number() => new() { ["type"] = column.Type == ColumnType.Double ? "number" : "integer", ["minimum"] = column.Min };
        var nearly = new JsonObject
        {
            [ScenarioKeys.Value] = new JsonObject { ["type"] = "number", ["minimum"] = column.Min },
            [ScenarioKeys.Within] = new JsonObject { ["type"] = "number", ["minimum"] = 0 },
        };
        var compared = new JsonObject { ["type"] = "string", ["pattern"] = @"^(>=|<=|>|<) *[0-9.]+([eE][+-]?[0-9]+)?$" };
        return new JsonArray(Number(), compared, Closed(nearly, [ScenarioKeys.Value, ScenarioKeys.Within]));
    }
}
