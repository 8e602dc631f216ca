using System.Net;

namespace Serjeant.Mail.Domains;

/// <summary>What stands where a web or mail address names a computer.</summary>
public enum HostKind
{
    /// <summary>A name of the domain name system.</summary>
    Name = 1,

    /// <summary>A number of four bytes, however it was written.</summary>
    IPv4 = 2,

    /// <summary>A number of sixteen bytes.</summary>
    IPv6 = 3,
}

/// <summary>A host, brought into one form.</summary>
/// <param name="Kind">A name or a number.</param>
/// <param name="Ascii">Lower case, Punycode, no dot at the end; IPv6 without brackets.</param>
/// <param name="Unicode">As a person reads it; equal to <paramref name="Ascii"/> when nothing is encoded.</param>
/// <param name="Registrable">The part that somebody registered, or null for numbers, public suffixes and names of one label.</param>
/// <param name="SuffixLength">Characters of the public suffix at the end of <paramref name="Ascii"/>; 0 for numbers.</param>
/// <param name="SuffixKind">Whose rule made that suffix.</param>
public sealed record HostName(HostKind Kind, string Ascii, string Unicode, string? Registrable, int SuffixLength, SuffixKind SuffixKind)
{
    /// <summary>Names are at most 253 characters (RFC 1035, section 2.3.4); written ones may be longer before they are decoded.</summary>
    public const int Longest = 1024;

    /// <summary>The public suffix, such as <c>co.uk</c>; empty for numbers.</summary>
    public string Suffix => Ascii[^SuffixLength..];

    /// <summary>What was registered, without its suffix, in Unicode: <c>parliament</c> of <c>www.parliament.uk</c>; else empty.</summary>
    public string Label => Registrable is null ? "" : Idn.ToUnicode(Registrable[..^(SuffixLength + 1)]);

    /// <summary>The labels before the registrable part, in Unicode; empty where there are none.</summary>
    public string Subdomain => Registrable is null || Ascii.Length == Registrable.Length ? "" : Idn.ToUnicode(Ascii[..^(Registrable.Length + 1)]);

    /// <summary>The registrable part as a person reads it, else the whole host.</summary>
    public string Shown => Registrable is null ? Unicode : Idn.ToUnicode(Registrable);

    /// <summary>True when this host is that domain or one below it.</summary>
    /// <param name="domain">ASCII form, lower case.</param>
    public bool IsUnder(string domain) =>
        Ascii.EndsWith(domain, StringComparison.Ordinal) && (Ascii.Length == domain.Length || Ascii[^(domain.Length + 1)] == '.');
}

/// <summary>Reads hosts as browsers do (WHATWG URL, section 3.5 "host parsing"): never throws, bounded, deterministic.</summary>
public sealed class HostReader(PublicSuffixes suffixes)
{
    /// <summary>The host, or null when no browser would accept it.</summary>
    /// <param name="text">As written: any case, any script, percent-encoded, IPv6 in brackets, a dot at the end.</param>
    public HostName? Read(string text)
    {
        if (text.Length is 0 or > HostName.Longest) return null;
        if (text[0] == '[') return text[^1] == ']' && IPAddress.TryParse(text.AsSpan(1, text.Length - 2), out var six) && text.Contains(':')
            ? new HostName(HostKind.IPv6, six.ToString(), six.ToString(), null, 0, SuffixKind.Unlisted) : null;
        if (text.Contains('%')) text = PercentText.Decode(text);
        if (Idn.ToAscii(text) is not { } ascii) return null;
        if (ascii.EndsWith('.')) ascii = ascii[..^1];
        if (ascii.Length == 0 || ascii.Length > 253 || ascii.AsSpan().ContainsAny(Forbidden) || ascii.StartsWith('.') || ascii.Contains("..", StringComparison.Ordinal)) return null;
        if (NumericHost.EndsInNumber(ascii))
            return NumericHost.Read(ascii) is { } number ? new HostName(HostKind.IPv4, number, number, null, 0, SuffixKind.Unlisted) : null;
        var suffix = suffixes.SuffixOf(ascii);
        var registrable = suffixes.RegistrableOf(ascii);
        return new HostName(HostKind.Name, ascii, Idn.ToUnicode(ascii), registrable.IsEmpty ? null : registrable.ToString(), suffix.Length, suffix.Kind);
    }

    // WHATWG URL, "forbidden domain code points": these plus the controls.
    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Select(i => (char)i), .. "#/:<>?@[\\]^|%\u007F"]);
}
