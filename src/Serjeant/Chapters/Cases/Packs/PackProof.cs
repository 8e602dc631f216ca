using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>
/// Who signed a file of an exhibit. A proof that was made with the exhibit lies in it; one that was answered after the exhibit was sealed lies in a folder of its
/// own, since the exhibit is as it was, and the bag's lists cover it.
/// </summary>
/// <param name="File">Its place in the pack's <c>data/</c>.</param>
/// <param name="Later">The later answer; null for a proof in the exhibit.</param>
/// <param name="Says">Sentence by sentence; names in it are from outside.</param>
public sealed record PackProof(PackExhibit Of, IAuthorProofKind Kind, string File, AuthorProofRetry? Later, IReadOnlyList<string> Says)
{
    /// <summary>The proofs of exhibits that go in themselves.</summary>
    public static async Task<IReadOnlyList<PackProof>> ReadAsync(SerjeantDb db, OpenVault vault, AuthorProofs kinds, IReadOnlyList<PackExhibit> exhibits, CancellationToken cancel)
    {
        var whole = exhibits.Where(e => !e.HeldBack).ToDictionary(e => e.Exhibit.Id);
        var answers = (await db.AuthorProofRetries.AsNoTracking().Where(r => whole.Keys.Contains(r.ExhibitId) && r.State == AuthorProofRetryState.Done && r.Hash != null)
            .OrderBy(r => r.Path).ToListAsync(cancel)).ToLookup(r => r.ExhibitId);
        var proofs = new List<PackProof>();
        foreach (var exhibit in whole.Values)
        {
            foreach (var file in exhibit.Files.Where(f => AuthorProof.IsPath(f.Path)))
            {
                if (kinds.Named(AuthorProof.KindOf(file.Path)) is { } kind)
                    proofs.Add(new PackProof(exhibit, kind, $"exhibits/{exhibit.Folder}/{file.Path}", null, await SaysAsync(vault, kind, file, cancel)));
            }
            foreach (var answer in answers[exhibit.Exhibit.Id])
            {
                if (exhibit.Files.FirstOrDefault(f => f.Path == answer.Path) is { } signed && kinds.KindOf(signed.MediaType) is { } kind)
                    proofs.Add(new PackProof(
                        exhibit, kind, $"{VerifyAuthorProofs.FolderOf(exhibit.Folder)}/{AuthorProof.NameOf(answer.Path, kind.Name)}", answer, answer.Said?.Split('\n') ?? []));
            }
        }
        return proofs;
    }

    private static async Task<IReadOnlyList<string>> SaysAsync(OpenVault vault, IAuthorProofKind kind, ExhibitFile file, CancellationToken cancel)
    {
        await using var stream = await vault.OpenAsync(new BlobRef(file.Hash, file.Bytes), cancel);
        var bytes = new byte[Math.Min(file.Bytes, AuthorProof.MaxBytes)];
        await stream.ReadExactlyAsync(bytes, cancel);
        try
        {
            return [.. kind.Say(AuthorProof.Parse(bytes))];
        }
        catch (FormatException e)
        {
            return [e.Message];
        }
    }
}
