using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

/// <summary>
/// Triggers that forbid changing or deleting what must only grow. Made again after every migration, because SQLite drops
/// a table's triggers when a migration rebuilds the table.
/// </summary>
public static class AppendOnlyTriggers
{
    public static readonly IReadOnlyList<string> Tables = ["LedgerEntries", "LedgerCheckpoints", "CustodyEntries"];

    public static async Task CreateAsync(SerjeantDb db, CancellationToken cancel)
    {
        foreach (var sql in db.IsSqlite ? Sqlite() : Postgres())
            await db.Database.ExecuteSqlRawAsync(sql, cancel);
    }

    private static IEnumerable<string> Sqlite() =>
        from table in Tables
        from act in new[] { "UPDATE", "DELETE" }
        select $"""
            CREATE TRIGGER IF NOT EXISTS "{table}_no_{act}" BEFORE {act} ON "{table}"
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
            """;

    private static IEnumerable<string> Postgres()
    {
        yield return """
            CREATE OR REPLACE FUNCTION serjeant_append_only() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
            """;
        foreach (var table in Tables)
        {
            yield return $"""
                CREATE OR REPLACE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}"
                FOR EACH ROW EXECUTE FUNCTION serjeant_append_only();
                """;
            yield return $"""
                CREATE OR REPLACE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}"
                FOR EACH STATEMENT EXECUTE FUNCTION serjeant_append_only();
                """;
        }
    }
}
