using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

/// <summary>
/// Full-text search of messages: FTS5 on SQLite, a tsvector column on PostgreSQL. Ingest writes both; retention removes
/// the rows. FTS5 is contentless: it holds the index and no second copy of anybody's words.
/// </summary>
public static class SearchTables
{
    public static async Task CreateAsync(SerjeantDb db, CancellationToken cancel)
    {
        if (db.IsSqlite)
        {
            await db.Database.ExecuteSqlRawAsync("""
                CREATE VIRTUAL TABLE IF NOT EXISTS "MessageSearch"
                USING fts5(Words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
                """, cancel);
            return;
        }
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TABLE IF NOT EXISTS "MessageSearch" ("MessageId" bigint PRIMARY KEY, "Words" tsvector NOT NULL);
            CREATE INDEX IF NOT EXISTS "IX_MessageSearch_Words" ON "MessageSearch" USING gin ("Words");
            """, cancel);
    }
}
