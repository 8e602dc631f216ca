using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Data;
using Serjeant.Outside;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>Takes messages into an office's inbox from anywhere but a file: judged, grouped, searchable, in the ledger, and only once each.</summary>
public sealed class MessageIngest(SerjeantDb db, OfficeChanges changes, OfficeJudges judges, NearTexts near, TimeProvider time)
{
    public const int BatchSize = 1_000;

    /// <param name="actorId">Who brings them in; null for the program itself.</param>
    /// <returns>How many were new.</returns>
    public async Task<int> AddAsync(long officeId, long? actorId, IReadOnlyList<IncomingMessage> messages, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            using var writer = new BatchWriter(db, near, time);
            var added = 0;
            await near.OpenAsync(db, officeId, cancel);
            var judge = await judges.NowAsync(officeId, cancel);
            foreach (var batch in messages.Chunk(BatchSize))
            {
                int? written;
                while ((written = await WriteAsync(officeId, actorId, writer, batch, judge, cancel)) is null)
                    judge = await judges.NowAsync(officeId, cancel);
                added += written.Value;
            }
            return added;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <returns>Null when the office changed meanwhile how its messages are judged: nothing is written then.</returns>
    private Task<int?> WriteAsync(
        long officeId, long? actorId, BatchWriter writer, IncomingMessage[] batch, JudgeNow judge, CancellationToken cancel)
    {
        var preparer = new MessagePreparer(judge, time, near.Key);
        var prepared = batch.AsParallel().AsOrdered().Select(preparer.Prepare).ToList();
        return changes.RunAsync<int?>(officeId, actorId, async ledger =>
            await judges.IsStillAsync(officeId, judge, cancel) ? await writer.AddAsync(officeId, null, prepared, ledger, cancel) : null, cancel);
    }
}
