namespace Serjeant.Mail.Links;

/// <summary>How the address within an address is taken out.</summary>
public enum WrapperTake
{
    /// <summary>The value of one of the keys, percent-decoded, or Base64 (RFC 4648, either alphabet).</summary>
    Query = 1,

    /// <summary>The first address within the path.</summary>
    Path = 2,

    /// <summary>Only the site is told, as the value of a key.</summary>
    Domain = 3,

    /// <summary>Proofpoint's second way: <c>-</c> for the percent sign, <c>_</c> for the slash.</summary>
    Proofpoint2 = 4,

    /// <summary>Proofpoint's third way: stars for the signs that follow in Base64.</summary>
    Proofpoint3 = 5,

    /// <summary>Google's <c>/amp/s/</c> before a host.</summary>
    Amp = 6,

    /// <summary>The host with hyphens for dots.</summary>
    Translate = 7,
}

/// <summary>A service that carries another address along: an entry of <c>rules/mail/wrappers.yaml</c>.</summary>
/// <param name="Name">Shown to people.</param>
/// <param name="Hosts">Matched with what is below them.</param>
/// <param name="Path">How the path must begin.</param>
/// <param name="IsFilter">The receiver's own mail filter put it there, so it says nothing of the sender.</param>
/// <param name="Samples">Pairs of an address and what it leads to.</param>
public sealed record Wrapper(string Name, IReadOnlyList<string> Hosts, string Path, WrapperTake Take, IReadOnlyList<string> Keys, bool IsFilter, IReadOnlyList<(string From, string To)> Samples);
