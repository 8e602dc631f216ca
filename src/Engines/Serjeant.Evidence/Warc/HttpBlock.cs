using System.Globalization;

namespace Serjeant.Evidence;

/// <summary>
/// Writes the head of a recorded message in the spelling of HTTP/1.1 (RFC 9112), whatever protocol it came by. A body that
/// was unpacked has its true length in the head; what the server said of packing and length is kept under
/// <c>X-Archive-Orig-</c>, so that replay does not unpack it twice and nothing is lost. Secrets are left out by name.
/// </summary>
internal static class HttpBlock
{
    /// <summary>The most headers of one message that are kept.</summary>
    public const int MaxHeaders = 1000;

    /// <summary>The longest head, in bytes.</summary>
    public const int MaxHead = 256 * 1024;

    private const string Original = "X-Archive-Orig-", Withheld = "X-Archive-Withheld", Dropped = "X-Archive-Dropped";
    private const int MaxLine = 256;

    // They would let whoever holds the archive act as the person whose browser it was.
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "Cookie", "Cookie2", "Set-Cookie", "Set-Cookie2", "Authorization", "Proxy-Authorization", "Authentication-Info",
        "Proxy-Authentication-Info", "X-Api-Key", "X-Auth-Token", "X-Access-Token", "X-Csrf-Token", "X-Csrftoken", "X-Xsrf-Token",
    };

    public static byte[] Request(string address, RecordedRequest request, long bodyLength)
    {
        var slash = address.IndexOf('/', address.IndexOf("://", StringComparison.Ordinal) + 3);
        var head = new WarcFields().Line($"{WarcFields.Name(request.Method).ToUpperInvariant()} {address[slash..]} HTTP/1.1");
        var headers = request.Headers;
        if (!headers.Any(h => h.Name.Equals("Host", StringComparison.OrdinalIgnoreCase)))
            headers = [new HttpHeader("Host", address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..slash]), .. headers];
        return Headers(head, headers, request.Body is null ? null : bodyLength, isDecoded: true);
    }

    public static byte[] Response(RecordedResponse response, long bodyLength)
    {
        var status = Math.Clamp(response.Status, 0, 999).ToString("000", CultureInfo.InvariantCulture);
        var head = new WarcFields().Line($"HTTP/1.1 {status} {WarcFields.Value(response.Reason ?? "", MaxLine)}");
        return Headers(head, response.Headers, bodyLength, response.Form == BodyForm.Decoded);
    }

    private static byte[] Headers(WarcFields head, IReadOnlyList<HttpHeader> headers, long? length, bool isDecoded)
    {
        var withheld = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var (kept, dropped) = (0, 0);
        foreach (var (name, value) in headers.SelectMany(Lines))
        {
            if (name.StartsWith(':'))
                continue; // HTTP/2 spells the first line so (RFC 9113 §8.3).
            if (Secret.Contains(name))
                withheld.Add(name);
            else if (kept >= MaxHeaders || head.Length + WarcFields.MaxName + WarcFields.MaxValue + 8 > MaxHead)
                dropped++;
            else if (!isDecoded || !IsLength(name) || value != length?.ToString(CultureInfo.InvariantCulture))
            {
                head.Add(IsOurs(name) || isDecoded && NoLongerHolds(name) ? Original + name : name, value);
                kept++;
            }
        }
        if (withheld.Count > 0)
            head.Add(Withheld, string.Join(", ", withheld));
        if (dropped > 0)
            head.Add(Dropped, dropped);
        if (isDecoded && length is { } bytes)
            head.Add("Content-Length", bytes);
        return head.ToHead();
    }

    private static IEnumerable<HttpHeader> Lines(HttpHeader header)
    {
        var name = header.Name.Trim();
        foreach (var value in header.Value.Split('\n', MaxHeaders))
            yield return new HttpHeader(name, value.Trim());
    }

    private static bool IsLength(string name) => name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    private static bool NoLongerHolds(string name) => IsLength(name)
        || name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    // A server must not be able to say what only this program says.
    private static bool IsOurs(string name) => name.StartsWith("X-Archive-", StringComparison.OrdinalIgnoreCase);
}
