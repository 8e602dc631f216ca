using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Serjeant.Evidence;
using Serjeant.Outside.Lookups;

namespace Serjeant.Outside.Authentication;

/// <summary>Why there is no key.</summary>
internal sealed class DkimKeyException(AuthorProofState state, string message) : Exception(message)
{
    internal AuthorProofState State { get; } = state;
}

/// <summary>
/// Fetches public keys for MimeKit and refuses those that RFC 6376 §3.6.1 forbids to use: revoked, for another service or hash, of another
/// version; and keys too weak to prove anything or too long to work with (RFC 8301 §3.2). Asks for a few names only.
/// </summary>
internal sealed class DkimKeys(IDomainNames names, int most) : DkimPublicKeyLocatorBase
{
    private const int WeakestRsa = 1024;
    private const int LongestRsa = 4096;
    private readonly Dictionary<string, string> records = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Task<DnsAnswer<string>>> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The key's record as it was found; null when none was.</summary>
    internal string? RecordOf(string name) => records.GetValueOrDefault(name);

    /// <summary>Asks now for a key that is wanted later: one slow domain then holds up nobody else's.</summary>
    internal void Begin(string name, CancellationToken cancel)
    {
        if (asked.Count < most && !asked.ContainsKey(name)) asked[name] = names.TextsAsync(name, cancel);
    }

    internal static string NameOf(string domain, string selector) => $"{selector}._domainkey.{domain}";

    public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Keys are asked for without blocking a thread");

    public override async Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default)
    {
        var record = await RecordAsync(NameOf(domain, selector), cancellationToken);
        var tags = TagList.Read(record) ?? throw Unusable("The key is not written as a key must be");
        if (tags.TryGetValue("v", out var version) && version != "DKIM1") throw Unusable("The key is of another version");
        if (tags.Solid("p").Length == 0) throw Unusable("The domain has taken its key back");
        if (tags.TryGetValue("s", out var service) && !TagList.Lists(service, "*") && !TagList.Lists(service, "email")) throw Unusable("The key is not for mail");
        if (tags.TryGetValue("h", out var hashes) && !TagList.Lists(hashes, "sha256")) throw Unusable("The key is not for this kind of signature");
        return Strong(Parse(record));
    }

    private async Task<string> RecordAsync(string name, CancellationToken cancel)
    {
        if (records.TryGetValue(name, out var known)) return known;
        Begin(name, cancel);
        if (!asked.TryGetValue(name, out var asking)) throw Unusable("Too many keys would have to be asked for");
        var answer = await asking;
        return answer.State switch
        {
            // Several records are undefined (§3.6.2.2); the first that is a key is taken, as most verifiers do.
            DnsState.Found => records[name] = answer.Values.FirstOrDefault(t => t.Contains("p=", StringComparison.Ordinal)) ?? answer.Values[0],
            DnsState.Failed => throw new DkimKeyException(AuthorProofState.NotNow, "The domain’s key could not be asked for now"),
            DnsState.Offline => throw new DkimKeyException(AuthorProofState.NotChecked, "Nothing was looked up"),
            _ => throw Unusable("The domain has no such key, or no longer"),
        };
    }

    private AsymmetricKeyParameter Parse(string record)
    {
        try
        {
            return GetPublicKey(record);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidCastException or IOException or InvalidOperationException or CryptoException)
        {
            throw Unusable("The key can’t be read");
        }
    }

    private static AsymmetricKeyParameter Strong(AsymmetricKeyParameter key) => key switch
    {
        RsaKeyParameters { Modulus.BitLength: < WeakestRsa } => throw Unusable("The key is too weak to prove anything"),
        RsaKeyParameters { Modulus.BitLength: > LongestRsa } => throw Unusable("The key is longer than is worked with"),
        RsaKeyParameters { Exponent.BitLength: > 64 } => throw Unusable("The key is of an unusual kind"),
        RsaKeyParameters or Ed25519PublicKeyParameters => key,
        _ => throw Unusable("The key is of an unknown kind"),
    };

    private static DkimKeyException Unusable(string why) => new(AuthorProofState.Unusable, why);
}
