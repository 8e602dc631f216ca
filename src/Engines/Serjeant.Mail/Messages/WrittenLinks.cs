namespace Serjeant.Mail.Messages;

/// <summary>Addresses that stand in plain text.</summary>
internal static class WrittenLinks
{
    private const int LongestLink = 4_000;

    internal static IReadOnlyList<MailLink> Find(string text, int most)
    {
        var links = new List<MailLink>();
        for (var at = 0; at < text.Length && links.Count < most;)
        {
            var scheme = text.AsSpan(at).IndexOf("://", StringComparison.Ordinal);
            var www = text.AsSpan(at).IndexOf("www.", StringComparison.OrdinalIgnoreCase);
            if (scheme < 0 && www < 0) break;
            var start = scheme < 0 || www >= 0 && www < scheme - 5 ? at + www : SchemeStart(text, at, at + scheme);
            var end = start < 0 ? at + scheme + 3 : End(text, start);
            if (start >= 0 && end - start > 8) links.Add(new MailLink(text[start..end], text[start] is 'w' or 'W' ? "http://" + text[start..end] : text[start..end], start, LinkKind.Written));
            at = end;
        }
        return links;
    }

    private static int SchemeStart(string text, int from, int colon)
    {
        var start = colon;
        while (start > from && char.IsAsciiLetter(text[start - 1])) start--;
        return text.AsSpan(start, colon - start).ToString().ToLowerInvariant() is "http" or "https" or "hxxp" or "hxxps" ? start : -1;
    }

    private static int End(string text, int start)
    {
        var end = start;
        var limit = Math.Min(text.Length, start + LongestLink);
        while (end < limit && !char.IsWhiteSpace(text[end]) && !char.IsControl(text[end]) && text[end] is not ('<' or '>' or '"' or '|' or '\\' or '^' or '`' or '{' or '}')) end++;
        // What closes a sentence or a bracket round the address is no part of it.
        while (end > start && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or ')' or ']' or '*') end--;
        return end;
    }
}
