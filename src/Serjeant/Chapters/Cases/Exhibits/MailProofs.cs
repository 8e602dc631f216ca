using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>What is kept beside a supplied mail about its signatures.</summary>
/// <param name="File">The mail's path in the exhibit.</param>
/// <param name="Sha256">Of the mail's bytes.</param>
/// <param name="Resolvers">Who was asked for the keys.</param>
/// <param name="Problem">Why nothing could be said at all; null when something could.</param>
internal sealed record MailProof(string File, string Sha256, DateTimeOffset CheckedAt, string Resolvers, string? Problem, IReadOnlyList<DkimSignature> Signatures);

/// <summary>
/// Checks who signed a supplied mail (DKIM, RFC 6376) and keeps the answer with the key records it rests on, because domains take keys
/// back. It says of a domain's key what that key did and nothing of a person.
/// </summary>
public sealed class MailProofs(IDomainNames names, TimeProvider time)
{
    /// <summary>Of one exhibit; more are kept unchecked.</summary>
    public const int MostMails = 10;
    private const long MostBytes = 40L * 1024 * 1024;
    private const string Folder = "proof/";
    private const string NotInTime = "the keys could not be asked for in time";

    /// <summary>For all keys of one mail: a person waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static bool IsMail(SealedFile file) => file.MediaType == "message/rfc822";

    /// <param name="ask">False to ask nobody for keys: the domain would learn that its mail is looked at.</param>
    /// <returns>The file to keep beside the mail, what it says in sentences, and whether to ask again because a key could not be asked for now.</returns>
    internal async Task<(SealedFile File, IReadOnlyList<string> Notes, bool IsOpen)> MakeAsync(OpenVault vault, SealedFile mail, bool ask, CancellationToken cancel)
    {
        var (bytes, notes, isOpen) = await AnswerAsync(vault, mail, ask, cancel);
        var path = $"{Folder}{Path.GetFileName(mail.Path)}.dkim.json";
        return (new SealedFile(path, MediaTypes.Of(path), await vault.StoreAsync(bytes, cancel)), notes, isOpen);
    }

    /// <summary>The same, kept nowhere yet.</summary>
    internal async Task<(byte[] Bytes, IReadOnlyList<string> Notes, bool IsOpen)> AnswerAsync(OpenVault vault, SealedFile mail, bool ask, CancellationToken cancel)
    {
        var proof = await CheckAsync(vault, mail, ask, cancel);
        return ([.. JsonSerializer.SerializeToUtf8Bytes(proof, Options), (byte)'\n'], [.. Say(proof)], ask && IsOpen(proof));
    }

    private static bool IsOpen(MailProof proof) => proof.Problem == NotInTime || proof.Signatures.Any(s => s.State is DkimState.NotNow or DkimState.NotChecked);

    internal static IEnumerable<string> Say(MailProof proof)
    {
        var when = $"{proof.CheckedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
        if (proof.Problem is { } problem)
            yield return $"{proof.File}: who signed it could not be checked because {problem}.";
        else if (proof.Signatures.Count == 0)
            yield return $"{proof.File} carries no DKIM signature, so no domain’s key vouches for it.";
        foreach (var signature in proof.Signatures)
            yield return $"{proof.File}: " + signature.State switch
            {
                DkimState.Pass => $"{signature.Domain}’s key signed this message. The key record {signature.KeyName} was asked of {proof.Resolvers} at {when} and is kept. It shows what the domain’s mail server signed, not which person wrote it.",
                DkimState.Fail => $"the signature that names {signature.Domain} does not hold: {signature.Reason}.",
                DkimState.NotChecked => $"the signature that names {signature.Domain} was not checked: nobody was asked for the key.",
                _ => $"the signature that names {(signature.Domain.Length > 0 ? signature.Domain : "no domain")} could not be checked because: {char.ToLowerInvariant(signature.Reason[0])}{signature.Reason[1..]}.",
            };
    }

    private async Task<MailProof> CheckAsync(OpenVault vault, SealedFile mail, bool ask, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        MailProof Of(string? problem, IReadOnlyList<DkimSignature> signatures) =>
            new(mail.Path, mail.Blob.Sha256, now, ask ? names.Resolvers : "nobody", problem, signatures);
        if (mail.Blob.Length > MostBytes)
            return Of("it is too large", []);
        await using var stream = await vault.OpenAsync(mail.Blob, cancel);
        var bytes = new byte[mail.Blob.Length];
        await stream.ReadExactlyAsync(bytes, cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            return Of(null, await new DkimChecker(ask ? names : new NoDomainNames()).CheckAsync(bytes, now, limit.Token));
        }
        catch (FormatException)
        {
            return Of("it is no mail that can be read", []);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Of(NotInTime, []);
        }
    }
}
