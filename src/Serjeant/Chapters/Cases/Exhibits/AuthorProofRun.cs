using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>
/// One worker's turn at a signed file (mostly a mail) whose keys were not, or could not be, asked for when its exhibit was made: asks, and again, later each time, and keeps the answer beside the
/// exhibit. A killed turn is taken up again; the row's end, its ledger entry and the claim on the stored answer are one transaction.
/// </summary>
public sealed class AuthorProofRun(SerjeantDb db, OfficeChanges changes, Leases leases, OfficeVault vaults, AuthorProofs proofs, TimeProvider time)
{
    /// <summary>How long after so many tries it is asked again; then always the last.</summary>
    public static readonly IReadOnlyList<TimeSpan> Rests =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6)];

    /// <summary>Domains take keys back within weeks; after that an answer says nothing of when the mail was sent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(14);

    /// <summary>The row that is made with the exhibit, in its own transaction.</summary>
    public static AuthorProofRetry For(Exhibit exhibit, string path) => For(exhibit, path, exhibit.MadeAt, exhibit.MadeAt + Rests[0]);

    public static AuthorProofRetry For(Exhibit exhibit, string path, DateTimeOffset askedAt, DateTimeOffset nextTryAt) => new()
    {
        OfficeId = exhibit.OfficeId,
        ExhibitId = exhibit.Id,
        Path = path,
        AskedAt = askedAt,
        NextTryAt = nextTryAt,
    };

    /// <returns>False when somebody else has it, or it is done.</returns>
    public async Task<bool> TryAsync(long id, string owner, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<AuthorProofRetry>(id, owner, cancel))
            return false;
        try
        {
            var row = await db.AuthorProofRetries.IgnoreQueryFilters().AsNoTracking().SingleAsync(r => r.Id == id, cancel);
            db.OfficeScope = row.OfficeId;
            if (row.State != AuthorProofRetryState.Waiting)
                return false;
            await AskAsync(row, owner, cancel);
            return true;
        }
        finally
        {
            await leases.ReleaseAsync<AuthorProofRetry>(id, owner, CancellationToken.None);
        }
    }

    private async Task AskAsync(AuthorProofRetry row, string owner, CancellationToken cancel)
    {
        var marked = SealedMarks.Bytes(db);
        var file = await db.ExhibitFiles.AsNoTracking()
            .SingleOrDefaultAsync(f => f.ExhibitId == row.ExhibitId && f.Path == row.Path && db.Exhibits.Any(e => e.Id == row.ExhibitId && e.SealedOffAt == null)
                && !marked.Any(m => m.Hash == f.Hash), cancel);
        if (file is null || proofs.KindOf(file.MediaType) is not { } kind)
        {
            await Mine(row.Id, owner).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, AuthorProofRetryState.GivenUp), cancel);
            return; // Sealed off, closed, or let go.
        }
        try
        {
            await using var vault = await vaults.OpenAsync(row.OfficeId, cancel);
            var signed = new SealedFile(file.Path, file.MediaType, new BlobRef(file.Hash, file.Bytes));
            var (answer, says, isOpen) = await proofs.AnswerAsync(vault, signed, kind, ask: true, cancel);
            if (isOpen)
                await PostponeAsync(row, owner, cancel);
            else
                await KeepAsync(vault, row, owner, answer, string.Join('\n', says), cancel);
        }
        catch (Exception e) when (e is VaultException or FileNotFoundException)
        {
            await PostponeAsync(row, owner, cancel);
        }
    }

    private async Task KeepAsync(OpenVault vault, AuthorProofRetry row, string owner, byte[] bytes, string said, CancellationToken cancel)
    {
        var answer = await vault.StoreAsync(bytes, cancel);
        await changes.RunAsync(row.OfficeId, null, async ledger =>
        {
            var now = time.GetUtcNow();
            var kept = await Mine(row.Id, owner).ExecuteUpdateAsync(set => set
                .SetProperty(r => r.State, AuthorProofRetryState.Done).SetProperty(r => r.Attempts, r => r.Attempts + 1).SetProperty(r => r.TriedAt, now)
                .SetProperty(r => r.Said, said).SetProperty(r => r.Hash, answer.Sha256).SetProperty(r => r.Bytes, answer.Length), cancel);
            if (kept != 1)
                return; // Somebody else was quicker, or the exhibit was let go.
            await BlobClaim.TakeAsync(db, vault, ledger, [answer], "The answer was cleared away while it was kept; it is asked for again", cancel);
            var label = await db.Exhibits.Where(e => e.Id == row.ExhibitId).Select(e => e.Label).SingleAsync(cancel);
            ledger.Record(LedgerProof.AnsweredAction, "exhibit", row.ExhibitId, (LedgerProof.LabelFact, label), (LedgerProof.AnswerFact, answer.Sha256));
        }, cancel);
    }

    private Task PostponeAsync(AuthorProofRetry row, string owner, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var next = now + Rests[Math.Min(row.Attempts + 1, Rests.Count - 1)];
        var state = next > row.AskedAt + Patience ? AuthorProofRetryState.GivenUp : AuthorProofRetryState.Waiting;
        return Mine(row.Id, owner).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.State, state).SetProperty(r => r.Attempts, r => r.Attempts + 1).SetProperty(r => r.TriedAt, now).SetProperty(r => r.NextTryAt, next), cancel);
    }

    private IQueryable<AuthorProofRetry> Mine(long id, string owner) =>
        db.AuthorProofRetries.Where(r => r.Id == id && r.LeaseOwner == owner && r.State == AuthorProofRetryState.Waiting);
}
