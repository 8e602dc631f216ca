using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Serjeant.Evidence;

/// <summary>
/// Spells a request's body as a query, so that an index can tell two requests to one address apart. It is the spelling of warcio.js
/// (<c>postToGetUrl</c>), after pywb's, which ReplayWeb.page works out again from what the replayed page sends: form fields as they are, JSON and
/// multipart as fields, anything else in base64.
/// </summary>
internal static partial class SentQuery
{
    /// <summary>The longest query, in UTF-16 units; what is more is cut, as warcio does.</summary>
    public const int MaxLength = 4096;

    public static string Of(string contentType, ReadOnlySpan<byte> body)
    {
        var query = contentType.Split(';')[0] switch
        {
            "application/x-www-form-urlencoded" => Text(body),
            "application/json" or "text/plain" => JsonQuery.Of(Text(body)),
            "multipart/form-data" => Multipart(Text(body), contentType),
            _ => "__wb_post_data=" + Convert.ToBase64String(body),
        };
        return query.Length > MaxLength ? query[..MaxLength] : query;
    }

    /// <summary>
    /// JavaScript's <c>decodeURI</c> (ECMA-262 section 19.2.6.4): percent-encoded UTF-8 becomes letters, but for what has a meaning in an address.
    /// Empty when something in it is no such code.
    /// </summary>
    public static string Decoded(string query)
    {
        var text = new StringBuilder();
        Span<byte> code = stackalloc byte[4];
        for (var at = 0; at < query.Length; at++)
        {
            if (query[at] != '%')
            {
                text.Append(query[at]);
                continue;
            }
            var start = at;
            var count = 0;
            int needed = 1;
            while (count < needed)
            {
                if (at + 2 >= query.Length || query[at] != '%' || !byte.TryParse(query.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code[count]))
                    return "";
                needed = count == 0 ? Length(code[0]) : needed;
                (count, at) = (count + 1, at + 3);
            }
            at--;
            if (Rune.DecodeFromUtf8(code[..count], out var rune, out var used) != OperationStatus.Done || used != count)
                return "";
            if (rune.IsAscii && ";/?:@&=+$,#".Contains((char)rune.Value))
                text.Append(query, start, 3);
            else
                text.Append(rune.ToString());
        }
        return text.ToString();
    }

    private static int Length(byte first) => first switch { < 0xc0 => 1, < 0xe0 => 2, < 0xf0 => 3, _ => 4 };

    private static string Text(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body.StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body);

    private static string Multipart(string text, string contentType)
    {
        var fields = new QueryFields();
        if (contentType.Split("boundary=") is [_, var boundary, ..] && boundary.Length > 0)
            foreach (var part in text.Split(boundary).Select(p => Field().Match(p.Trim().Trim('-').Trim())).Where(m => m.Success))
                fields.Set(part.Groups[1].Value, part.Groups[2].Value);
        return fields.ToString();
    }

    // A file's part has more lines after its name, and is left out.
    [GeneratedRegex("name=\"([^\"]+)\"\r\n\r\n([^\r\n\u2028\u2029]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
