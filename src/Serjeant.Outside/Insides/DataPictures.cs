using System.Net;
using System.Text;

namespace Serjeant.Outside.Insides;

/// <summary>Pictures that stand in the text of an HTML mail itself (<c>data:</c>, RFC 2397, in base64).</summary>
internal static class DataPictures
{
    private const string Start = "data:image/";
    private const string Base64 = ";base64,";

    /// <summary>The media type and its parameters are at most this long.</summary>
    private const int LongestType = 120;

    /// <param name="html">Its bytes: what is looked for is ASCII in every charset that mail uses.</param>
    internal static IEnumerable<byte[]> Of(byte[] html)
    {
        var text = Encoding.Latin1.GetString(html);
        for (var at = 0; (at = text.IndexOf(Start, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            at += Start.Length;
            var comma = text.IndexOf(Base64, at, Math.Min(LongestType, text.Length - at), StringComparison.OrdinalIgnoreCase);
            if (comma < 0) continue;
            at = comma + Base64.Length;
            var end = text.AsSpan(at).IndexOfAny("\"')<>");
            var body = end < 0 ? text[at..] : text.Substring(at, end);
            at += body.Length;
            if (Decode(body) is { } picture) yield return picture;
        }
    }

    private static byte[]? Decode(string body)
    {
        if (body.Contains('&', StringComparison.Ordinal)) body = WebUtility.HtmlDecode(body);
        if (body.Contains('%', StringComparison.Ordinal)) body = Uri.UnescapeDataString(body);
        var bytes = new byte[body.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(body, bytes, out var count) ? bytes[..count] : null;
    }
}
