using System.Globalization;
using System.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Configuration;

/// <summary>The reference tables of docs/config.md are made from the declarations; the text above them is written by hand.</summary>
public class ConfigReferenceTests
{
    private const string Page = "docs/config.md";
    private const string Marker = "<!-- What follows is generated; WALSWEEP_UPDATE_GOLDEN=1 dotnet test writes it. -->\n";

    [Fact]
    public void The_reference_is_the_one_the_declarations_make()
    {
        var page = Golden.Read(Page);
        var byHand = page[..(page.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)];
        Golden.Check(Page, byHand + Reference());
    }

    [Fact]
    public void Every_example_on_the_page_is_a_configuration()
    {
        var blocks = Golden.Read(Page).Split("```json\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.NotEmpty(blocks);
        var folder = Directory.CreateTempSubdirectory("walsweep");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "outages.csv"), "when,seconds\n2024-05-01,12\n2024-05-09,340\n");
            Assert.All(blocks, block => Assert.Equal("", Configs.ErrorsOf(block, folder.FullName)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Reference()
    {
        var text = new StringBuilder();
        text.Append("\n## Distributions\n\n| key | arguments | meaning |\n|---|---|---|\n");
        foreach (var family in DistributionFamily.All)
        {
            var arguments = family.Arguments.Select(argument => argument.Name + (argument.IsOptional ? "?" : ""));
            text.Append(CultureInfo.InvariantCulture, $"| `{family.Name}` | {(family.IsPair ? "[" : "{")}{string.Join(", ", arguments)}{(family.IsPair ? "]" : "}")} | {family.Meaning} |\n");
        }

        Section(text, "parameters", ParameterSection.Parameters);
        Section(text, "weather", ParameterSection.Weather);
        text.Append("\n## `protocols`\n\n| name | in headings |\n|---|---|\n");
        foreach (var version in ProtocolVersion.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{version.Name}` | {version.Label} |\n");
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string name, ParameterSection section)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## `{name}`\n\n| key | default | range | column | meaning |\n|---|---|---|---|---|\n");
        foreach (var definition in ParameterSpace.All.Where(definition => definition.Section == section))
        {
            var range = $"{Units.Format(definition.Min, definition.Unit)} – {Units.Format(definition.Max, definition.Unit)}{(definition.AllowsNone ? ", none" : "")}";
            var auto = definition.AutoMeaning is null ? "" : $" auto = {definition.AutoMeaning}.";
            text.Append(CultureInfo.InvariantCulture, $"| `{definition.Key}` | {Default(definition)} | {range} | `{definition.Column}` | {definition.Meaning}{auto} |\n");
        }
    }

    private static string Default(ParameterDefinition definition) => definition.Default switch
    {
        ConstantSpec constant => Units.Format(constant.Value, definition.Unit),
        RelativeSpec { Ratio: ConstantSpec { Value: 1 } } relative => $"`{relative.BaseParameter.Key}`",
        RelativeSpec { Ratio: ConstantSpec ratio } relative => $"{Units.Format(ratio.Value, UnitKind.Ratio)} × `{relative.BaseParameter.Key}`",
        _ => "auto",
    };
}
