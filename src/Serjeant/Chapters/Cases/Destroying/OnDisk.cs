using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>
/// Has SQLite overwrite what it deletes (https://sqlite.org/pragma.html#pragma_secure_delete), write the search index anew, which only marks
/// words as deleted (https://sqlite.org/fts5.html#the_optimize_command), write the whole file anew, since pages that were freed before hold
/// old words too (https://sqlite.org/lang_vacuum.html), and clear its log. PostgreSQL frees the room by its own vacuum.
/// </summary>
internal static class OnDisk
{
    /// <summary>How often the log is tried: a page that is being read holds it back for a moment.</summary>
    private const int Tries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task BeginAsync(SerjeantDb db, CancellationToken cancel)
    {
        if (!db.IsSqlite)
            return;
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON;", cancel);
    }

    /// <exception cref="IOException">The log could not be cleared: somebody kept reading.</exception>
    public static async Task EndAsync(SerjeantDb db, CancellationToken cancel)
    {
        if (!db.IsSqlite)
            return;
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "MessageSearch"("MessageSearch") VALUES('optimize');""", cancel);
        await db.Database.ExecuteSqlRawAsync("VACUUM;", cancel);
        await ClearLogAsync(db, cancel);
        await db.Database.CloseConnectionAsync();
    }

    private static async Task ClearLogAsync(SerjeantDb db, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
        for (var tried = 1; await command.ExecuteScalarAsync(cancel) is not 0L; tried++)
        {
            if (tried == Tries)
                throw new IOException("The database's log could not be cleared, since somebody kept reading.");
            await Task.Delay(Pause, cancel);
        }
    }
}
