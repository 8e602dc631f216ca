using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Chapters.Cases.Exhibits;

/// <summary>A message that could not be kept, and why, in words for the person who decides.</summary>
public sealed record EvidenceGap(long MessageId, string Why);

/// <param name="ExhibitIds">The exhibit of each message that is safe.</param>
public sealed record KeptEvidence(IReadOnlyDictionary<long, long> ExhibitIds, IReadOnlyList<EvidenceGap> Gaps)
{
    public bool IsWhole => Gaps.Count == 0;
}

/// <summary>
/// Keeps messages as exhibits before something removes them from the platform. A message is kept once: asked again, the
/// same exhibit answers. What can't be kept is a gap that the caller records; it never stops the decision, because a home
/// address must come down whether or not the disk is full.
/// </summary>
public sealed class MessageEvidence(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>How long keeping may hold up a decision.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private const int Batch = 50;

    /// <summary>Has a database context and transactions of its own: call it before the decision's transaction, never inside.</summary>
    /// <param name="caseId">The case that asks, if one does.</param>
    public async Task<KeptEvidence> KeepAsync(
        long officeId, long madeById, IReadOnlyList<long> messageIds, long? caseId, CancellationToken cancel)
    {
        // Its own context, so that what failed half-way can't be saved later by the caller.
        await using var scope = scopes.CreateAsyncScope();
        var work = new Keeping(scope.ServiceProvider, officeId, madeById, caseId);
        using var limit = new CancellationTokenSource(Longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await work.RunAsync([.. messageIds.Distinct()], both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return work.Stopped("Keeping it took more than 20 seconds.");
        }
        catch (VaultException e)
        {
            return work.Stopped(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return work.Stopped("The evidence store could not be written to.");
        }
    }

    private sealed class Keeping
    {
        private readonly SerjeantDb db;
        private readonly OfficeVault vaults;
        private readonly ExhibitMaker maker;
        private readonly AuthorProofQueue proofs;
        private readonly long officeId;
        private readonly long madeById;
        private readonly long? caseId;
        private readonly Dictionary<long, long> kept = [];
        private readonly List<EvidenceGap> gaps = [];
        private IReadOnlyList<long> wanted = [];
        private bool? asksKeys;

        public Keeping(IServiceProvider services, long officeId, long madeById, long? caseId)
        {
            db = services.GetRequiredService<SerjeantDb>();
            db.OfficeScope = officeId;
            vaults = services.GetRequiredService<OfficeVault>();
            maker = services.GetRequiredService<ExhibitMaker>();
            proofs = services.GetRequiredService<AuthorProofQueue>();
            (this.officeId, this.madeById, this.caseId) = (officeId, madeById, caseId);
        }

        public async Task<KeptEvidence> RunAsync(IReadOnlyList<long> ids, CancellationToken cancel)
        {
            wanted = ids;
            foreach (var batch in ids.Chunk(500))
                await FindKeptAsync(batch, cancel);
            var left = Left().ToList();
            if (left.Count > 0)
            {
                await using var vault = await vaults.OpenAsync(officeId, cancel);
                foreach (var batch in left.Chunk(Batch))
                    await KeepAsync(vault, batch, cancel);
            }
            return new KeptEvidence(kept, gaps);
        }

        public KeptEvidence Stopped(string why)
        {
            gaps.AddRange(Left().Select(id => new EvidenceGap(id, why)).ToList());
            return new KeptEvidence(kept, gaps);
        }

        private IEnumerable<long> Left() => wanted.Except(kept.Keys).Except(gaps.Select(g => g.MessageId));

        private async Task FindKeptAsync(long[] ids, CancellationToken cancel)
        {
            var keys = ids.Select(MessageExhibit.KeyOf).ToList();
            foreach (var found in await db.Exhibits.Where(e => keys.Contains(e.Key)).Select(e => new { e.Id, e.MessageId }).ToListAsync(cancel))
                kept[found.MessageId!.Value] = found.Id;
        }

        private async Task KeepAsync(OpenVault vault, long[] ids, CancellationToken cancel)
        {
            var messages = await db.Messages.AsNoTracking().Include(m => m.Author).Include(m => m.Findings).AsSplitQuery()
                .Where(m => ids.Contains(m.Id)).OrderBy(m => m.Id).ToListAsync(cancel);
            var raws = await db.MessageRaws.AsNoTracking().Where(r => ids.Contains(r.MessageId)).ToDictionaryAsync(r => r.MessageId, cancel);
            var parents = await SealedParents.ReadAsync(db, officeId, cancel);
            gaps.AddRange(ids.Except(messages.Select(m => m.Id)).Select(id => new EvidenceGap(id, "There is no such message.")));
            var drafts = new ExhibitDraft?[messages.Count];
            await Parallel.ForAsync(0, messages.Count, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel }, async (i, stop) =>
            {
                try
                {
                    drafts[i] = await MessageExhibit.SealAsync(vault, messages[i], raws.GetValueOrDefault(messages[i].Id), parents.IsAnsweredBy(messages[i]), caseId, stop);
                }
                catch (Exception e) when (e is VaultException or InvalidDataException)
                {
                    var gap = new EvidenceGap(messages[i].Id, e is VaultException ? e.Message : "The message's original object could not be read.");
                    lock (gaps)
                        gaps.Add(gap);
                }
            });
            var (made, refused) = await maker.MakeAsync(vault, officeId, madeById, [.. drafts.OfType<ExhibitDraft>()], AlsoAsync, cancel);
            foreach (var exhibit in made)
                kept[exhibit.MessageId!.Value] = exhibit.Id;
            gaps.AddRange(drafts.OfType<ExhibitDraft>().Where(d => refused.ContainsKey(d.Key)).Select(d => new EvidenceGap(d.MessageId!.Value, refused[d.Key].Why + ".")));
            db.ChangeTracker.Clear();
        }

        private async Task AlsoAsync(Exhibit exhibit, LedgerWriter ledger)
        {
            asksKeys ??= await proofs.AsksByItselfAsync(CancellationToken.None);
            if (asksKeys.Value)
                db.AuthorProofRetries.AddRange(proofs.For(exhibit));
        }
    }
}
