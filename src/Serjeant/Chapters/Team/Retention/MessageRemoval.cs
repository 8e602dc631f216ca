using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Data;

namespace Serjeant.Chapters.Team.Retention;

/// <summary>Deletes messages and everything that was kept about them, inside a change.</summary>
public sealed class MessageRemoval(SerjeantDb db, ExhibitRemoval exhibits)
{
    public async Task RemoveAsync(
        long officeId, long? actorId, IReadOnlyList<long> ids, RetentionOutcome outcome, LedgerWriter ledger, CancellationToken cancel)
    {
        var messages = db.Messages.Where(m => ids.Contains(m.Id));
        var textKeys = await messages.Where(m => m.TextKey != null).Select(m => m.TextKey!.Value).Distinct().ToListAsync(cancel);
        var authors = await messages.Select(m => m.AuthorId).Distinct().ToListAsync(cancel);
        var batches = await db.Decisions.Where(d => ids.Contains(d.MessageId)).Select(d => d.BatchId).Distinct().ToListAsync(cancel);
        await exhibits.RemoveAsync(db.Exhibits.Where(e => e.MessageId != null && ids.Contains(e.MessageId.Value)), actorId, cancel);

        await db.MessageFindings.Where(f => ids.Contains(f.MessageId)).ExecuteDeleteAsync(cancel);
        await db.MessageRaws.Where(r => ids.Contains(r.MessageId)).ExecuteDeleteAsync(cancel);
        await db.PlatformSteps.Where(s => ids.Contains(s.MessageId)).ExecuteDeleteAsync(cancel);
        await db.Decisions.Where(d => ids.Contains(d.MessageId)).ExecuteDeleteAsync(cancel);
        await db.Uncoverings.Where(u => ids.Contains(u.MessageId)).ExecuteDeleteAsync(cancel);
        await db.Captures.Where(c => c.MessageId != null && ids.Contains(c.MessageId.Value)).ExecuteDeleteAsync(cancel);
        await db.CaseMessages.Where(c => ids.Contains(c.MessageId)).ExecuteDeleteAsync(cancel);
        await messages.ExecuteDeleteAsync(cancel);
        await RemoveFromSearchAsync(ids, cancel);

        await RecountAsync(textKeys, cancel);
        await ForgetAsync(authors, batches, cancel);
        ledger.Record("retention.deleted", "messages", Guid.NewGuid().ToString("N"),
            ("outcome", outcome.ToString()), ("count", ids.Count.ToString(CultureInfo.InvariantCulture)),
            ("messages", DecisionRoot.Of(ids.Select(id => (id, (long?)null)))));
    }

    /// <summary>
    /// Takes away what a message said and the object it came as, and leaves that there was one: for evidence that was sealed off or destroyed.
    /// </summary>
    public async Task EmptyAsync(long id, string inItsPlace, CancellationToken cancel)
    {
        var textKey = await db.Messages.Where(m => m.Id == id).Select(m => m.TextKey).SingleOrDefaultAsync(cancel);
        await db.MessageFindings.Where(f => f.MessageId == id).ExecuteDeleteAsync(cancel);
        await db.MessageRaws.Where(r => r.MessageId == id).ExecuteDeleteAsync(cancel);
        await db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Text, inItsPlace).SetProperty(m => m.Subject, (string?)null).SetProperty(m => m.ParentText, (string?)null)
            .SetProperty(m => m.Address, (string?)null).SetProperty(m => m.TextKey, (long?)null).SetProperty(m => m.StandsForGroup, true), cancel);
        await RemoveFromSearchAsync([id], cancel);
        if (textKey is { } group)
            await RecountAsync([group], cancel);
    }

    /// <summary>The ids go as one parameter: a list of them can't be that long everywhere.</summary>
    private Task<int> RemoveFromSearchAsync(IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (!db.IsSqlite)
            return db.Database.ExecuteSqlAsync($"""DELETE FROM "MessageSearch" WHERE "MessageId" = ANY({ids.ToArray()})""", cancel);
        var list = JsonSerializer.Serialize(ids);
        return db.Database.ExecuteSqlAsync($"""DELETE FROM "MessageSearch" WHERE rowid IN (SELECT value FROM json_each({list}))""", cancel);
    }

    private async Task RecountAsync(List<long> keys, CancellationToken cancel)
    {
        await SameText.RefreshAsync(db, keys, cancel);
        var touched = db.TextGroups.Where(g => keys.Contains(g.TextKey));
        await touched.Where(g => !db.Messages.Any(m => m.TextKey == g.TextKey)).ExecuteDeleteAsync(cancel);
        await touched.ExecuteUpdateAsync(set => set
            .SetProperty(g => g.Total, g => db.Messages.Count(m => m.TextKey == g.TextKey))
            .SetProperty(g => g.Authors, g => db.Messages.Where(m => m.TextKey == g.TextKey).Select(m => m.AuthorId).Distinct().Count())
            .SetProperty(g => g.FirstSentAt, g => db.Messages.Where(m => m.TextKey == g.TextKey).Min(m => m.SentAt))
            .SetProperty(g => g.LastSentAt, g => db.Messages.Where(m => m.TextKey == g.TextKey).Max(m => m.SentAt)), cancel);
    }

    /// <summary>
    /// Accounts that nothing is left of, and the keys behind what the ledger committed to: it stays whole, and what it
    /// committed to can no longer be guessed.
    /// </summary>
    private async Task ForgetAsync(List<long> authors, List<Guid> batches, CancellationToken cancel)
    {
        var gone = await db.Authors.Where(a => authors.Contains(a.Id) && !db.Messages.Any(m => m.AuthorId == a.Id)).Select(a => a.Id).ToListAsync(cancel);
        await db.AuthorLinks.Where(l => gone.Contains(l.AuthorId) || gone.Contains(l.OtherId)).ExecuteDeleteAsync(cancel);
        await db.Authors.Where(a => gone.Contains(a.Id)).ExecuteDeleteAsync(cancel);
        var left = await db.Decisions.Where(d => batches.Contains(d.BatchId)).Select(d => d.BatchId).Distinct().ToListAsync(cancel);
        var subjects = gone.Select(id => "author:" + id.ToString(CultureInfo.InvariantCulture))
            .Concat(batches.Except(left).Select(b => "decision:" + b.ToString("N"))).ToList();
        await db.SubjectKeys.Where(k => subjects.Contains(k.Subject)).ExecuteDeleteAsync(cancel);
    }
}
