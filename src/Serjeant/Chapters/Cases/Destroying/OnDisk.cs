using Microsoft.EntityFrameworkCore;
using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>
/// Has SQLite overwrite what it deletes (https://sqlite.org/pragma.html#pragma_secure_delete), write the search index anew, which only marks
/// words as deleted (https://sqlite.org/fts5.html#the_optimize_command), and clear its log. PostgreSQL frees the room by its own vacuum.
/// </summary>
internal static class OnDisk
{
    public static async Task BeginAsync(SerjeantDb db, CancellationToken cancel)
    {
        if (!db.IsSqlite)
            return;
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON;", cancel);
    }

    public static async Task EndAsync(SerjeantDb db, CancellationToken cancel)
    {
        if (!db.IsSqlite)
            return;
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "MessageSearch"("MessageSearch") VALUES('optimize');""", cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);", cancel);
        await db.Database.CloseConnectionAsync();
    }
}
