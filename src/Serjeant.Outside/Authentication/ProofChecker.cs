using MimeKit;
using Serjeant.Evidence;
using Serjeant.Mail.Authentication;
using Serjeant.Mail.Domains;
using Serjeant.Outside.Lookups;

namespace Serjeant.Outside.Authentication;

/// <summary>Whom an office believes about mail.</summary>
/// <param name="Servers">Its servers that take mail from outside, as their <c>Received</c> fields name them; without one SPF can't be checked.</param>
/// <param name="Sealers">Domains whose ARC seals it believes.</param>
public sealed record BelievedServers(IReadOnlyCollection<string> Servers, IReadOnlyCollection<string> Sealers)
{
    public static BelievedServers None { get; } = new([], []);
}

/// <summary>
/// Looks up who stands behind a mail: DKIM, ARC, SPF, DMARC, as input for the judge, which looks nothing up. What the domain name
/// system says is said today; of a mail older than <see cref="Fresh"/> an answer against it counts for nothing, since keys and senders change.
/// </summary>
public sealed class ProofChecker(IDomainNames names, HostReader hosts, TimeProvider time)
{
    /// <summary>How long one message may take while somebody waits for its answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static readonly TimeSpan Fresh = TimeSpan.FromDays(14);

    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public Task<AuthenticationFacts> CheckAsync(ReadOnlyMemory<byte> raw, BelievedServers believed, CancellationToken cancel) => CheckAsync(raw, believed, names, names, names, cancel);

    /// <summary>
    /// The same for somebody who waits. Each way has a share of the time, and what takes longer was not checked: whoever puts a signature or seal of
    /// a name server that never answers into a mail must not keep the sender from being asked about.
    /// </summary>
    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public async Task<AuthenticationFacts> CheckWithinAsync(ReadOnlyMemory<byte> raw, BelievedServers believed, TimeSpan patience, CancellationToken cancel)
    {
        using var first = new CancellationTokenSource(patience / 2, time);
        using var second = new CancellationTokenSource(patience * 3 / 4, time);
        using var last = new CancellationTokenSource(patience, time);
        return await CheckAsync(raw, believed, new ImpatientNames(names, first.Token), new ImpatientNames(names, second.Token), new ImpatientNames(names, last.Token), cancel);
    }

    private async Task<AuthenticationFacts> CheckAsync(ReadOnlyMemory<byte> raw, BelievedServers believed, IDomainNames forSender, IDomainNames forSeals, IDomainNames forPolicy, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(believed);
        using var message = await RawMessage.LoadAsync(raw, cancel);
        var now = time.GetUtcNow();
        var arrival = ArrivalReader.Read(message, believed.Servers);
        var fresh = arrival is not null && arrival.At > now - Fresh && arrival.At < now + TimeSpan.FromDays(1);
        // It reads nothing of the message any more, so both can be asked at once.
        var asking = fresh ? new SpfChecker(forSender, time).CheckAsync(arrival!.Ip, arrival.Helo, arrival.MailFrom, cancel) : null;
        var signatures = await new DkimChecker(forSender).CheckAsync(message, now, cancel);
        var way = asking is not null ? await asking
            : new SpfResult(SpfState.NotChecked, "", arrival is null ? "How it came to your mail server is not known" : "It came too long ago to ask who may send for that domain");
        var chain = await new ArcChecker(forSeals).CheckAsync(message, believed.Sealers, cancel);
        var from = FromDomains(message);
        var policy = await new DmarcChecker(forPolicy, hosts).CheckAsync(from, way, signatures, cancel);
        // Of several that hold, the sender's own says most.
        var best = signatures.OrderBy(s => s.State).ThenByDescending(s => from.Contains(s.Domain, StringComparer.OrdinalIgnoreCase)).FirstOrDefault();
        return Facts(best, chain, way, policy);
    }

    private static string[] FromDomains(MimeMessage message) =>
        [.. message.Headers.Where(h => h.Id == HeaderId.From).SelectMany(h => InternetAddressList.TryParse(h.RawValue, out var list) ? list.Mailboxes.Select(m => m.Domain ?? "") : [""])];

    // What could not be asked now was not checked: that a network is away says nothing against a sender.
    private static AuthenticationFacts Facts(DkimSignature? best, ArcResult chain, SpfResult way, DmarcResult policy)
    {
        var signed = best?.State switch
        {
            null => Proof.None,
            AuthorProofState.Pass => Proof.Pass,
            AuthorProofState.Fail => Proof.Fail,
            AuthorProofState.NotNow or AuthorProofState.NotChecked => Proof.NotChecked,
            _ => Proof.None,
        };
        var spf = way.State switch
        {
            SpfState.Pass => Proof.Pass,
            SpfState.Fail => Proof.Fail,
            SpfState.SoftFail => Proof.Soft,
            SpfState.TempError or SpfState.NotChecked => Proof.NotChecked,
            _ => Proof.None,
        };
        var dmarc = policy.State switch
        {
            DmarcState.Pass => Proof.Pass,
            DmarcState.Fail => Proof.Fail,
            DmarcState.TempError or DmarcState.NotChecked => Proof.NotChecked,
            _ => Proof.None,
        };
        var sealedBy = chain.State switch
        {
            ArcState.Pass => Proof.Pass,
            ArcState.Fail => Proof.Fail,
            ArcState.NotNow or ArcState.NotChecked or ArcState.None => Proof.NotChecked,
            _ => Proof.None,
        };
        return new AuthenticationFacts(spf, signed, dmarc, sealedBy, best?.State == AuthorProofState.Pass ? best.Domain : "", "")
        {
            Notes =
            [
                new ProofNote(ProofMethod.Dmarc, dmarc, By(dmarc), policy.Reason),
                new ProofNote(ProofMethod.Spf, spf, By(spf), way.Reason),
                new ProofNote(ProofMethod.Dkim, signed, By(signed), best?.Reason ?? "Nobody signed it"),
                new ProofNote(ProofMethod.Arc, sealedBy, By(sealedBy), chain.Reason),
            ],
        };
    }

    private static KnownBy By(Proof proof) => proof == Proof.NotChecked ? KnownBy.Nobody : KnownBy.LookUp;
}
