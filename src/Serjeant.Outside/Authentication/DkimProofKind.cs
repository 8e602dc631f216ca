using Serjeant.Evidence;
using Serjeant.Outside.Lookups;

namespace Serjeant.Outside.Authentication;

/// <summary>
/// Who signed a mail (DKIM, RFC 6376), as an author proof: the domain's key, which may be gone tomorrow, is kept with the answer. It says of a domain's key
/// what that key did and nothing of a person.
/// </summary>
public sealed class DkimProofKind(IDomainNames names) : IAuthorProofKind
{
    public string Name => "dkim";

    public string KeysFrom => names.Resolvers;

    public string Shows => "that a mail server of the domain named as \"signer\" signed that mail, and that nothing under the signature was changed since.";

    public string ShowsNot => "which person wrote the mail.";

    public string HowToCheck => """
        The signed file is the raw mail. A program that checks DKIM, such as dkimverify of the Python package dkimpy, checks
        it while the domain still publishes its key; afterwards give it the key record out of the proof, in place of the
        DNS's answer for "keyName". "serjeant verify" does that.
        """;

    public bool Takes(string mediaType) => mediaType.StartsWith("message/rfc822", StringComparison.Ordinal);

    public async Task<IReadOnlyList<AuthorSignature>> CheckAsync(
        ReadOnlyMemory<byte> signed, DateTimeOffset at, IReadOnlyDictionary<string, string>? held, CancellationToken cancellation)
    {
        try
        {
            var found = await new DkimChecker(held is null ? names : new HeldKeyRecords(held)).CheckAsync(signed, at, cancellation);
            return [.. found.Select(s => new AuthorSignature(s.Domain, s.State, s.Reason, s.Algorithm, s.SignedFields, s.SignedAt, s.KeyName, s.KeyRecord))];
        }
        catch (FormatException e)
        {
            throw new FormatException("it is no mail that can be read", e);
        }
    }

    public IEnumerable<string> Say(AuthorProof proof)
    {
        var when = $"{proof.CheckedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
        if (proof.Problem is { } problem)
            yield return $"{proof.File}: who signed it could not be checked because {problem}.";
        else if (proof.Signatures.Count == 0)
            yield return $"{proof.File} carries no DKIM signature, so no domain’s key vouches for it.";
        foreach (var signature in proof.Signatures)
            yield return $"{proof.File}: " + signature.State switch
            {
                AuthorProofState.Pass => $"{signature.Signer}’s key signed this message. The key record {signature.KeyName} was asked of {proof.KeysFrom} at {when} and is kept. It shows what the domain’s mail server signed, not which person wrote it.",
                AuthorProofState.Fail => $"the signature that names {signature.Signer} does not hold: {signature.Reason}.",
                AuthorProofState.NotChecked => $"the signature that names {signature.Signer} was not checked: nobody was asked for the key.",
                _ => $"the signature that names {(signature.Signer.Length > 0 ? signature.Signer : "no domain")} could not be checked because: {char.ToLowerInvariant(signature.Reason[0])}{signature.Reason[1..]}.",
            };
    }
}
