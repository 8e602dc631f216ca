using System.Buffers.Binary;
using System.Globalization;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Data;
using Serjeant.Ledger;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>Writes batches of messages, each in the transaction of its caller. One for each run of an import: it remembers authors.</summary>
internal sealed class BatchWriter(SerjeantDb db, NearTexts near, TimeProvider time) : IDisposable
{
    private const int MostRemembered = 50_000;
    private const int RowLength = sizeof(long) + 32;

    private readonly IBatchStore store = db.IsSqlite ? new SqliteBatchStore(db) : new PostgresBatchStore(db);
    private readonly Dictionary<(Platform, string), KnownAuthor> remembered = [];

    /// <returns>How many were new. The rest were already here, or twice in the batch.</returns>
    public async Task<int> AddAsync(
        long officeId, long? jobId, IReadOnlyList<PreparedMessage> messages, LedgerWriter ledger, CancellationToken cancel)
    {
        var fresh = await FreshAsync(officeId, messages, cancel);
        if (fresh.Count == 0)
            return 0;
        await AssignAuthorsAsync(officeId, fresh, cancel);
        var ids = await store.ReserveIdsAsync(fresh.Count, cancel);
        for (var i = 0; i < fresh.Count; i++)
            (fresh[i].Message.Id, fresh[i].Message.OfficeId) = (ids[i], officeId);
        await ForgetSealedQuotesAsync(officeId, fresh, cancel);
        var varied = await near.JoinAsync(db, officeId, fresh, cancel);
        var (groups, waiting) = await GroupAsync(officeId, fresh, cancel);
        var rows = new byte[fresh.Count * RowLength];
        var root = Frontier.Empty;
        for (var i = 0; i < fresh.Count; i++)
        {
            var (message, author) = (fresh[i].Message, fresh[i].Author);
            message.ImportJobId = jobId;
            var leaf = MessageCommitment.LeafHash(remembered[(author.Platform, author.Key)].Key, message, fresh[i].RawHash);
            BinaryPrimitives.WriteInt64BigEndian(rows.AsSpan(i * RowLength), message.Id);
            leaf.CopyTo(rows.AsSpan(i * RowLength + sizeof(long)));
            root = root.Append(leaf);
        }
        await store.WriteAsync(officeId, fresh, groups, cancel);
        await GroupUpkeep.AfterAsync(db, officeId, groups, waiting, varied, cancel);
        await RecordAsync(officeId, jobId, rows, root, ledger, cancel);
        return fresh.Count;
    }

    public void Dispose() => store.Dispose();

    private async Task<List<PreparedMessage>> FreshAsync(long officeId, IReadOnlyList<PreparedMessage> messages, CancellationToken cancel)
    {
        var here = await store.AlreadyHereAsync(officeId, messages, cancel);
        var seen = new HashSet<(Platform, string)>(messages.Count);
        var fresh = new List<PreparedMessage>(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            if (!here.Contains(i) && seen.Add((messages[i].Message.Platform, messages[i].Message.ExternalId)))
                fresh.Add(messages[i]);
        }
        return fresh;
    }

    /// <summary>What answers a message that was sealed off may quote it: that is not kept a second time.</summary>
    private async Task ForgetSealedQuotesAsync(long officeId, List<PreparedMessage> fresh, CancellationToken cancel)
    {
        if (fresh.All(m => m.Message.InReplyTo is null && m.Message.ThreadId is null))
            return;
        var shut = await SealedParents.ReadAsync(db, officeId, cancel);
        for (var i = 0; i < fresh.Count; i++)
        {
            if (shut.IsAnsweredBy(fresh[i].Message))
                fresh[i] = UnquotedMessage.Of(fresh[i]);
        }
    }

    private async Task AssignAuthorsAsync(long officeId, List<PreparedMessage> fresh, CancellationToken cancel)
    {
        if (remembered.Count > MostRemembered)
            remembered.Clear();
        var unknown = fresh.Select(m => m.Author).Where(a => !remembered.ContainsKey((a.Platform, a.Key))).DistinctBy(a => (a.Platform, a.Key)).ToList();
        if (unknown.Count > 0)
        {
            var known = await store.AuthorsAsync(officeId, unknown, cancel);
            for (var i = 0; i < unknown.Count; i++)
                remembered[(unknown[i].Platform, unknown[i].Key)] = known[i];
        }
        foreach (var message in fresh)
            message.Message.AuthorId = remembered[(message.Author.Platform, message.Author.Key)].Id;
    }

    /// <summary>Says which message stands for its text, and what to add to each text's counts.</summary>
    private async Task<(IReadOnlyCollection<TextGroup> Additions, Dictionary<long, int> Waiting)> GroupAsync(
        long officeId, List<PreparedMessage> fresh, CancellationToken cancel)
    {
        var worst = new Dictionary<long, Message>();
        var additions = new Dictionary<long, TextGroup>();
        var pairs = new HashSet<(long, long)>();
        var keys = fresh.Select(m => m.Message.TextKey).OfType<long>().ToHashSet();
        var waiting = await store.WaitingAsync(officeId, keys, cancel);
        var again = fresh.Select(m => m.Message).Where(m => m.TextKey is { } key && waiting.ContainsKey(key)).Select(m => (m.TextKey!.Value, m.AuthorId)).ToHashSet();
        var before = await store.SentBeforeAsync(officeId, again, cancel);
        foreach (var message in fresh.Select(m => m.Message))
        {
            if (message.TextKey is not { } key)
                continue;
            if (!additions.TryGetValue(key, out var group))
                additions[key] = group = new TextGroup { OfficeId = officeId, TextKey = key, FirstSentAt = message.SentAt, LastSentAt = message.SentAt };
            message.StandsForGroup = false;
            if (!worst.TryGetValue(key, out var rival) || message.Rank > rival.Rank)
                worst[key] = message;
            group.TopRank = worst[key].Rank;
            group.Total++;
            group.Waiting++;
            if (pairs.Add((key, message.AuthorId)) && !before.Contains((key, message.AuthorId)))
                group.Authors++;
            group.FirstSentAt = message.SentAt < group.FirstSentAt ? message.SentAt : group.FirstSentAt;
            group.LastSentAt = message.SentAt > group.LastSentAt ? message.SentAt : group.LastSentAt;
        }
        await GroupUpkeep.StandAsync(db, officeId, worst, waiting, cancel);
        return (additions.Values, waiting);
    }

    private async Task RecordAsync(long officeId, long? jobId, byte[] rows, Frontier root, LedgerWriter ledger, CancellationToken cancel)
    {
        var batch = new MessageBatch { OfficeId = officeId, ImportJobId = jobId, At = time.GetUtcNow(), Rows = rows };
        db.MessageBatches.Add(batch);
        await db.SaveChangesAsync(cancel);
        ledger.Record(
            "messages.came-in", "message-batch", batch.Id,
            ("count", root.Size.ToString(CultureInfo.InvariantCulture)),
            ("import", jobId?.ToString(CultureInfo.InvariantCulture) ?? ""),
            ("root", Convert.ToHexStringLower(root.Root())));
    }
}
