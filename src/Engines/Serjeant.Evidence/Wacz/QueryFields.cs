using System.Text;

namespace Serjeant.Evidence;

/// <summary>Named values as a form sends them (URL Standard, section 5): in order, each name once.</summary>
internal sealed class QueryFields
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public bool Has(string name) => values.ContainsKey(name);

    public void Set(string name, string value)
    {
        if (values.TryAdd(name, value))
            names.Add(name);
        else
            values[name] = value;
    }

    public override string ToString() => string.Join('&', names.Select(n => $"{Encoded(n)}={Encoded(values[n])}"));

    private static string Encoded(string text)
    {
        var encoded = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '*' or '-' or '.' or '_'))
                encoded.Append((char)rune.Value);
            else if (rune.Value == ' ')
                encoded.Append('+');
            else
                foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                    encoded.Append('%').Append(b.ToString("X2", null));
        }
        return encoded.ToString();
    }
}
