using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>
/// Asks who signed the object that a message came as. Deciding on a message never waits for that: a worker asks afterwards, by itself where the office has
/// senders looked up, else at one press, because whoever signed it may notice.
/// </summary>
public sealed class AuthorProofQueue(SerjeantDb db, OfficeChanges changes, AuthorProofs proofs, TimeProvider time)
{
    /// <summary>Whether the office chose that senders are looked up without a person asking each time.</summary>
    public Task<bool> AsksByItselfAsync(CancellationToken cancel) => db.CheckSettings.AnyAsync(s => s.LooksUp, cancel);

    /// <summary>The rows that are made with the exhibit of a message, in its own transaction.</summary>
    public IEnumerable<AuthorProofRetry> For(Exhibit exhibit) =>
        Signed(exhibit).Select(f => AuthorProofRun.For(exhibit, f.Path, exhibit.MadeAt, exhibit.MadeAt));

    /// <summary>Whether a press can ask: it holds a signed object, and nobody asked yet.</summary>
    /// <param name="exhibit">With its files.</param>
    public bool MayBeAsked(Exhibit exhibit, IReadOnlyList<AuthorProofRetry> asked) => exhibit.SealedOffAt is null && asked.Count == 0 && Signed(exhibit).Any();

    /// <returns>False when there is no such exhibit here, or nothing about it to ask.</returns>
    public Task<bool> AskAsync(long exhibitId, Person by, CancellationToken cancel) => changes.RunAsync(by.OfficeId, by.Id, async ledger =>
    {
        var exhibit = await db.Exhibits.AsNoTracking().Include(e => e.Files).SingleOrDefaultAsync(e => e.Id == exhibitId, cancel);
        if (exhibit is null || !MayBeAsked(exhibit, await db.AuthorProofRetries.AsNoTracking().Where(r => r.ExhibitId == exhibitId).ToListAsync(cancel)))
            return false;
        var now = time.GetUtcNow();
        db.AuthorProofRetries.AddRange(Signed(exhibit).Select(f => AuthorProofRun.For(exhibit, f.Path, now, now)));
        ledger.Record("exhibit.key-asked", "exhibit", exhibitId, ("label", exhibit.Label));
        return true;
    }, cancel);

    private IEnumerable<ExhibitFile> Signed(Exhibit exhibit) =>
        exhibit.Source == ExhibitSource.Message ? exhibit.Files.Where(f => proofs.KindOf(f.MediaType) is not null) : [];
}
