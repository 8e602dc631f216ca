using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Outside;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>Takes messages into an office's inbox from anywhere but a file: judged, grouped, searchable, in the ledger, and only once each.</summary>
public sealed class MessageIngest(SerjeantDb db, OfficeChanges changes, IJudge judge, NearTexts near, TimeProvider time)
{
    public const int BatchSize = 1_000;

    /// <param name="actorId">Who brings them in; null for the program itself.</param>
    /// <returns>How many were new.</returns>
    public async Task<int> AddAsync(long officeId, long? actorId, IReadOnlyList<IncomingMessage> messages, CancellationToken cancel)
    {
        var preparer = new MessagePreparer(judge, time, near.Key);
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            using var writer = new BatchWriter(db, near, time);
            var added = 0;
            await near.OpenAsync(db, officeId, cancel);
            foreach (var batch in messages.Chunk(BatchSize))
            {
                var prepared = batch.AsParallel().AsOrdered().Select(preparer.Prepare).ToList();
                added += await changes.RunAsync(officeId, actorId, ledger => writer.AddAsync(officeId, null, prepared, ledger, cancel), cancel);
            }
            return added;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
