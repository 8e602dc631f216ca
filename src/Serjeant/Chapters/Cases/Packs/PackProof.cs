using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Evidence;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>
/// Who signed a supplied mail, where the domain answered only after the exhibit was sealed. The exhibit is as it was, so the later answer lies in a folder
/// of its own; the bag's lists cover it.
/// </summary>
public sealed record PackProof(PackExhibit Of, MailProofRetry Answer)
{
    /// <summary>Its place in the pack's <c>data/</c>.</summary>
    public string File => $"{VerifyMailProofs.FolderOf(Of.Folder)}/{Path.GetFileName(Answer.Path)}.dkim.json";

    /// <summary>What it says, sentence by sentence; names of domains in it are from outside.</summary>
    public IEnumerable<string> Says => Answer.Said?.Split('\n') ?? [];

    /// <summary>The answers to exhibits that go in themselves.</summary>
    public static async Task<IReadOnlyList<PackProof>> ReadAsync(SerjeantDb db, IReadOnlyList<PackExhibit> exhibits, CancellationToken cancel)
    {
        var whole = exhibits.Where(e => !e.HeldBack).ToDictionary(e => e.Exhibit.Id);
        var answers = await db.MailProofRetries.AsNoTracking().Where(r => whole.Keys.Contains(r.ExhibitId) && r.State == MailProofState.Done && r.Hash != null)
            .OrderBy(r => r.ExhibitId).ThenBy(r => r.Path).ToListAsync(cancel);
        return [.. answers.Select(a => new PackProof(whole[a.ExhibitId], a))];
    }
}
