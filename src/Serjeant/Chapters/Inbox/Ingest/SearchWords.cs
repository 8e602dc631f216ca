using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Ingest;

/// <summary>What a search finds a message by.</summary>
internal static class SearchWords
{
    public static string Of(string text, string? subject, string? displayName, string? handle) =>
        string.Join('\n', new[] { text, subject, displayName, handle }.Where(w => w is not null));

    /// <summary>The same anew, after a message's words were changed.</summary>
    public static async Task ReplaceAsync(SerjeantDb db, long messageId, string words, CancellationToken cancel)
    {
        if (db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"""DELETE FROM "MessageSearch" WHERE rowid = {messageId}""", cancel);
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "MessageSearch" (rowid, Words) VALUES ({messageId}, {words})""", cancel);
            return;
        }
        await db.Database.ExecuteSqlAsync($"""UPDATE "MessageSearch" SET "Words" = to_tsvector('simple', {words}) WHERE "MessageId" = {messageId}""", cancel);
    }
}
