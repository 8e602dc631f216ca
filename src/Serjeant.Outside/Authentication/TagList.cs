namespace Serjeant.Outside.Authentication;

/// <summary>Tags and values as DKIM signatures, DKIM keys and DMARC policies are written: <c>v=1; a=b</c> (RFC 6376 §3.2).</summary>
internal static class TagList
{
    private const int Most = 50;

    /// <returns>Null when it is no such list: a part without "=", a name twice, too many.</returns>
    internal static IReadOnlyDictionary<string, string>? Read(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';'))
        {
            if (part.Trim().Length == 0) continue;
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || tags.Count == Most || !tags.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim())) return null;
        }
        return tags;
    }

    /// <summary>The value without the white space that folding leaves in it.</summary>
    internal static string Solid(this IReadOnlyDictionary<string, string> tags, string name) =>
        string.Concat((tags.GetValueOrDefault(name) ?? "").Where(c => !char.IsWhiteSpace(c)));

    internal static bool Lists(string value, string item) =>
        value.Split(':').Any(v => v.Trim().Equals(item, StringComparison.OrdinalIgnoreCase));
}
