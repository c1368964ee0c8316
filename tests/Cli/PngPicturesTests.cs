using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using WalSweep.Analysis.Reports;
using WalSweep.Cli;
using WalSweep.Sweep.Results;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>A test that needs a converter of SVG to PNG.</summary>
public sealed class ConverterFactAttribute : FactAttribute
{
    public ConverterFactAttribute() =>
        Skip = PngConverter.Find(Environment.GetEnvironmentVariable("PATH")) is null ? $"none of {string.Join(", ", PngConverter.Names)} is on the PATH: no picture was converted" : null;
}

/// <summary>PNG files by converters that are scripts: whatever a converter does, there is one line that says so and the report stands.</summary>
public sealed class PngPicturesTests : IDisposable
{
    /// <summary>Ends any test that would hang; no converter here takes that long by itself.</summary>
    private static readonly TimeSpan _ample = TimeSpan.FromSeconds(60);

    /// <summary>Writes what it was called with as the content of a PNG file, so that tests can see it.</summary>
    private const string Working = """
        for argument; do case $argument in *picture.png) out=${argument#--export-filename=};; esac; done
        printf '\211PNG\r\n\032\n%s' "$*" > "$out"
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly ReportPicture[] _pictures;

    public PngPicturesTests()
    {
        Directory.CreateDirectory(Programs);
        _pictures = [new(_folder["one.svg"], 900), new(_folder["two.svg"], 1700), new(_folder["three.svg"], 420)];
        Array.ForEach(_pictures, picture => File.WriteAllText(picture.SvgPath, "<svg/>"));
    }

    private string Programs => _folder["programs"];

    private string[] Written => [.. Directory.GetFiles(_folder.Path, "*.png").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [PosixFact]
    public void The_first_converter_that_is_there_makes_all_of_them_wide_enough()
    {
        foreach (var (name, expected) in ((string, string)[])[
            ("inkscape", "--export-type=png --export-background=white --export-width={0} --export-filename={1} {2}"),
            ("resvg", "--width {0} --background white {2} {1}"),
            ("rsvg-convert", "--width {0} --keep-aspect-ratio --background-color white --output {1} {2}"),
        ])
        {
            Install(name, Working);
            Assert.Equal($"wrote 3 PNG files beside the SVG files with {name}", Convert());
            Assert.Equal(["one.png", "three.png", "two.png"], Written);
            foreach (var (picture, widthPx) in _pictures.Zip((int[])[1800, 1700, 1680]))
            {
                var content = File.ReadAllText(Path.ChangeExtension(picture.SvgPath, ".png"), Encoding.Latin1)[8..];
                var temporary = content.Split(' ', '=').Single(word => word.EndsWith("picture.png", StringComparison.Ordinal));
                Assert.Equal(string.Format(CultureInfo.InvariantCulture, expected, widthPx, temporary, picture.SvgPath), content);
                Assert.False(Path.Exists(temporary));
            }
        }
    }

    [PosixFact]
    public void None_is_said_once()
    {
        const string None = "no PNG files: none of rsvg-convert, resvg, inkscape is on the PATH";
        Assert.Equal(None, Convert());
        Assert.Equal(None, PngPictures.Write(Report, null, _ample));

        // Neither a file that is no program, nor a folder, nor what lies where somebody happens to stand.
        File.WriteAllText(Path.Combine(Programs, "rsvg-convert"), "");
        Directory.CreateDirectory(Path.Combine(Programs, "resvg"));
        Assert.Equal(None, Convert());
        Install("inkscape", Working);
        Assert.Equal(None, PngPictures.Write(Report, Path.GetRelativePath(Environment.CurrentDirectory, Programs), _ample));
        Assert.Empty(Written);
    }

    [PosixFact]
    public void A_converter_that_fails_is_told_of_in_one_line()
    {
        Install("rsvg-convert", "echo 'no \u001b[31mfonts' >&2; echo more >&2; exit 3");
        Assert.Matches("^rsvg-convert failed on (one|two|three).svg \\(exit code 3: no \u001b\\[31mfonts\\); 0 of 3 PNG files written$", Convert());
        Install("rsvg-convert", "exit 4");
        Assert.Matches("^rsvg-convert failed on (one|two|three).svg \\(exit code 4\\); 0 of 3 PNG files written$", Convert());
        Assert.Empty(Written);
    }

    [PosixFact]
    public void What_is_no_program_and_what_writes_no_picture_have_failed()
    {
        Install("rsvg-convert", "", interpreter: _folder["nothing"]);
        Assert.Matches(@"^rsvg-convert failed on \w+.svg \(.+\); 0 of 3 PNG files written$", Convert());
        Install("rsvg-convert", "exit 0");
        Assert.Matches(@"^rsvg-convert failed on \w+.svg \(it wrote no PNG file\); 0 of 3 PNG files written$", Convert());
        Install("rsvg-convert", Working.Replace(@"\211PNG", "GIF89a", StringComparison.Ordinal));
        Assert.Matches(@"^rsvg-convert failed on \w+.svg \(it wrote no PNG file\); 0 of 3 PNG files written$", Convert());
        Assert.Empty(Written);
    }

    /// <summary>Talks without end as well, which must neither fill a pipe nor the memory.</summary>
    [PosixFact]
    public void A_converter_that_hangs_is_ended()
    {
        Install("rsvg-convert", $"echo $$ >> '{_folder["pids"]}'; while :; do echo 0123456789; done");
        Assert.Matches(@"^rsvg-convert failed on \w+.svg \(it took longer than 0.5 s and was ended\); 0 of 3 PNG files written$", PngPictures.Write(Report, Programs, TimeSpan.FromSeconds(0.5)));
        Assert.Empty(Written);
        Assert.All(File.ReadAllLines(_folder["pids"]), pid => Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture))));
    }

    [PosixFact]
    public void A_picture_that_has_no_place_is_told_of()
    {
        Install("resvg", Working);
        Directory.CreateDirectory(_folder["two.png"]);
        var said = Convert();
        Assert.StartsWith("resvg failed on two.svg (", said, StringComparison.Ordinal);
        Assert.Contains("found a folder", said, StringComparison.Ordinal);
        Assert.EndsWith("of 3 PNG files written", said, StringComparison.Ordinal);
    }

    /// <summary>From outside, where the PATH is what the script says.</summary>
    [PosixFact]
    public void Run_and_report_write_them_when_asked_to_and_stand_whatever_the_converter_does()
    {
        var config = ConfigFiles.Stormy(_folder, 200);
        Install("rsvg-convert", Working);
        var (exitCode, errors) = Call("run", config, "--out", _folder["out"], "--png");
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.EndsWith("wrote 3 PNG files beside the SVG files with rsvg-convert\n", errors, StringComparison.Ordinal);
        string[] Pictures() => [.. Directory.GetFiles(Path.Combine(_folder["out"], "report"), "*.png").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(["pair-times.png", "recovery.png", "regions.png"], Pictures());

        Array.ForEach(Directory.GetFiles(Path.Combine(_folder["out"], "report"), "*.png"), File.Delete);
        (exitCode, errors) = Call("report", _folder["out"]);
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.DoesNotContain("PNG", errors, StringComparison.Ordinal);
        Install("rsvg-convert", "exit 1");
        (exitCode, errors) = Call("report", _folder["out"], "--png");
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.EndsWith("(exit code 1); 0 of 3 PNG files written\n", errors, StringComparison.Ordinal);
        Assert.Empty(Pictures());
        Assert.True(File.Exists(Path.Combine(_folder["out"], "report", "index.html")));
    }

    [PosixFact]
    public void Pictures_go_when_their_figures_change_and_stay_as_long_as_these_do()
    {
        Install("rsvg-convert", Working);
        string[] Pictures() => [.. Directory.GetFiles(Path.Combine(_folder["out"], "report"), "*.png").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(ExitCode.Done, Call("run", ConfigFiles.Stormy(_folder, 200), "--out", _folder["out"], "--png").ExitCode);
        string[] all = ["pair-times.png", "recovery.png", "regions.png"];
        Assert.Equal(ExitCode.Done, Call("report", _folder["out"]).ExitCode);
        Assert.Equal(all, Pictures());

        File.WriteAllText(Path.Combine(_folder["out"], "report", "mine.png"), "");
        Assert.Equal(ExitCode.Done, Call("run", ConfigFiles.Stormy(_folder, 300), "--out", _folder["out"]).ExitCode);
        Assert.Equal(["mine.png"], Pictures());
        Assert.Equal(ExitCode.Done, Call("report", _folder["out"], "--png").ExitCode);
        Assert.Equal([.. all, "mine.png"], Pictures().Order(StringComparer.Ordinal).OrderBy(name => name == "mine.png"));
    }

    [ConverterFact]
    public void A_real_converter_makes_pictures_of_the_width_asked_for()
    {
        using var errors = new StringWriter { NewLine = "\n" };
        var exitCode = CommandLine.Run(["run", ConfigFiles.Stormy(_folder, 200), "--out", _folder["out"], "--png"], new Streams(TextWriter.Null, errors, false, false, 80, true));
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("wrote 3 PNG files beside the SVG files with ", errors.ToString(), StringComparison.Ordinal);
        var pictures = Directory.GetFiles(Path.Combine(_folder["out"], "report"), "*.png");
        Assert.Equal(3, pictures.Length);

        // The first chunk of the format, IHDR, begins with the width in pixels.
        Assert.All(pictures, path => Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(File.ReadAllBytes(path).AsSpan(16)), PngPictures.LeastWidthPx, 2 * PngPictures.LeastWidthPx));
    }

    [Fact]
    public void Without_a_report_there_are_no_figures()
    {
        using var errors = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitCode.Usage, CommandLine.Run(["run", "c.json", "--no-report", "--png"], new Streams(TextWriter.Null, errors, false, false, 80, true)));
        Assert.Contains("--png: without a report there are no figures", errors.ToString(), StringComparison.Ordinal);
    }

    private ReportFiles Report => new(OwnFiles.Begin(_folder.Path, []), [], _pictures);

    private string Convert() => PngPictures.Write(Report, Programs, _ample);

    /// <summary>By a shell, for a program cannot be started while any process has it open for writing, and one that another test starts in this moment would have what we have open.</summary>
    private void Install(string name, string script, string interpreter = "/bin/sh")
    {
        using var shell = Process.Start("/bin/sh", ["-c", "printf '%s' \"$2\" > \"$1\" && chmod u+x \"$1\"", "sh", Path.Combine(Programs, name), $"#!{interpreter}\n{script}\n"]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    private (int ExitCode, string Errors) Call(params string[] arguments)
    {
        using var verb = Walsweep.StartIn($"export PATH='{Programs}':\"$PATH\"", arguments);
        return (verb.WaitForExit(), verb.Errors);
    }
}
