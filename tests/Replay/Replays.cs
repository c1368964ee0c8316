using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Scenarios;
using WalSweep.Tests.Scenarios;

namespace WalSweep.Tests.Replay;

/// <summary>Short ways to replays.</summary>
internal static class Replays
{
    public static ScriptReplay Script(string name) => ScriptReplay.Of(ScenarioReader.Load(Golden.PathOf(Scripts.PathOf(name))));

    public static TrialTrace Trace(string name, ProtocolVersion version) => Script(name).Record(version);

    /// <summary>Runs the program in this process.</summary>
    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        int exitCode = CommandLine.Run(arguments, new Streams(output, errors, false, false, 80, true));
        return (exitCode, output.ToString(), errors.ToString());
    }
}
