namespace Serjeant.Mail.Authentication;

/// <summary>What a server that is trusted found out about one way of proving the sender.</summary>
public enum Proof
{
    /// <summary>Nobody who is trusted looked.</summary>
    NotChecked = 0,

    /// <summary>Looked, and there was nothing to check, or the check broke off.</summary>
    None,

    Pass,

    /// <summary>SPF <c>softfail</c>: probably not, says the domain (RFC 7208 §2.6.5).</summary>
    Soft,

    Fail,
}

/// <summary>Who vouches for the sender. <see cref="NotChecked"/> offline, where no server is trusted.</summary>
/// <param name="DkimDomain">The domain that signed, for a DKIM pass; else empty.</param>
/// <param name="Arc">An ARC chain that passed: a forwarder or list that may have broken the others (RFC 8617).</param>
/// <param name="Source">The header field that says so, to be quoted; empty when it came as look-ups.</param>
public sealed record AuthenticationFacts(Proof Spf, Proof Dkim, Proof Dmarc, Proof Arc, string DkimDomain, string Source)
{
    public static AuthenticationFacts NotChecked { get; } = new(Proof.NotChecked, Proof.NotChecked, Proof.NotChecked, Proof.NotChecked, "", "");
}

/// <summary>Ids of servers whose <c>Authentication-Results</c> may be believed (RFC 8601 §2.5).</summary>
/// <param name="Ids">Compared without regard to case. <see cref="ExchangeOnline"/> stands for the nameless field that Exchange Online writes.</param>
public sealed record TrustedServers(IReadOnlyList<string> Ids)
{
    /// <summary>Exchange Online writes the field without a server id; an office that gets its mail there says so by this name.</summary>
    public const string ExchangeOnline = "exchange-online";

    public static TrustedServers None { get; } = new([]);
}
