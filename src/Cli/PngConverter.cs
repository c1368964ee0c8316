using System.ComponentModel;
using System.Diagnostics;

namespace WalSweep.Cli;

/// <summary>A program of the machine that turns an SVG file into a PNG file. We draw no pixels ourselves: that takes fonts and a rasteriser, which these have.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Arguments">What it is called with, of the paths of the two files and the width.</param>
internal sealed record PngConverter(string Name, string Path, Func<string, string, string, string[]> Arguments)
{
    private const int _mostCharactersKept = 200;

    /// <summary>How long what has ended, or was killed, may take to close its streams.</summary>
    private const int _patienceMs = 5000;

    /// <summary>Those that follow style sheets, the quickest to start first.</summary>
    private static readonly (string Name, Func<string, string, string, string[]> Arguments)[] _known =
    [
        ("rsvg-convert", (svg, png, width) => ["--width", width, "--keep-aspect-ratio", "--background-color", "white", "--output", png, svg]),
        ("resvg", (svg, png, width) => ["--width", width, "--background", "white", svg, png]),
        ("inkscape", (svg, png, width) => ["--export-type=png", "--export-background=white", $"--export-width={width}", $"--export-filename={png}", svg]),
    ];

    /// <summary>The names of those that are looked for, in their order.</summary>
    public static IEnumerable<string> Names => _known.Select(known => known.Name);

    /// <summary>The first of them that is there; null if none is.</summary>
    /// <param name="searchPath">The folders to look into, as in the variable PATH. What is relative there is passed over: it would depend on where somebody stands.</param>
    public static PngConverter? Find(string? searchPath)
    {
        string[] folders = [.. (searchPath ?? "").Split(System.IO.Path.PathSeparator).Where(System.IO.Path.IsPathFullyQualified)];
        string extension = OperatingSystem.IsWindows() ? ".exe" : "";
        return _known.SelectMany(_ => folders, (known, folder) => new PngConverter(known.Name, System.IO.Path.Combine(folder, known.Name + extension), known.Arguments)).FirstOrDefault(converter => IsProgram(converter.Path));
    }

    /// <summary>Converts a file.</summary>
    /// <param name="svgPath">The SVG file.</param>
    /// <param name="pngPath">The PNG file to be written.</param>
    /// <param name="widthPx">Its width; its height follows.</param>
    /// <param name="limit">How long it may take; what takes longer is killed.</param>
    /// <returns>What went wrong, in a few words; null if it says that all went well.</returns>
    public string? Convert(string svgPath, string pngPath, int widthPx, TimeSpan limit)
    {
        string[] arguments = Arguments(System.IO.Path.GetFullPath(svgPath), pngPath, FormattableString.Invariant($"{widthPx}"));
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception refusal)
        {
            return refusal.Message;
        }

        process.StandardInput.Close();
        var output = FirstWordsAsync(process.StandardOutput);
        var errors = FirstWordsAsync(process.StandardError);
        bool hasEnded = process.WaitForExit(limit);
        if (!hasEnded)
        {
            Kill(process);
        }

        // What it started may live on and keep them open, so that they are not waited for without end.
        string said = Task.WaitAll([output, errors], _patienceMs) ? (errors.Result + output.Result).Trim().Split('\n')[0].Trim() : "";
        return !hasEnded ? FormattableString.Invariant($"it took longer than {limit.TotalSeconds} s and was ended")
            : process.ExitCode != 0 ? FormattableString.Invariant($"exit code {process.ExitCode}{(said.Length > 0 ? ": " : "")}{said}")
            : null;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(_patienceMs);
        }
        catch (Exception tooLate) when (tooLate is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended meanwhile, or cannot be ended; either way nobody waits for it.
        }
    }

    /// <summary>Reads to the end, so that the writer is not held up, and keeps the beginning.</summary>
    private static async Task<string> FirstWordsAsync(StreamReader stream)
    {
        var buffer = new char[1024];
        string kept = "";
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            {
                kept = kept.Length >= _mostCharactersKept ? kept : kept + new string(buffer, 0, Math.Min(count, _mostCharactersKept - kept.Length));
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // The process was left before it closed the stream.
        }

        return kept;
    }

    private static bool IsProgram(string path)
    {
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
    }
}
