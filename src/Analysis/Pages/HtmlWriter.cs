using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Pages;

/// <summary>
/// Writes HTML. All text goes through here, as an element's text, an attribute or a value in JSON, and comes out as text, whatever it is. What is markup, style or script comes from the program's own files
/// alone; element and attribute names are the code's own. But for styles and scripts the page is well-formed XML as well.
/// </summary>
internal sealed class HtmlWriter
{
    /// <summary>Longer texts are cut here, in Unicode scalar values.</summary>
    internal const int MaxTextLength = 20_000;

    /// <summary>Escapes what could end a script element or begin a comment, as well as quotes; letters of all scripts stay as they are, to keep the page small.</summary>
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly StringBuilder _html = new("<!DOCTYPE html>\n");
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element. An attribute whose value is null is left out.</summary>
    internal void Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(element, attributes);
        _html.Append('>');
        _open.Push(element);
    }

    /// <summary>Ends the element begun last.</summary>
    internal void Close() => _html.Append(CultureInfo.InvariantCulture, $"</{_open.Pop()}>\n");

    /// <summary>An element that has no content.</summary>
    internal void Void(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(element, attributes);
        _html.Append("/>");
    }

    /// <summary>An element with a text.</summary>
    internal void Element(string element, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(element, attributes);
        _html.Append(Escaped(text));
        Close();
    }

    /// <summary>A style or script of the program's own, as it stands.</summary>
    /// <exception cref="ArgumentException">It holds what would end its element.</exception>
    internal void Own(string element, string content, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (content.Contains("</", StringComparison.Ordinal) || content.Contains("<!--", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The content of a {element} element holds what would end it.", nameof(content));
        }

        Open(element, attributes);
        _html.Append(content);
        Close();
    }

    /// <summary>A picture as <see cref="Charts.SvgWriter"/> wrote it, which has escaped its texts itself.</summary>
    internal void Svg(string svg) => _html.Append(svg);

    /// <summary>Data for the script of the page. Texts in it are to be made fit with <see cref="Shown"/>.</summary>
    internal void Data(string styleClass, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _json))
        {
            write(json);
        }

        Own("script", Encoding.UTF8.GetString(buffer.ToArray()), ("type", "application/json"), ("class", styleClass));
    }

    /// <summary>A text as it is shown: one line, nothing that moves, hides or reorders what stands around it.</summary>
    internal static string Shown(string text) => DisplayText.Clean(text, MaxTextLength);

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    private void Start(string element, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _html.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                _html.Append(CultureInfo.InvariantCulture, $" {name}=\"{Escaped(value)}\"");
            }
        }
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in Shown(text))
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
