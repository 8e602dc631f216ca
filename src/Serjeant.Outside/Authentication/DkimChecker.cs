using System.Globalization;
using MimeKit;
using MimeKit.Cryptography;
using Serjeant.Evidence;
using Serjeant.Outside.Lookups;

namespace Serjeant.Outside.Authentication;

/// <summary>
/// Says of each <c>DKIM-Signature</c> of a mail whether it holds (RFC 6376, 8301, 8463). The arithmetic is MimeKit's; what it leaves to its
/// user is decided here: a signature over less than the whole body proves nothing (§8.2), nor one that leaves out From (§5.4) or has expired.
/// Nothing leaves this machine but the names of keys.
/// </summary>
public sealed class DkimChecker(IDomainNames names)
{
    /// <summary>Looked at in one mail, the topmost; more cost work and help nobody.</summary>
    public const int MostSignatures = 8;

    private const int LongestField = 16 * 1024;

    /// <param name="raw">The mail's bytes as received. Any other byte may break a signature.</param>
    /// <param name="now">To tell which have expired.</param>
    /// <returns>In the order of the header; empty when there is none.</returns>
    /// <exception cref="FormatException">These bytes are no mail.</exception>
    public async Task<IReadOnlyList<DkimSignature>> CheckAsync(ReadOnlyMemory<byte> raw, DateTimeOffset now, CancellationToken cancel)
    {
        using var message = await RawMessage.LoadAsync(raw, cancel);
        return await CheckAsync(message, now, cancel);
    }

    internal async Task<IReadOnlyList<DkimSignature>> CheckAsync(MimeMessage message, DateTimeOffset now, CancellationToken cancel)
    {
        var keys = new DkimKeys(names, MostSignatures);
        var verifier = new DkimVerifier(keys);
        verifier.Disable(DkimSignatureAlgorithm.RsaSha1); // RFC 8301 §3.1
        var results = new List<DkimSignature>();
        var fields = message.Headers.Where(h => h.Id == HeaderId.DkimSignature).Take(MostSignatures).ToArray();
        foreach (var tags in fields.Select(Tags).OfType<IReadOnlyDictionary<string, string>>())
            if (tags.Solid("d").ToLowerInvariant() is var domain && Objection(tags, domain, now) is null) keys.Begin(DkimKeys.NameOf(domain, tags.Solid("s")), cancel);
        foreach (var field in fields)
            results.Add(await CheckOneAsync(verifier, keys, message, field, now, cancel));
        return results;
    }

    private static async Task<DkimSignature> CheckOneAsync(DkimVerifier verifier, DkimKeys keys, MimeMessage message, Header field, DateTimeOffset now, CancellationToken cancel)
    {
        if (Tags(field) is not { } tags)
            return new DkimSignature("", "", AuthorProofState.Unusable, "The signature is not written as one must be", "", [], null, "", null);
        var domain = tags.Solid("d").ToLowerInvariant();
        var selector = tags.Solid("s");
        var name = DkimKeys.NameOf(domain, selector);
        DkimSignature Say(AuthorProofState state, string reason) => new(
            domain, selector, state, reason, tags.Solid("a"), [.. tags.Solid("h").ToLowerInvariant().Split(':', StringSplitOptions.RemoveEmptyEntries)],
            Time(tags.Solid("t")), name, keys.RecordOf(name));
        if (Objection(tags, domain, now) is { } objection)
            return Say(AuthorProofState.Unusable, objection);
        try
        {
            if (!await verifier.VerifyAsync(message, field, cancel))
                return Say(AuthorProofState.Fail, $"{domain} signed another text than this: something was changed, or the signature is made up");
            return NarrowKey(keys.RecordOf(name), tags, domain)
                ? Say(AuthorProofState.Unusable, "The key may not sign for addresses of a domain below")
                : Say(AuthorProofState.Pass, $"{domain} signed this, and nothing under its signature was changed");
        }
        catch (DkimKeyException e)
        {
            return Say(e.State, e.Message);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidCastException or IOException or Org.BouncyCastle.Crypto.CryptoException)
        {
            return Say(AuthorProofState.Unusable, "The signature is not written as one must be");
        }
    }

    private static IReadOnlyDictionary<string, string>? Tags(Header field) => field.RawValue.Length <= LongestField ? TagList.Read(field.Value) : null;

    private static string? Objection(IReadOnlyDictionary<string, string> tags, string domain, DateTimeOffset now)
    {
        if (domain.Length == 0 || tags.Solid("s").Length == 0 || tags.Solid("b").Length == 0 || tags.Solid("bh").Length == 0 || tags.Solid("v") != "1")
            return "The signature lacks a part";
        if (!TagList.Lists(tags.Solid("h"), "from")) return "The signature leaves out who it is from";
        if (tags.ContainsKey("l")) return "The signature covers only a part of the text, to which anybody could add";
        if (tags.Solid("a").Equals("rsa-sha1", StringComparison.OrdinalIgnoreCase)) return "The signature is of a kind that can be forged today (rsa-sha1)";
        if (tags.ContainsKey("i") && !IsUnder(IdentityDomain(tags), domain)) return "The signature names somebody of another domain";
        if (Time(tags.Solid("x")) is { } until && until < now) return "The signature was good for some days, which are over";
        return null;
    }

    // t=s in a key: i= must be of the very domain, not one below it (§3.6.1).
    private static bool NarrowKey(string? record, IReadOnlyDictionary<string, string> tags, string domain) =>
        record is not null && tags.ContainsKey("i") && TagList.Read(record) is { } key && TagList.Lists(key.Solid("t"), "s") && IdentityDomain(tags) != domain;

    private static string IdentityDomain(IReadOnlyDictionary<string, string> tags) => tags.Solid("i") is var identity && identity.LastIndexOf('@') is >= 0 and var at ? identity[(at + 1)..].ToLowerInvariant() : "";

    internal static bool IsUnder(string name, string domain) => name == domain || name.EndsWith("." + domain, StringComparison.Ordinal);

    private static DateTimeOffset? Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(t) : null;
}
