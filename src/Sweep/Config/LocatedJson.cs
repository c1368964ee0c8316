using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace WalSweep.Sweep.Config;

/// <summary>
/// JSON with comments and trailing commas to a tree of <see cref="LocatedValue"/>. Depth, size and number of values are bounded, so hostile input costs
/// little and is told apart clearly.
/// </summary>
internal ref struct LocatedJson
{
    /// <summary>Most bytes of a configuration; a lock with its observations written out stays well below.</summary>
    public const int MaxBytes = 16 << 20;

    private const int _maxDepth = 16;
    private const int _maxValues = 250_000;

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _text;
    private readonly ErrorList _errors;
    private Utf8JsonReader _reader;
    private int _valueCount;
    private int _placedTo;
    private int _lineNumber;
    private int _columnNumber;

    private LocatedJson(ReadOnlySpan<byte> text, string file, ErrorList errors)
    {
        _text = text;
        _file = file;
        _errors = errors;
        _lineNumber = 1;
        _columnNumber = 1;
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = _maxDepth };
        _reader = new Utf8JsonReader(text, options);
    }

    /// <summary>Reads one value and nothing after it.</summary>
    /// <returns>The value, or null if the text is not JSON; then <paramref name="errors"/> says why.</returns>
    public static LocatedValue? Read(ReadOnlySpan<byte> text, string file, ErrorList errors)
    {
        if (text.Length > MaxBytes)
        {
            errors.Add(new(file), "", $"a configuration has at most {MaxBytes >> 20} MiB; this is larger");
            return null;
        }

        var withoutMark = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        var json = new LocatedJson(withoutMark, file, errors);
        if (!Utf8.IsValid(withoutMark))
        {
            errors.Add(json.PlaceAt(ValidPrefix(withoutMark)), "", "expected UTF-8 text; this byte belongs to no character");
            return null;
        }

        try
        {
            json._reader.Read();
            var root = json.ReadValue("");
            json._reader.Read();
            return root;
        }
        catch (JsonException refusal)
        {
            errors.Add(json.PlaceOf(refusal), "", "not JSON: " + WithoutPosition(refusal.Message));
            return null;
        }
        catch (TooManyValuesException)
        {
            errors.Add(json.PlaceHere(), "", string.Create(CultureInfo.InvariantCulture, $"a configuration has at most {_maxValues} values; this has more"));
            return null;
        }
    }

    private LocatedValue ReadValue(string path)
    {
        if (++_valueCount > _maxValues)
        {
            throw new TooManyValuesException();
        }

        var place = PlaceHere();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var value = new LocatedValue(JsonKind.Object, place);
                ReadMembers(value, path);
                return value;
            case JsonTokenType.StartArray:
                var list = new LocatedValue(JsonKind.Array, place);
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Items.Add(ReadValue(path));
                }

                return list;
            case JsonTokenType.String:
                return new(JsonKind.Text, place, ReadText(path, place));
            case JsonTokenType.Number:
                return new(JsonKind.Number, place, System.Text.Encoding.UTF8.GetString(_reader.ValueSpan));
            case JsonTokenType.True:
                return new(JsonKind.True, place);
            case JsonTokenType.False:
                return new(JsonKind.False, place);
            default:
                return new(JsonKind.Null, place);
        }
    }

    private void ReadMembers(LocatedValue value, string path)
    {
        var keys = new Dictionary<string, TextPlace>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var place = PlaceHere();
            var key = ReadText(path, place);
            var memberPath = path.Length == 0 ? key : $"{path}.{key}";
            _reader.Read();
            var member = new LocatedMember(key, place, ReadValue(memberPath));
            if (keys.TryAdd(key, place))
            {
                value.Members.Add(member);
            }
            else if (!_errors.IsFull)
            {
                var first = keys[key].LineNumber.ToString(CultureInfo.InvariantCulture);
                _errors.Add(place, path, $"the key {LocatedValue.Quote(key)} occurs twice; it stands in line {first} already");
            }
        }
    }

    private string ReadText(string path, TextPlace place)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The one reason left: the bytes are UTF-8, but an escape such as \ud800 stands for half a character.
            _errors.Add(place, path, "the text holds half of a surrogate pair, which is no character");
            return "";
        }
    }

    private TextPlace PlaceHere() => PlaceAt((int)_reader.TokenStartIndex);

    /// <summary>Where a byte stands; columns count characters. Bytes must be asked for in ascending order, so the text is walked once.</summary>
    private TextPlace PlaceAt(int offset)
    {
        for (; _placedTo < offset; _placedTo++)
        {
            var isContinuation = (_text[_placedTo] & 0xC0) == 0x80;
            _columnNumber += isContinuation ? 0 : 1;
            if (_text[_placedTo] == (byte)'\n')
            {
                _lineNumber++;
                _columnNumber = 1;
            }
        }

        return new(_file, _lineNumber, _columnNumber);
    }

    private readonly TextPlace PlaceOf(JsonException refusal)
    {
        var lineIndex = (int)(refusal.LineNumber ?? 0);
        var rest = _text;
        for (var i = 0; i < lineIndex; i++)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        var bytes = Math.Min((int)(refusal.BytePositionInLine ?? 0), rest.Length);
        var columnNumber = 1;
        foreach (var unit in rest[..bytes])
        {
            columnNumber += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return new(_file, lineIndex + 1, columnNumber);
    }

    private static string WithoutPosition(string message)
    {
        var at = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return at < 0 ? message : message[..at];
    }

    /// <summary>Number of bytes before the first that belongs to no character.</summary>
    private static int ValidPrefix(ReadOnlySpan<byte> text)
    {
        var valid = 0;
        while (valid < text.Length)
        {
            var status = System.Text.Rune.DecodeFromUtf8(text[valid..], out _, out var consumed);
            if (status != System.Buffers.OperationStatus.Done)
            {
                return valid;
            }

            valid += consumed;
        }

        return valid;
    }

    private sealed class TooManyValuesException : Exception;
}
