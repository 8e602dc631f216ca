using MimeKit;
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

    private readonly DkimChecker dkim = new(names);
    private readonly ArcChecker arc = new(names);
    private readonly SpfChecker spf = new(names, time);
    private readonly DmarcChecker dmarc = new(names, hosts);

    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public async Task<AuthenticationFacts> CheckAsync(ReadOnlyMemory<byte> raw, BelievedServers believed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(believed);
        using var message = await RawMessage.LoadAsync(raw, cancel);
        var now = time.GetUtcNow();
        var arrival = ArrivalReader.Read(message, believed.Servers);
        var fresh = arrival is not null && arrival.At > now - Fresh && arrival.At < now + TimeSpan.FromDays(1);
        var signatures = await dkim.CheckAsync(message, now, cancel);
        var chain = await arc.CheckAsync(message, believed.Sealers, cancel);
        var way = fresh
            ? await spf.CheckAsync(arrival!.Ip, arrival.Helo, arrival.MailFrom, cancel)
            : new SpfResult(SpfState.NotChecked, "", arrival is null ? "How it came to your mail server is not known" : "It came too long ago to ask who may send for that domain");
        var from = FromDomains(message);
        var policy = await dmarc.CheckAsync(from, way, signatures, cancel);
        // Of several that hold, the sender's own says most.
        var best = signatures.OrderBy(s => s.State).ThenByDescending(s => from.Contains(s.Domain, StringComparer.OrdinalIgnoreCase)).FirstOrDefault();
        return Facts(best, chain, way, policy);
    }

    /// <summary>The same for somebody who waits: what takes longer than <paramref name="patience"/> was not checked.</summary>
    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public async Task<AuthenticationFacts> CheckWithinAsync(ReadOnlyMemory<byte> raw, BelievedServers believed, TimeSpan patience, CancellationToken cancel)
    {
        using var enough = new CancellationTokenSource(patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, enough.Token);
        try
        {
            return await CheckAsync(raw, believed, stop.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return AuthenticationFacts.NotChecked;
        }
    }

    private static string[] FromDomains(MimeMessage message) =>
        [.. message.Headers.Where(h => h.Id == HeaderId.From).SelectMany(h => InternetAddressList.TryParse(h.RawValue, out var list) ? list.Mailboxes.Select(m => m.Domain ?? "") : [""])];

    private static AuthenticationFacts Facts(DkimSignature? best, ArcResult chain, SpfResult way, DmarcResult policy)
    {
        var signed = best?.State switch
        {
            null => Proof.None,
            DkimState.Pass => Proof.Pass,
            DkimState.Fail => Proof.Fail,
            DkimState.NotChecked => Proof.NotChecked,
            _ => Proof.None,
        };
        var spf = way.State switch
        {
            SpfState.Pass => Proof.Pass,
            SpfState.Fail => Proof.Fail,
            SpfState.SoftFail => Proof.Soft,
            SpfState.NotChecked => Proof.NotChecked,
            _ => Proof.None,
        };
        var dmarc = policy.State switch
        {
            DmarcState.Pass => Proof.Pass,
            DmarcState.Fail => Proof.Fail,
            DmarcState.NotChecked => Proof.NotChecked,
            _ => Proof.None,
        };
        var sealedBy = chain.State switch
        {
            ArcState.Pass => Proof.Pass,
            ArcState.Fail => Proof.Fail,
            ArcState.NotChecked or ArcState.None => Proof.NotChecked,
            _ => Proof.None,
        };
        return new AuthenticationFacts(spf, signed, dmarc, sealedBy, best?.State == DkimState.Pass ? best.Domain : "", "")
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
