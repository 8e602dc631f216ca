using System.Globalization;
using System.Text;

namespace Serjeant.Ledger;

/// <summary>
/// Writes JSON with exactly one spelling (RFC 8785, the subset of strings, whole numbers, booleans and null): no white
/// space, the shortest escapes. Members must be written in ordinal (UTF-16) order of their names; that is checked, because
/// a wrong order would give the same facts another hash.
/// </summary>
internal sealed class CanonicalJson
{
    private readonly StringBuilder text = new();
    private readonly Stack<string?> lastName = new();

    public CanonicalJson Open(string? name = null) => Start(name).Raw('{').Push();

    public CanonicalJson Close()
    {
        lastName.Pop();
        return Raw('}');
    }

    public CanonicalJson String(string name, string? value) =>
        value is null ? Null(name) : Start(name).Quoted(value);

    public CanonicalJson Number(string name, long value) =>
        Start(name).Raw(value.ToString(CultureInfo.InvariantCulture));

    public CanonicalJson Null(string name) => Start(name).Raw("null");

    public CanonicalJson Map(string name, IReadOnlyDictionary<string, string> values)
    {
        Open(name);
        foreach (var key in values.Keys.Order(StringComparer.Ordinal))
            String(key, values[key]);
        return Close();
    }

    /// <summary>UTF-8; a lone surrogate becomes U+FFFD, since it has no UTF-8 form and must not stop an entry being written.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text.ToString());

    private CanonicalJson Start(string? name)
    {
        if (name is null)
            return this;
        var last = lastName.Pop();
        if (last is not null && string.CompareOrdinal(last, name) >= 0)
            throw new InvalidOperationException($"'{name}' is written after '{last}'.");
        lastName.Push(name);
        if (last is not null)
            text.Append(',');
        return Quoted(name).Raw(':');
    }

    private CanonicalJson Push()
    {
        lastName.Push(null);
        return this;
    }

    private CanonicalJson Raw(char c)
    {
        text.Append(c);
        return this;
    }

    private CanonicalJson Raw(string s)
    {
        text.Append(s);
        return this;
    }

    private CanonicalJson Quoted(string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
        return this;
    }
}
