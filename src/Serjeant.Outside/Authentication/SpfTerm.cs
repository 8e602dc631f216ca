using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Serjeant.Outside.Authentication;

internal enum SpfMechanism { All, Include, A, Mx, Ptr, Ip4, Ip6, Exists }

/// <summary>One mechanism of an SPF record (RFC 7208 §5).</summary>
/// <param name="Target">The domain-spec, not expanded; null where it is the domain itself.</param>
/// <param name="Network">For ip4 and ip6; else null.</param>
internal sealed record SpfTerm(SpfMechanism Mechanism, SpfState Qualifier, string? Target, int Prefix4, int Prefix6, IPNetwork? Network)
{
    /// <summary>Whether using it asks the domain name system, which is limited (§4.6.4).</summary>
    internal bool Asks => Mechanism is SpfMechanism.Include or SpfMechanism.A or SpfMechanism.Mx or SpfMechanism.Ptr or SpfMechanism.Exists;
}

/// <summary>An SPF record, read whole: one mistake anywhere makes all of it worthless (RFC 7208 §4.6).</summary>
/// <param name="Redirect">The domain-spec of <c>redirect=</c>; null for none.</param>
internal sealed record SpfRecord(IReadOnlyList<SpfTerm> Terms, string? Redirect)
{
    private const string Version = "v=spf1";
    private const int MostTerms = 500;

    internal static bool Is(string text) =>
        text.StartsWith(Version, StringComparison.OrdinalIgnoreCase) && (text.Length == Version.Length || text[Version.Length] == ' ');

    /// <returns>Null when it is not written as one must be.</returns>
    internal static SpfRecord? Read(string text)
    {
        var terms = new List<SpfTerm>();
        string? redirect = null;
        var explained = false;
        var words = text[Version.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MostTerms) return null;
        foreach (var word in words)
        {
            var name = word.Length - word.TrimStart([.. NameLetters]).Length;
            if (name > 0 && char.IsAsciiLetter(word[0]) && name < word.Length && word[name] == '=')
            {
                var value = word[(name + 1)..];
                switch (word[..name].ToLowerInvariant())
                {
                    case "redirect" when redirect is not null || !SpfMacro.IsDomain(value):
                    case "exp" when explained || !SpfMacro.IsDomain(value):
                        return null;
                    case "redirect":
                        redirect = value;
                        break;
                    case "exp":
                        explained = true;
                        break;
                    default:
                        // Unknown modifiers are ignored (§6), but must be written properly.
                        if (!SpfMacro.IsString(value)) return null;
                        break;
                }
                continue;
            }
            if (Term(word) is not { } term) return null;
            terms.Add(term);
        }
        return new SpfRecord(terms, redirect);
    }

    private const string NameLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

    private static SpfTerm? Term(string word)
    {
        SpfState? qualifier = word[0] switch { '+' => SpfState.Pass, '-' => SpfState.Fail, '~' => SpfState.SoftFail, '?' => SpfState.Neutral, _ => null };
        var rest = qualifier is null ? word : word[1..];
        var end = rest.IndexOfAny([':', '/']);
        var name = (end < 0 ? rest : rest[..end]).ToLowerInvariant();
        var argument = end < 0 ? "" : rest[end..];
        var how = qualifier ?? SpfState.Pass;
        switch (name)
        {
            case "all":
                return argument.Length == 0 ? new SpfTerm(SpfMechanism.All, how, null, 32, 128, null) : null;
            case "include" or "exists":
                return argument.Length > 1 && argument[0] == ':' && SpfMacro.IsDomain(argument[1..])
                    ? new SpfTerm(name == "include" ? SpfMechanism.Include : SpfMechanism.Exists, how, argument[1..], 32, 128, null) : null;
            case "ptr":
                return argument.Length == 0 || (argument[0] == ':' && SpfMacro.IsDomain(argument[1..]))
                    ? new SpfTerm(SpfMechanism.Ptr, how, argument.Length == 0 ? null : argument[1..], 32, 128, null) : null;
            case "a" or "mx":
                return Addresses(name == "a" ? SpfMechanism.A : SpfMechanism.Mx, how, argument);
            case "ip4" or "ip6":
                return argument.Length > 1 && argument[0] == ':' && Network(argument[1..], name == "ip4") is { } network
                    ? new SpfTerm(name == "ip4" ? SpfMechanism.Ip4 : SpfMechanism.Ip6, how, null, 32, 128, network) : null;
            default:
                return null;
        }
    }

    // [":" domain-spec] ["/" 4] ["//" 6] (§5.3)
    private static SpfTerm? Addresses(SpfMechanism mechanism, SpfState how, string argument)
    {
        var (four, six) = (32, 128);
        var rest = argument;
        if (rest.LastIndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes)
        {
            if (!Prefix(rest[(slashes + 2)..], 128, out six)) return null;
            rest = rest[..slashes];
        }
        // A "/" may stand inside a macro's braces, where it is a delimiter.
        if (rest.LastIndexOf('/') is >= 0 and var slash && slash > rest.LastIndexOf('}'))
        {
            if (!Prefix(rest[(slash + 1)..], 32, out four)) return null;
            rest = rest[..slash];
        }
        if (rest.Length == 0) return new SpfTerm(mechanism, how, null, four, six, null);
        return rest[0] == ':' && SpfMacro.IsDomain(rest[1..]) ? new SpfTerm(mechanism, how, rest[1..], four, six, null) : null;
    }

    private static IPNetwork? Network(string text, bool four)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var most = four ? 32 : 128;
        var prefix = most;
        if (slash >= 0 && !Prefix(text[(slash + 1)..], most, out prefix)) return null;
        var number = slash < 0 ? text : text[..slash];
        // "1.2", "010.0.0.1" and "0x1.0.0.1" are addresses to .NET, but not to §5.6.
        if (four && (number.Split('.') is not { Length: 4 } parts || parts.Any(p => p.Length is 0 or > 3 || !p.All(char.IsAsciiDigit) || (p.Length > 1 && p[0] == '0')))) return null;
        if (!IPAddress.TryParse(number, out var address) || number.Contains('%', StringComparison.Ordinal)) return null;
        if ((address.AddressFamily == AddressFamily.InterNetwork) != four) return null;
        return new IPNetwork(AddressMask.Cut(address, prefix), prefix);
    }

    private static bool Prefix(string text, int most, out int prefix) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix <= most && (text == "0" || text[0] != '0');
}

internal static class AddressMask
{
    /// <summary>The address with every bit after the prefix off.</summary>
    internal static IPAddress Cut(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    internal static bool SameNetwork(IPAddress one, IPAddress other, int prefix) =>
        one.AddressFamily == other.AddressFamily && Cut(one, prefix).Equals(Cut(other, prefix));
}
