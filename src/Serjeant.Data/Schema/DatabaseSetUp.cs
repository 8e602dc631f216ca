using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

/// <summary>Brings a database to this version of the program: migrations, then what migrations can't carry.</summary>
public static class DatabaseSetUp
{
    public static async Task PrepareAsync(SerjeantDb db, CancellationToken cancel)
    {
        await db.Database.MigrateAsync(cancel);
        if (db.IsSqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancel);
        await AppendOnlyTriggers.CreateAsync(db, cancel);
        await SearchTables.CreateAsync(db, cancel);
        await PlannerStatistics.WriteAsync(db, cancel);
    }
}
