using Serjeant.Evidence;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>
/// Checks who signed a file of an exhibit, by whichever kind of author proof takes it, and keeps the answer with the keys that it rests on: whoever published
/// them takes them back.
/// </summary>
public sealed class AuthorProofs(IEnumerable<IAuthorProofKind> kinds, TimeProvider time)
{
    /// <summary>Of one exhibit; more are kept unchecked.</summary>
    public const int MostFiles = 10;

    private const string NotInTime = "the keys could not be asked for in time";

    /// <summary>For all keys of one file: a person waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>Null where no kind takes files of that type.</returns>
    public IAuthorProofKind? KindOf(string mediaType) => kinds.FirstOrDefault(k => k.Takes(mediaType));

    public IAuthorProofKind? Named(string name) => kinds.FirstOrDefault(k => k.Name == name);

    /// <summary>The name that a later proof about a file has.</summary>
    /// <param name="path">The file's in the exhibit.</param>
    public string? NameOf(string path, string mediaType) => KindOf(mediaType) is { } kind ? AuthorProof.NameOf(path, kind.Name) : null;

    /// <param name="ask">False to ask nobody for keys: the signer would learn that it is looked at.</param>
    /// <returns>The file to keep beside the signed one, what it says in sentences, and whether to ask again because a key could not be asked for now.</returns>
    internal async Task<(SealedFile File, IReadOnlyList<string> Notes, bool IsOpen)> MakeAsync(OpenVault vault, SealedFile signed, IAuthorProofKind kind, bool ask, CancellationToken cancel)
    {
        var (bytes, notes, isOpen) = await AnswerAsync(vault, signed, kind, ask, cancel);
        var path = AuthorProof.PathOf(signed.Path, kind.Name);
        return (new SealedFile(path, MediaTypes.Of(path), await vault.StoreAsync(bytes, cancel)), notes, isOpen);
    }

    /// <summary>The same, kept nowhere yet.</summary>
    internal async Task<(byte[] Bytes, IReadOnlyList<string> Notes, bool IsOpen)> AnswerAsync(OpenVault vault, SealedFile signed, IAuthorProofKind kind, bool ask, CancellationToken cancel)
    {
        var proof = await CheckAsync(vault, signed, kind, ask, cancel);
        return (proof.ToBytes(), [.. kind.Say(proof)], ask && IsOpen(proof));
    }

    private static bool IsOpen(AuthorProof proof) => proof.Problem == NotInTime || proof.Signatures.Any(s => s.State is AuthorProofState.NotNow or AuthorProofState.NotChecked);

    private async Task<AuthorProof> CheckAsync(OpenVault vault, SealedFile signed, IAuthorProofKind kind, bool ask, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        AuthorProof Of(string? problem, IReadOnlyList<AuthorSignature> signatures) =>
            new(kind.Name, signed.Path, signed.Blob.Sha256, now, ask ? kind.KeysFrom : "nobody", problem, signatures);
        if (signed.Blob.Length > AuthorProof.MostSignedBytes)
            return Of("it is too large", []);
        var bytes = await vault.ReadAsync(signed.Blob, cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            return Of(null, await kind.CheckAsync(bytes, now, ask ? null : new Dictionary<string, string>(), limit.Token));
        }
        catch (FormatException e)
        {
            return Of(e.Message, []);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Of(NotInTime, []);
        }
    }
}
