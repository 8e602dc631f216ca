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

/// <summary>Ways of proving who sent a mail.</summary>
public enum ProofMethod
{
    /// <summary>The domain shown stands behind it (RFC 7489).</summary>
    Dmarc = 1,

    /// <summary>It came by a way that the envelope's domain uses (RFC 7208).</summary>
    Spf,

    /// <summary>A domain signed it (RFC 6376).</summary>
    Dkim,

    /// <summary>Forwarders sealed what they saw (RFC 8617).</summary>
    Arc,
}

/// <summary>How a proof came to be known.</summary>
public enum KnownBy
{
    /// <summary>Nobody looked.</summary>
    Nobody = 0,

    /// <summary>A server that the office trusts wrote it into the mail.</summary>
    TrustedServer,

    /// <summary>This program asked the domain name system.</summary>
    LookUp,
}

/// <summary>One proof, in words for a person.</summary>
/// <param name="Words">One plain sentence without a full stop. Names in it come from outside.</param>
public sealed record ProofNote(ProofMethod Method, Proof Result, KnownBy By, string Words);

/// <summary>Who vouches for the sender. <see cref="NotChecked"/> offline, where no server is trusted.</summary>
/// <param name="DkimDomain">The domain that signed, for a DKIM pass; else empty.</param>
/// <param name="Arc">An ARC chain that passed: a forwarder or list that may have broken the others (RFC 8617).</param>
/// <param name="Source">The header field that says so, to be quoted; empty when it came as look-ups.</param>
public sealed record AuthenticationFacts(Proof Spf, Proof Dkim, Proof Dmarc, Proof Arc, string DkimDomain, string Source)
{
    public static AuthenticationFacts NotChecked { get; } = new(Proof.NotChecked, Proof.NotChecked, Proof.NotChecked, Proof.NotChecked, "", "");

    /// <summary>What is known of each way, and how; in the order in which a person should read it.</summary>
    public IReadOnlyList<ProofNote> Notes { get; init; } = [];

    public bool AnyChecked => Spf != Proof.NotChecked || Dkim != Proof.NotChecked || Dmarc != Proof.NotChecked || Arc != Proof.NotChecked;

    /// <summary>These facts, with those that nobody checked taken from others: a trusted server saw the mail come in, whoever looks up later did not.</summary>
    public AuthenticationFacts FilledBy(AuthenticationFacts others)
    {
        ArgumentNullException.ThrowIfNull(others);
        static Proof First(Proof one, Proof other) => one == Proof.NotChecked ? other : one;
        return new AuthenticationFacts(
            First(Spf, others.Spf), First(Dkim, others.Dkim), First(Dmarc, others.Dmarc), First(Arc, others.Arc), Dkim == Proof.NotChecked ? others.DkimDomain : DkimDomain, Source.Length > 0 ? Source : others.Source)
        {
            Notes = [.. Enum.GetValues<ProofMethod>().Select(m => Noted(m) is { Result: not Proof.NotChecked } mine ? mine : others.Noted(m) ?? Noted(m)).OfType<ProofNote>()],
        };
    }

    /// <summary>What is known of one way; null when nothing is.</summary>
    public ProofNote? Noted(ProofMethod method) => Notes.FirstOrDefault(n => n.Method == method);
}

/// <summary>Ids of servers whose <c>Authentication-Results</c> may be believed (RFC 8601 §2.5).</summary>
/// <param name="Ids">Compared without regard to case. <see cref="ExchangeOnline"/> stands for the nameless field that Exchange Online writes.</param>
public sealed record TrustedServers(IReadOnlyList<string> Ids)
{
    /// <summary>Exchange Online writes the field without a server id; an office that gets its mail there says so by this name.</summary>
    public const string ExchangeOnline = "exchange-online";

    public static TrustedServers None { get; } = new([]);

    /// <summary>Other servers of the office, as <c>Received</c> fields name them: a mail may go through them after a trusted one and is still believed.</summary>
    public IReadOnlyCollection<string> Inside { get; init; } = [];
}
