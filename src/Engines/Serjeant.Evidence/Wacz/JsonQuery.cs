using System.Globalization;
using System.Text.Json;

namespace Serjeant.Evidence;

/// <summary>
/// JSON as fields, as warcio.js spells it (<c>jsonToQueryString</c>): each text, number and truth under the nearest name; a name met again is numbered. Numbers
/// and the order of names are JavaScript's (ECMA-262 sections 6.1.6.1.20 and 10.1.11).
/// </summary>
internal static class JsonQuery
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 200 };

    /// <returns>Empty for what is no JSON, or is nested too deeply.</returns>
    public static string Of(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            var fields = new QueryFields();
            Add(json.RootElement, "", fields, []);
            return fields.ToString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return ""; // The second is for half of a surrogate pair.
        }
    }

    private static void Add(JsonElement element, string name, QueryFields fields, Dictionary<string, int> again)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var (key, value) in InOrder(element))
                    Add(value, key, fields, again);
                return;
            case JsonValueKind.Array:
                foreach (var value in element.EnumerateArray())
                    Add(value, name, fields, again);
                return;
        }
        var said = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Number => Number(element.GetDouble()),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "null",
        };
        if (said.Length > 0)
            fields.Set(fields.Has(name) ? string.Create(CultureInfo.InvariantCulture, $"{name}.{again[name] = again.GetValueOrDefault(name, 1) + 1}_") : name, said);
    }

    // The last of several with one name, in the first's place; whole numbers first.
    private static IEnumerable<(string Key, JsonElement Value)> InOrder(JsonElement element)
    {
        var last = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var property in element.EnumerateObject())
        {
            if (!last.ContainsKey(property.Name))
                names.Add(property.Name);
            last[property.Name] = property.Value;
        }
        var numbers = names.Where(IsIndex).OrderBy(n => uint.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture));
        return numbers.Concat(names.Where(n => !IsIndex(n))).Select(n => (n, last[n]));
    }

    private static bool IsIndex(string name) => uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < uint.MaxValue && number.ToString(CultureInfo.InvariantCulture) == name;

    private static string Number(double number)
    {
        if (double.IsInfinity(number))
            return number > 0 ? "Infinity" : "-Infinity";
        if (number == 0)
            return "0";
        // The shortest digits that give the number back, and where the point is in them.
        var parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal) is var at and >= 0 ? at : parts[0].Length;
        var digits = parts[0].Replace(".", "");
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        point += (parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0) - leading;
        var said = point switch
        {
            > 21 or <= -6 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture)}",
            <= 0 => "0." + new string('0', -point) + digits,
            _ when point >= digits.Length => digits.PadRight(point, '0'),
            _ => digits[..point] + "." + digits[point..],
        };
        return number < 0 ? "-" + said : said;
    }
}
