using System.Globalization;

namespace Serjeant.Lab.Mail.Lookalikes;

/// <summary>
/// Names that imitate a domain, made in the ways that domain-watching tools such as dnstwist try: an independent list to measure against, which is why it shares
/// no table with the engine.
/// </summary>
internal static class Permutations
{
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    private static readonly Dictionary<char, string[]> Glyphs = new()
    {
        ['a'] = ["à", "á", "ä", "å", "ă", "ạ", "ɑ", "а", "α"],
        ['b'] = ["d", "ḅ", "ʙ", "ь", "8"],
        ['c'] = ["e", "ç", "ć", "ċ", "с"],
        ['d'] = ["b", "cl", "dl", "ď", "ḍ", "ԁ"],
        ['e'] = ["c", "é", "è", "ê", "ë", "ẹ", "ė", "е", "3"],
        ['f'] = ["ƒ", "ḟ"],
        ['g'] = ["q", "ġ", "ğ", "ɡ", "9"],
        ['h'] = ["lh", "ĥ", "ḥ", "һ"],
        ['i'] = ["1", "l", "í", "ì", "ï", "ı", "ị", "і"],
        ['j'] = ["ј", "ʝ"],
        ['k'] = ["lk", "ik", "lc", "ķ", "ḳ", "κ"],
        ['l'] = ["1", "i", "ĺ", "ļ", "ḷ", "ł"],
        ['m'] = ["n", "nn", "rn", "rr", "ṁ", "ṃ"],
        ['n'] = ["m", "r", "ñ", "ń", "ņ", "ṇ"],
        ['o'] = ["0", "ó", "ò", "ö", "ő", "ọ", "о", "ο"],
        ['p'] = ["ƿ", "ṕ", "р", "ρ"],
        ['q'] = ["g", "ʠ", "ԛ"],
        ['r'] = ["ŕ", "ř", "ṛ", "г"],
        ['s'] = ["5", "ś", "ş", "ș", "ṣ", "ѕ"],
        ['t'] = ["ţ", "ť", "ṭ", "τ"],
        ['u'] = ["v", "ú", "ü", "ű", "ụ", "υ"],
        ['v'] = ["u", "ѵ", "ν", "ṿ"],
        ['w'] = ["vv", "ŵ", "ẁ", "ẃ", "ѡ"],
        ['x'] = ["х", "ẋ"],
        ['y'] = ["ý", "ÿ", "ỵ", "у", "γ"],
        ['z'] = ["ź", "ż", "ẓ", "2"],
        ['0'] = ["o"],
        ['1'] = ["l", "i"],
        ['2'] = ["z"],
        ['5'] = ["s"],
    };

    private static readonly string[] Words =
    [
        "account", "alert", "app", "auth", "billing", "confirm", "connect", "customer", "email", "help", "helpdesk", "id", "info", "invoice", "login", "mail", "my", "notice", "online", "pay",
        "payment", "portal", "recovery", "refund", "register", "reset", "safe", "secure", "security", "service", "services", "signin", "support", "team", "update", "user", "verify", "web", "webmail", "www",
    ];

    private static readonly string[] Endings =
    [
        "com", "net", "org", "info", "biz", "co", "io", "me", "app", "dev", "online", "site", "xyz", "top", "club", "shop", "live", "eu", "us", "cc", "tv", "in", "de", "fr", "ru", "cn",
        "uk", "co.uk", "org.uk", "me.uk", "uk.com", "com.co",
    ];

    /// <summary>Kind and name, each name once.</summary>
    /// <param name="label">What is registered before the ending.</param>
    /// <param name="ending">Such as <c>co.uk</c>.</param>
    internal static IEnumerable<(string Kind, string Domain)> Of(string label, string ending)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { $"{label}.{ending}" };
        foreach (var (kind, domain) in All(label, ending))
            if (IsName(domain) && seen.Add(domain)) yield return (kind, domain);
    }

    private static IEnumerable<(string, string)> All(string label, string ending) =>
        Labels(label).Select(x => (x.Kind, $"{x.Label}.{ending}"))
            .Concat(Between(label).Select(l => ("subdomain", $"{l}.{ending}")))
            .Concat(Endings.Select(e => ("tld-swap", $"{label}.{e}")))
            .Concat(Joined(label, ending).Select(d => ("various", d)));

    private static IEnumerable<(string Kind, string Label)> Labels(string d)
    {
        for (var i = 0; i < d.Length; i++) yield return ("omission", d.Remove(i, 1));
        for (var c = 'a'; c <= 'z'; c++) yield return ("addition", d + c);
        for (var c = '0'; c <= '9'; c++) yield return ("addition", d + c);
        for (var i = 1; i < d.Length - 1; i++)
            foreach (var near in Near(d[i]))
            {
                yield return ("insertion", d.Insert(i, near.ToString()));
                yield return ("insertion", d.Insert(i + 1, near.ToString()));
            }
        for (var i = 0; i < d.Length; i++)
            foreach (var near in Near(d[i])) yield return ("replacement", Put(d, i, near.ToString()));
        for (var i = 0; i + 1 < d.Length; i++) yield return ("transposition", d[..i] + d[i + 1] + d[i] + d[(i + 2)..]);
        for (var i = 0; i < d.Length; i++)
            if (char.IsAsciiLetter(d[i])) yield return ("repetition", d.Insert(i, d[i].ToString()));
        for (var i = 0; i < d.Length; i++)
            for (var bit = 1; bit < 256; bit <<= 1)
                if ((char)(d[i] ^ bit) is var flipped && (char.IsAsciiLetterLower(flipped) || char.IsAsciiDigit(flipped) || flipped == '-')) yield return ("bitsquatting", Put(d, i, flipped.ToString()));
        foreach (var first in Homoglyphs(d))
        {
            yield return ("homoglyph", first);
        }
        for (var i = 1; i < d.Length; i++)
            if (d[i] != '-' && d[i - 1] != '-') yield return ("hyphenation", d.Insert(i, "-"));
        for (var i = 0; i < d.Length; i++)
            if ("aeiou".Contains(d[i], StringComparison.Ordinal))
                foreach (var vowel in "aeiou".Where(v => v != d[i])) yield return ("vowel-swap", Put(d, i, vowel.ToString()));
        for (var i = 1; i < d.Length; i++) yield return ("plural", d.Insert(i, d[i - 1] is 's' or 'x' or 'z' ? "es" : "s"));
        yield return ("plural", d + "s");
        foreach (var word in Words)
            foreach (var label in new[] { $"{word}-{d}", $"{d}-{word}", word + d, d + word }) yield return ("dictionary", label);
    }

    // One letter everywhere, then two letters: what one reader in a hurry does not see.
    private static IEnumerable<string> Homoglyphs(string d)
    {
        for (var i = 0; i < d.Length; i++)
            foreach (var glyph in Glyphs.GetValueOrDefault(d[i]) ?? [])
            {
                yield return Put(d, i, glyph);
                yield return d.Replace(d[i].ToString(), glyph, StringComparison.Ordinal);
                for (var j = i + 1; j < d.Length; j++)
                    if (Glyphs.GetValueOrDefault(d[j]) is { } others) yield return Put(Put(d, j, others[(i + j) % others.Length]), i, glyph);
            }
    }

    private static IEnumerable<string> Between(string d)
    {
        for (var i = 1; i < d.Length; i++)
            if (d[i] is not ('-' or '.') && d[i - 1] is not ('-' or '.')) yield return d.Insert(i, ".");
    }

    private static IEnumerable<string> Joined(string label, string ending)
    {
        var flat = ending.Replace(".", "", StringComparison.Ordinal);
        yield return $"ww{label}.{ending}";
        yield return $"www{label}.{ending}";
        yield return $"www-{label}.{ending}";
        foreach (var last in new[] { "com", "net", "org", ending })
        {
            yield return $"{label}{flat}.{last}";
            yield return $"{label}-{flat}.{last}";
        }
        yield return $"{label}.{ending}.secure-page.com";
        yield return $"{label}.{ending}-account.com";
    }

    private static IEnumerable<char> Near(char c)
    {
        for (var r = 0; r < Rows.Length; r++)
        {
            var at = Rows[r].IndexOf(c, StringComparison.Ordinal);
            if (at < 0) continue;
            for (var row = Math.Max(0, r - 1); row <= Math.Min(Rows.Length - 1, r + 1); row++)
                for (var i = row < r ? at : at - 1; i <= (row > r ? at : at + 1); i++)
                    if (i >= 0 && i < Rows[row].Length && Rows[row][i] != c) yield return Rows[row][i];
        }
    }

    private static string Put(string d, int at, string with) => d[..at] + with + d[(at + 1)..];

    // What can be registered: no hyphen at either end of a label, and Punycode of a length that the domain name system takes.
    private static bool IsName(string domain)
    {
        if (domain.Split('.').Any(l => l.Length is 0 or > 63 || l[0] == '-' || l[^1] == '-')) return false;
        try
        {
            return new IdnMapping().GetAscii(domain).Length <= 253;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
