using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Text.Near;

namespace Serjeant.Chapters.Inbox.Groups;

/// <summary>One office's texts in memory: an index of those that began a group, and the words of the ones used last.</summary>
internal sealed class OfficeTexts(long officeId, NearKey key)
{
    /// <summary>Texts found again at most; about 25 MB when full. An exact copy of an older one still joins it, by its key.</summary>
    private const int MostTexts = 250_000;

    /// <summary>Messages read again after a start.</summary>
    private const int MostReadAgain = 50_000;
    private const int Page = 2_000;

    /// <summary>The most texts fetched for one batch to be compared in full.</summary>
    private const int MostFetched = 2_000;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly RecentTexts recent = new();
    private readonly HashSet<long> groups = [];
    private NearIndex index = new(MostTexts);
    private bool open;

    // The last message taken in. If it is gone, the change that wrote it was given up: everything is read again.
    private long lastId;
    private string lastExternalId = "";

    public long OfficeId => officeId;

    public async Task OpenAsync(SerjeantDb db, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (!open)
                await CatchUpAsync(db, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<IReadOnlyCollection<long>> JoinAsync(SerjeantDb db, IReadOnlyList<PreparedMessage> fresh, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await CatchUpAsync(db, cancel);
            var older = await FindAsync(db, fresh, cancel);
            // What began a group a moment ago is found here; what was here before has been looked for already.
            var batch = new NearIndex(Math.Max(NearIndex.Smallest, fresh.Count));
            var found = new NearCandidate[NearIndex.MostFound];
            var near = new List<(Message Message, long Group)>();
            for (var i = 0; i < fresh.Count; i++)
            {
                var (message, text) = (fresh[i].Message, fresh[i].Near);
                if (message.TextKey is not { } own || text is null || groups.Contains(own))
                    continue;
                if ((Nearest(text, older[i]) ?? Nearest(text, found.AsSpan(0, batch.Find(text, KindOf(message), found)))) is { } group)
                {
                    near.Add((message, group));
                    continue;
                }
                Begin(own, message, text);
                // Nothing comes after the last, and a message that comes alone is the last.
                if (i + 1 < fresh.Count)
                    batch.Add(text, own, message.Id, KindOf(message));
            }
            (lastId, lastExternalId) = (fresh[^1].Message.Id, fresh[^1].Message.ExternalId);
            return await GiveAsync(db, near, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>An exact match goes first: a text that has a group of its own, older than what is kept here, stays with it.</summary>
    private async Task<IReadOnlyCollection<long>> GiveAsync(SerjeantDb db, List<(Message Message, long Group)> near, CancellationToken cancel)
    {
        if (near.Count == 0)
            return [];
        var keys = near.Select(n => n.Message.TextKey!.Value).Distinct().ToList();
        var own = (await db.TextGroups.IgnoreQueryFilters().Where(g => g.OfficeId == officeId && keys.Contains(g.TextKey)).Select(g => g.TextKey).ToListAsync(cancel)).ToHashSet();
        var joined = new HashSet<long>();
        foreach (var (message, group) in near)
        {
            if (own.Contains(message.TextKey!.Value))
                continue;
            message.TextKey = group;
            joined.Add(group);
        }
        return joined;
    }

    private long? Nearest(NearText text, ReadOnlySpan<NearCandidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (recent.Of(candidate.Id) is { } other && NearCheck.Same(other, text))
                return candidate.Group;
        }
        return null;
    }

    private void Begin(long group, Message message, NearText text)
    {
        // Bounded like the index; a group that is forgotten here and comes again is only added twice.
        if (groups.Count >= 2 * MostTexts)
            groups.Clear();
        groups.Add(group);
        index.Add(text, group, message.Id, KindOf(message));
        recent.Add(message.Id, text);
    }

    /// <summary>Near copies join only what is as bad as they are: who adds a threat to a copied text, or takes it out, stands alone.</summary>
    private static byte KindOf(Message message) =>
        message.Rank >= Priority.CannotWait || message.TopSeverity >= 3 ? (byte)2 : message.Abuse ? (byte)1 : (byte)0;

    /// <summary>What is here already that each message may be a near copy of. Words that are not at hand are fetched, in one query.</summary>
    private async Task<NearCandidate[][]> FindAsync(SerjeantDb db, IReadOnlyList<PreparedMessage> fresh, CancellationToken cancel)
    {
        var candidates = new NearCandidate[fresh.Count][];
        var missing = new HashSet<long>();
        var found = new NearCandidate[NearIndex.MostFound];
        for (var i = 0; i < fresh.Count; i++)
        {
            var looks = fresh[i].Near is not null && fresh[i].Message.TextKey is { } own && !groups.Contains(own);
            candidates[i] = looks ? found[..index.Find(fresh[i].Near!, KindOf(fresh[i].Message), found)] : [];
            if (missing.Count < MostFetched)
                missing.UnionWith(candidates[i].Select(c => c.Id).Where(id => recent.Of(id) is null));
        }
        if (missing.Count == 0)
            return candidates;
        var texts = await Rows(db).Where(m => missing.Contains(m.Id))
            .Select(m => new { m.Id, Text = m.Text.Length > NearText.MostLength ? m.Text.Substring(0, NearText.MostLength) : m.Text }).ToListAsync(cancel);
        foreach (var row in texts)
            if (NearText.Of(row.Text, key) is { } text)
                recent.Add(row.Id, text);
        return candidates;
    }

    /// <summary>Takes in what was written since, here or by another copy of the program; the newest of it after a start.</summary>
    private async Task CatchUpAsync(SerjeantDb db, CancellationToken cancel)
    {
        if (open && !await Rows(db).AnyAsync(m => m.Id == lastId && m.ExternalId == lastExternalId, cancel))
            Forget();
        if (!open)
            lastId = await Rows(db).OrderByDescending(m => m.Id).Select(m => m.Id).Skip(MostReadAgain).FirstOrDefaultAsync(cancel);
        while (true)
        {
            var page = await Rows(db).Where(m => m.Id > lastId).OrderBy(m => m.Id).Take(Page).Select(m => new Message
            {
                Id = m.Id,
                ExternalId = m.ExternalId,
                TextKey = m.TextKey,
                Rank = m.Rank,
                TopSeverity = m.TopSeverity,
                Abuse = m.Abuse,
                Text = m.Text.Length > NearText.MostLength ? m.Text.Substring(0, NearText.MostLength) : m.Text,
            }).ToListAsync(cancel);
            foreach (var message in page)
                if (message.TextKey is { } group && !groups.Contains(group) && NearText.Of(message.Text, key) is { } text)
                    Begin(group, message, text);
            if (page.Count > 0)
                (lastId, lastExternalId) = (page[^1].Id, page[^1].ExternalId);
            if (page.Count < Page)
                break;
        }
        // An office without a message has nothing to be sure of.
        open = lastExternalId.Length > 0;
    }

    private void Forget()
    {
        (open, lastId, lastExternalId) = (false, 0, "");
        index = new NearIndex(MostTexts);
        groups.Clear();
        recent.Clear();
    }

    private IQueryable<Message> Rows(SerjeantDb db) => db.Messages.IgnoreQueryFilters().AsNoTracking().Where(m => m.OfficeId == officeId);
}
