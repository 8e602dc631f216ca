using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.NewCase;

/// <summary>What a person says when a case is opened. The page has checked lengths.</summary>
public sealed record CaseFacts(
    string Title, string? Summary, string? WhoIsTargeted, string? Impact, string? Witnesses, string? SuspectedIdentity, string? SuspectedIdentityWhy);

/// <param name="Gaps">What could not be kept of its messages.</param>
/// <param name="Pages">The posts and profile pages that are being kept.</param>
public sealed record OpenedCase(Case Case, IReadOnlyList<EvidenceGap> Gaps, PagesAsked Pages);

/// <summary>Opens cases: from messages, whose evidence is kept first, or from nothing.</summary>
public sealed class CaseOpening(SerjeantDb db, OfficeChanges changes, MessageEvidence evidence, CasePages pages, CaptureLine line, TimeProvider time)
{
    /// <summary>The most messages that one case starts from.</summary>
    public const int MostMessages = 2_000;

    /// <summary>The messages behind ids or a batch, this office's only; what isn't there is left out.</summary>
    public async Task<IReadOnlyList<long>> MessagesOfAsync(IReadOnlyList<long> ids, Guid? batch, CancellationToken cancel)
    {
        var wanted = batch is null
            ? db.Messages.Where(m => ids.Contains(m.Id))
            : db.Messages.Where(m => db.Decisions.Any(d => d.MessageId == m.Id && d.BatchId == batch && d.Kind == DecisionKind.MakeCase && d.UndoneAt == null));
        return await wanted.OrderBy(m => m.SentAt).ThenBy(m => m.Id).Select(m => m.Id).Take(MostMessages).ToListAsync(cancel);
    }

    /// <param name="keepPages">The pages of the messages are captured too; where not, neither are those that the decision to make a case asked for.</param>
    public async Task<OpenedCase> OpenAsync(
        Person by, CaseFacts facts, bool danger, bool called999, IReadOnlyList<long> messageIds, bool keepPages, CancellationToken cancel)
    {
        var (opened, asked) = await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
        {
            var now = time.GetUtcNow();
            var opened = new Case
            {
                OfficeId = by.OfficeId,
                Number = await NextNumberAsync(cancel),
                Title = facts.Title,
                Summary = facts.Summary,
                WhoIsTargeted = facts.WhoIsTargeted,
                Impact = facts.Impact,
                Witnesses = facts.Witnesses,
                SuspectedIdentity = facts.SuspectedIdentity,
                SuspectedIdentityWhy = facts.SuspectedIdentityWhy,
                ImmediateDanger = danger,
                Called999At = called999 ? now : null,
                OwnerId = by.Id,
                OpenedById = by.Id,
                OpenedAt = now,
            };
            db.Cases.Add(opened);
            await db.SaveChangesAsync(cancel);
            ledger.Record("case.opened", "case", opened.Id, ("number", CasesLinks.Name(opened.Number)), ("danger", danger ? "yes" : "no"));
            ledger.Commit($"case:{opened.Id}", "title", facts.Title);
            await AddMessagesAsync(opened, by, messageIds, ledger, cancel);
            if (messageIds.Count == 0)
                return (opened, PagesAsked.None);
            await db.SaveChangesAsync(cancel);
            if (!keepPages)
            {
                await line.TakeOffAsync(AskedByDecision(opened), CaptureState.Withdrawn, "It was taken off the list: the case was made without its pages.", ledger, cancel);
                return (opened, PagesAsked.None);
            }
            return (opened, await pages.AskAsync(opened, by, CasePages.MostAtOnce, ledger, cancel));
        }, cancel);
        var kept = await evidence.KeepAsync(by.OfficeId, by.Id, messageIds, opened.Id, cancel);
        return new OpenedCase(opened, kept.Gaps, asked);
    }

    /// <summary>Adds messages to a case that is open; those that are in it already stay once.</summary>
    public async Task<IReadOnlyList<EvidenceGap>> AddAsync(Case to, Person by, IReadOnlyList<long> messageIds, CancellationToken cancel)
    {
        await changes.RunAsync(by.OfficeId, by.Id, ledger => AddMessagesAsync(to, by, messageIds, ledger, cancel), cancel);
        return (await evidence.KeepAsync(by.OfficeId, by.Id, messageIds, to.Id, cancel)).Gaps;
    }

    private async Task AddMessagesAsync(Case to, Person by, IReadOnlyList<long> messageIds, LedgerWriter ledger, CancellationToken cancel)
    {
        if (messageIds.Count == 0)
            return;
        var there = await db.CaseMessages.Where(c => c.CaseId == to.Id).Select(c => c.MessageId).ToListAsync(cancel);
        var now = time.GetUtcNow();
        foreach (var id in messageIds.Except(there))
        {
            db.CaseMessages.Add(new CaseMessage { CaseId = to.Id, MessageId = id, OfficeId = by.OfficeId, AddedById = by.Id, AddedAt = now });
            ledger.Record("case.message-added", "case", to.Id, ("message", Number(id)));
        }
        await db.Decisions
            .Where(d => messageIds.Contains(d.MessageId) && d.Kind == DecisionKind.MakeCase && d.UndoneAt == null && d.CaseId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.CaseId, to.Id), cancel);
        // What the decision asked for goes into the case, and so comes sooner.
        await db.Captures.Where(c => c.CaseId == null && c.MessageId != null && messageIds.Contains(c.MessageId.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CaseId, to.Id), cancel);
    }

    /// <summary>What "Make a case" itself put in line. What a person asked for at any other time has another time, and is theirs to take off.</summary>
    private IQueryable<Capture> AskedByDecision(Case of) => db.Captures.Where(c => c.CaseId == of.Id && db.Decisions.Any(d =>
        d.MessageId == c.MessageId && d.CaseId == of.Id && d.Kind == DecisionKind.MakeCase && d.UndoneAt == null && d.DecidedById == c.AskedById && d.DecidedAt == c.AskedAt));

    /// <summary>
    /// Numbers are never given twice: retention may have deleted the newest case, but not the ledger's entry of its opening.
    /// </summary>
    private async Task<int> NextNumberAsync(CancellationToken cancel)
    {
        var highest = await db.Cases.IgnoreQueryFilters(["deleted"]).MaxAsync(c => (int?)c.Number, cancel) ?? 0;
        var opened = await db.LedgerEntries.CountAsync(e => e.Action == "case.opened", cancel);
        return Math.Max(highest, opened) + 1;
    }

    private static string Number(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
