using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Desk.Tests.Shell;

/// <summary>A fixture's options, read one by one. An option that nothing read is one we do not offer, and the fixture is not ours to meet.</summary>
internal sealed class Options(JsonElement json)
{
    private readonly HashSet<string> read = [];
    private readonly Dictionary<string, List<Options>> below = [];

    public bool AllRead => (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().All(p => read.Contains(p.Name) || IsNothing(p.Value)))
        && below.Values.All(list => list.All(c => c.AllRead));

    public string? Text(string name) => Get(name) is { } value ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new Unsupported(name),
    } : null;

    public string? NonEmpty(string name) => Get(name)?.ValueKind != JsonValueKind.False && Text(name) is { Length: > 0 } text ? text : null;
    public bool Flag(string name) => Get(name) is { ValueKind: JsonValueKind.True };
    public bool? Maybe(string name) => Get(name)?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, null => null, _ => throw new Unsupported(name) };
    public int? Number(string name) => Get(name) is { } value
        ? value.ValueKind == JsonValueKind.Number ? value.GetInt32() : int.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Text or html under the usual pair of names; html wins, as it does in the design system.</summary>
    public IHtmlContent? Content(string text = "text", string html = "html")
    {
        var (plain, rich) = (NonEmpty(text), NonEmpty(html));
        return rich is not null ? new HtmlString(rich) : plain is not null ? Html.Text(plain) : null;
    }

    public Options? Child(string name)
    {
        if (Get(name) is not { ValueKind: JsonValueKind.Object } value) return null;
        if (!below.TryGetValue(name, out var known)) below[name] = known = [new Options(value)];
        return known[0];
    }

    public IReadOnlyList<Options> List(string name)
    {
        if (Get(name) is not { ValueKind: JsonValueKind.Array } value) return [];
        if (value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.Object)) throw new Unsupported("a list with holes");
        if (!below.TryGetValue(name, out var known)) below[name] = known = [.. value.EnumerateArray().Select(v => new Options(v))];
        return known;
    }

    public IReadOnlyList<string> Words(string name) => Get(name) is { ValueKind: JsonValueKind.Array } value
        ? [.. value.EnumerateArray().Select(v => v.ToString())] : [];

    public Dictionary<string, string?>? Attributes(string name = "attributes")
    {
        if (Get(name) is not { ValueKind: JsonValueKind.Object } value) return null;
        return value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Object ? throw new Unsupported(name) : p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString() : p.Value.GetRawText());
    }

    public bool Has(string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && !IsNothing(value);

    private JsonElement? Get(string name)
    {
        read.Add(name);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value : null;
    }

    private static bool IsNothing(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public static string Written(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    public sealed class Unsupported(string what) : Exception(what);
}
