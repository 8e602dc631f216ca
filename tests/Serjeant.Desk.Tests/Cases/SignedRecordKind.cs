using System.Security.Cryptography;
using System.Text.Json;
using Serjeant.Evidence;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A second kind of author proof, as a platform's might be: a record of JSON that an account's own P-256 key signed, the key published under the account's lasting id.</summary>
internal sealed class SignedRecordKind(Dictionary<string, string> published) : IAuthorProofKind
{
    public const string Type = "application/vnd.example.signed-record+json";

    public string Name => "signed-record";

    public string KeysFrom => "accounts.example";

    public string Shows => "that the key of the account named as \"signer\" signed that record.";

    public string ShowsNot => "which person holds the account.";

    public string HowToCheck => "openssl dgst -sha256 -verify key.pem -signature record.sig record.txt";

    public bool Takes(string mediaType) => mediaType == Type;

    public static string Sign(Dictionary<string, string> published, string account, string text)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        published[account] = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        return JsonSerializer.Serialize(new Record(account, text, Convert.ToBase64String(key.SignData(System.Text.Encoding.UTF8.GetBytes(account + "\n" + text), HashAlgorithmName.SHA256))));
    }

    public Task<IReadOnlyList<AuthorSignature>> CheckAsync(ReadOnlyMemory<byte> signed, DateTimeOffset at, IReadOnlyDictionary<string, string>? held, CancellationToken cancellation)
    {
        var record = JsonSerializer.Deserialize<Record>(signed.Span)!;
        var state = AuthorProofState.NotChecked;
        if ((held ?? published).TryGetValue(record.Account, out var found))
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(found), out _);
            state = key.VerifyData(System.Text.Encoding.UTF8.GetBytes(record.Account + "\n" + record.Text), Convert.FromBase64String(record.Signature), HashAlgorithmName.SHA256)
                ? AuthorProofState.Pass : AuthorProofState.Fail;
        }
        return Task.FromResult<IReadOnlyList<AuthorSignature>>([new(record.Account, state, "The sum was done", "ecdsa-p256-sha256", ["account", "text"], null, record.Account, found)]);
    }

    public IEnumerable<string> Say(AuthorProof proof) => proof.Signatures.Select(s => $"{proof.File}: the key of {s.Signer} {(s.State == AuthorProofState.Pass ? "signed" : "did not sign")} this record.");

    private sealed record Record(string Account, string Text, string Signature);
}
