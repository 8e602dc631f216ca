using System.Text.Json;

namespace Serjeant.Mail.Forwarding;

/// <summary>Reads providers' answers without trusting their shape: what isn't there is empty.</summary>
internal static class CloudJson
{
    private const int MostItems = 1_000;
    private const int LongestText = 500;

    /// <exception cref="FormatException">It is no JSON object.</exception>
    internal static JsonDocument Parse(string text)
    {
        try
        {
            var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 20 });
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Told below.
        }
        throw new FormatException("The answer can’t be read");
    }

    internal static JsonElement Get(this JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var next)) return default;
            element = next;
        }
        return element;
    }

    internal static IEnumerable<JsonElement> Items(this JsonElement element, params string[] path) =>
        element.Get(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Take(MostItems) : [];

    internal static bool Is(this JsonElement element, params string[] path) => element.Get(path).ValueKind == JsonValueKind.True;

    internal static string Text(this JsonElement element, params string[] path)
    {
        var value = element.Get(path);
        var text = value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Number => value.GetRawText(), _ => "" };
        return text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
    }
}
