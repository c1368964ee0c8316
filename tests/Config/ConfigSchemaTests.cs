using System.Text;
using System.Text.Json;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Configuration;

public class ConfigSchemaTests
{
    private const string Committed = "configs/walsweep.schema.json";

    /// <summary>Refused by the reader for reasons that no schema of this kind can know.</summary>
    private static readonly string[] _beyondTheSchema =
    [
        "must lie between", "must never exceed", "must exceed", "must be at least", "must lie beyond", "must be below", "is listed twice", "occurs twice",
        "depends on itself", "cannot be a multiple of", "is given", "practically no probability", "expected one weight for each value", "in whole bytes, found 1.0005kB",
    ];

    private static readonly Lazy<JsonSchemaJudge> _judge = new(() => JsonSchemaJudge.FromText(Golden.Read(Committed)));

    public static TheoryData<string> ShippedConfigs =>
        [.. Directory.GetFiles(Golden.PathOf("configs"), "*.json").Where(path => !path.EndsWith("schema.json", StringComparison.Ordinal)).Select(path => "configs/" + Path.GetFileName(path))];

    [Fact]
    public void The_committed_schema_is_the_one_the_declarations_make() =>
        Golden.Check(Committed, ConfigSchema.Write());

    [Theory]
    [MemberData(nameof(ShippedConfigs))]
    public void Shipped_configurations_are_good_by_reader_and_schema(string path)
    {
        var config = ConfigReader.Load(Golden.PathOf(path));
        Assert.Equal(Path.GetFileNameWithoutExtension(path), config.Name);
        Assert.True(_judge.Value.Accepts(Golden.Read(path)));
        Assert.True(_judge.Value.Accepts(Encoding.UTF8.GetString(ConfigLock.Write(config))));
    }

    [Fact]
    public void What_the_reader_accepts_the_schema_accepts()
    {
        const int seed = 5;
        var random = new RandomConfig(seed);
        var accepted = 0;
        for (var i = 0; i < 500; i++)
        {
            var text = random.Next();
            if (Configs.ErrorsOf(text).Length == 0)
            {
                accepted++;
                Assert.True(_judge.Value.Accepts(text), $"configuration {i} of seed {seed}: {text}");
                Assert.True(_judge.Value.Accepts(Encoding.UTF8.GetString(ConfigLock.Write(Configs.Parse(text)))));
            }
        }

        Assert.InRange(accepted, 100, 500);
    }

    [Theory]
    [MemberData(nameof(ConfigMessageTests.Specs), MemberType = typeof(ConfigMessageTests))]
    public void What_the_reader_refuses_the_schema_refuses_unless_it_cannot_know(string path, string spec, string message)
    {
        var (section, key) = (path.Split('.')[0], path.Split('.')[1]);
        var text = $"{{\"name\": \"x\", \"count\": 1, \"{section}\": {{\"{key}\": {spec}}}}}";
        Assert.NotEqual("", Configs.ErrorsOf(text));
        CheckRefusal(text, message);
    }

    [Theory]
    [MemberData(nameof(ConfigMessageTests.TopLevel), MemberType = typeof(ConfigMessageTests))]
    public void What_the_reader_refuses_of_the_frame_the_schema_refuses(string text, string message) => CheckRefusal(text, message);

    [Fact]
    public void Schema_and_declarations_name_the_same_parameters_and_defaults()
    {
        using var schema = JsonDocument.Parse(Golden.Read(Committed));
        var sections = schema.RootElement.GetProperty("properties");
        foreach (var definition in ParameterSpace.All)
        {
            var section = definition.Path.Split('.')[0];
            var entry = sections.GetProperty(section).GetProperty("properties").GetProperty(definition.Key);
            Assert.StartsWith(definition.Meaning, entry.GetProperty("description").GetString(), StringComparison.Ordinal);

            // The default as written there is read back as the default.
            var config = Configs.With($"\"{section}\": {{\"{definition.Key}\": {entry.GetProperty("default").GetRawText()}}}");
            Assert.Equal(ConfigLock.Digest(Configs.With("\"seed\": 1")), ConfigLock.Digest(config));
        }
    }

    private static void CheckRefusal(string text, string message)
    {
        var mayPass = _beyondTheSchema.Any(reason => message.Contains(reason, StringComparison.Ordinal));
        Assert.True(mayPass || !_judge.Value.Accepts(text), $"the schema accepts {text}, which the reader refuses: {message}");
    }
}
