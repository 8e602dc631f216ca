using System.Globalization;
using MimeKit;
using MimeKit.Cryptography;
using Serjeant.Evidence;
using Serjeant.Outside.Lookups;

namespace Serjeant.Outside.Authentication;

/// <summary>What became of the chain that forwarders and lists seal (RFC 8617 §5.2).</summary>
public enum ArcState
{
    /// <summary>There is no chain.</summary>
    None = 0,

    /// <summary>The chain holds, and everybody who sealed it is trusted, the first of whom saw that the sender was proved.</summary>
    Pass,

    /// <summary>The chain holds, but anybody can make one: somebody in it is not trusted, or the first did not see the sender proved.</summary>
    Untrusted,
    Fail,
    NotNow,
    NotChecked,
}

/// <param name="Sealers">Domains that sealed, first to last.</param>
/// <param name="Reason">One plain sentence without a full stop.</param>
public sealed record ArcResult(ArcState State, IReadOnlyList<string> Sealers, string Reason);

/// <summary>
/// Checks ARC chains. The arithmetic is MimeKit's. A chain only says that nobody changed what its sealers wrote; whether they may be
/// believed is the office's to say, so a chain of strangers excuses nothing.
/// </summary>
public sealed class ArcChecker(IDomainNames names)
{
    /// <summary>RFC 8617 §4.2.1 allows 50; three or four are seen. Each costs two keys and two signatures.</summary>
    public const int MostSets = 10;

    internal async Task<ArcResult> CheckAsync(MimeMessage message, IReadOnlyCollection<string> trusted, CancellationToken cancel)
    {
        var seals = message.Headers.Where(h => h.Id == HeaderId.ArcSeal).ToArray();
        if (seals.Length == 0) return new ArcResult(ArcState.None, [], "Nobody sealed it on the way");
        if (seals.Length > MostSets || message.Headers.Count(h => h.Field.StartsWith("ARC-", StringComparison.OrdinalIgnoreCase)) > 3 * MostSets)
            return new ArcResult(ArcState.Fail, [], "More sealed it than is looked at");
        var sealers = seals.Select(h => TagList.Read(h.Value)).OfType<IReadOnlyDictionary<string, string>>()
            .OrderBy(t => int.TryParse(t.Solid("i"), NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : int.MaxValue)
            .Select(t => t.Solid("d").ToLowerInvariant()).ToArray();
        var verifier = new ArcVerifier(new DkimKeys(names, 2 * MostSets));
        verifier.Disable(DkimSignatureAlgorithm.RsaSha1);
        try
        {
            var result = await verifier.VerifyAsync(message, cancel);
            if (result.Chain != ArcSignatureValidationResult.Pass)
                return new ArcResult(ArcState.Fail, sealers, "It was sealed on the way, and the seals do not hold");
        }
        catch (DkimKeyException e)
        {
            return new ArcResult(e.State switch { AuthorProofState.NotNow => ArcState.NotNow, AuthorProofState.NotChecked => ArcState.NotChecked, _ => ArcState.Fail }, sealers, e.Message);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidCastException or IOException or Org.BouncyCastle.Crypto.CryptoException)
        {
            return new ArcResult(ArcState.Fail, sealers, "It was sealed on the way, and the seals can’t be read");
        }
        if (sealers.FirstOrDefault(s => !trusted.Contains(s, StringComparer.OrdinalIgnoreCase)) is { } stranger)
            return new ArcResult(ArcState.Untrusted, sealers, $"It was sealed on the way, but your office does not trust {stranger} to seal");
        return FirstSawItProved(message)
            ? new ArcResult(ArcState.Pass, sealers, $"{sealers[0]} saw that its sender was genuine before it was passed on")
            : new ArcResult(ArcState.Untrusted, sealers, $"It was sealed on the way, but {sealers[0]} had not seen its sender proved");
    }

    private static bool FirstSawItProved(MimeMessage message) => message.Headers
        .Where(h => h.Id == HeaderId.ArcAuthenticationResults)
        .Any(h => AuthenticationResults.TryParse(h.RawValue, out var said) && said.Instance == 1
            && said.Results.Any(r => r.Method.Equals("dmarc", StringComparison.OrdinalIgnoreCase) && r.Result.Equals("pass", StringComparison.OrdinalIgnoreCase)));
}
