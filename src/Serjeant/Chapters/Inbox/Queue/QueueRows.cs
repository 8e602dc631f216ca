using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Text;

namespace Serjeant.Chapters.Inbox.Queue;

/// <summary>Fills in the rows of one page: a handful of queries by id, whatever the size of the inbox.</summary>
public static class QueueRows
{
    private const int SnippetLength = 140;

    /// <summary>Enough for a snippet even where a sender padded it with what can't be seen.</summary>
    private const int TextRead = 600;

    /// <summary>People who write the same letter are no spammers, whatever a rule makes of the letter.</summary>
    private static readonly Category[] NeverOfCampaigns = [Category.Spam, Category.Inauthentic];

    /// <returns>In the order of <paramref name="ids"/>; a message that went away meanwhile is left out.</returns>
    public static async Task<IReadOnlyList<QueueRow>> LoadAsync(
        SerjeantDb db, IReadOnlyList<long> ids, RuleBook rules, QueueSight sight, long readerId, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return [];
        var messages = await sight.Of(db.Messages.AsNoTracking().Where(m => ids.Contains(m.Id))).Select(m => new
        {
            m.Id,
            m.Platform,
            m.Kind,
            m.AuthorId,
            m.Author!.Handle,
            m.Author.DisplayName,
            m.Account,
            m.ThreadId,
            m.Address,
            m.SentAt,
            m.State,
            m.Rank,
            m.TopSeverity,
            m.CategoryBits,
            m.TextKey,
            m.LastDecisionId,
            m.Language,
            Start = m.Text.Length > TextRead ? m.Text.Substring(0, TextRead) : m.Text,
        }).ToDictionaryAsync(m => m.Id, cancel);
        var findings = (await db.MessageFindings.AsNoTracking().Where(f => ids.Contains(f.MessageId)).ToListAsync(cancel)).ToLookup(f => f.MessageId);
        var groups = await GroupsAsync(db, messages.Values.Select(m => m.TextKey).OfType<long>().Distinct().ToList(), cancel);
        var seen = await SeenAsync(db, ids, readerId, cancel);
        var decisionIds = messages.Values.Select(m => m.LastDecisionId).OfType<long>().ToList();
        var decisions = decisionIds.Count == 0 ? []
            : await db.Decisions.AsNoTracking().Where(d => decisionIds.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);

        RowGroup? GroupOf(long? key) => key is { } k ? groups.GetValueOrDefault(k) : null;
        return [.. ids.Where(messages.ContainsKey).Select(id => messages[id]).Select(m =>
        {
            var group = GroupOf(m.TextKey);
            var campaign = group?.Kind == TextGroupKind.Campaign;
            List<MessageFinding> own = [.. findings[m.Id].Where(f => !campaign || !NeverOfCampaigns.Contains(f.Category))];
            return new QueueRow
            {
                Id = m.Id, Platform = m.Platform, Kind = m.Kind, AuthorId = m.AuthorId,
                Handle = Line(m.Handle, 80), DisplayName = Line(m.DisplayName, 80), Account = Line(m.Account, 80), ThreadId = m.ThreadId,
                Address = m.Address, SentAt = m.SentAt, State = m.State, Rank = m.Rank, Severity = m.TopSeverity,
                CategoryBits = campaign ? m.CategoryBits & ~CategoryBits.Of(NeverOfCampaigns) : m.CategoryBits,
                Findings = own,
                Language = m.Language,
                Rule = rules.WorstBroken(own),
                Snippet = sight.Snippets && !QueueSight.IsHarsh(m.CategoryBits, m.Language) ? Summary.OneLine(m.Start, SnippetLength) : null,
                MayRead = sight.MayRead(m.CategoryBits, m.Language),
                Group = group,
                Seen = seen.GetValueOrDefault(m.Id),
                Decided = m.LastDecisionId is { } last ? decisions.GetValueOrDefault(last) : null,
                LastDecisionId = m.LastDecisionId ?? 0,
            };
        })];
    }

    private static string? Line(string? text, int max) => string.IsNullOrWhiteSpace(text) ? null : Summary.OneLine(text, max);

    private static async Task<Dictionary<long, RowGroup>> GroupsAsync(SerjeantDb db, List<long> keys, CancellationToken cancel) =>
        keys.Count == 0 ? [] : await db.TextGroups.AsNoTracking().Where(g => keys.Contains(g.TextKey) && g.Total > 1)
            .ToDictionaryAsync(g => g.TextKey, g => new RowGroup(g.Total, g.Waiting, g.Authors, g.Varies, g.Kind), cancel);

    private static async Task<Dictionary<long, SeenBy>> SeenAsync(SerjeantDb db, IReadOnlyList<long> ids, long readerId, CancellationToken cancel)
    {
        var uncoverings = await db.Uncoverings.AsNoTracking().Where(u => ids.Contains(u.MessageId) && u.PersonId != readerId)
            .Join(db.Users, u => u.PersonId, p => p.Id, (u, p) => new { u.MessageId, u.At, p.DisplayName }).ToListAsync(cancel);
        return uncoverings.GroupBy(u => u.MessageId)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(u => u.At).Select(u => new SeenBy(u.DisplayName, u.At)).First());
    }
}
