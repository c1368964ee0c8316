using System.Globalization;
using System.Runtime.InteropServices;

namespace WalSweep.Benchmarks;

/// <summary>The machine's processor, as far as it tells speeds apart.</summary>
/// <param name="Name">What it calls itself.</param>
/// <param name="Details">What tells it from others of that name, such as "family 25, model 17"; may be empty.</param>
/// <param name="Cores">Logical processors that the process may use.</param>
internal sealed record Processor(string Name, string Details, int Cores)
{
    private const string _systemFile = "/proc/cpuinfo";

    /// <summary>What the system says of it under these names; which of them there are depends on the architecture.</summary>
    private static readonly (string Key, string Word)[] _details =
        [("cpu family", "family"), ("model", "model"), ("CPU implementer", "implementer"), ("CPU part", "part")];

    /// <summary>The folder for what was measured on it: <c>amd-epyc-family-25-model-17-2-cores</c>.</summary>
    public string Folder
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{Name} {Details} {Cores} cores").ToLowerInvariant();
            var words = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '));
            return string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    /// <summary>That of this machine.</summary>
    public static Processor OfThisMachine()
    {
        if (File.Exists(_systemFile))
        {
            return Parse(File.ReadLines(_systemFile), Environment.ProcessorCount);
        }

        var name = Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
        return new Processor(name, "", Environment.ProcessorCount);
    }

    /// <summary>Reads what Linux says of the first processor.</summary>
    internal static Processor Parse(IEnumerable<string> lines, int cores)
    {
        var facts = new Dictionary<string, string>();
        foreach (var parts in lines.Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2))
        {
            facts.TryAdd(parts[0], parts[1]);
        }

        var details = _details.Where(detail => facts.ContainsKey(detail.Key)).Select(detail => $"{detail.Word} {facts[detail.Key]}");
        var name = facts.GetValueOrDefault("model name", RuntimeInformation.ProcessArchitecture.ToString());
        return new Processor(name, string.Join(", ", details), cores);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}{(Details.Length > 0 ? $" ({Details})" : "")}, {Cores} cores");
}
