using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Serjeant.Data.Schema;

/// <summary>
/// Tells SQLite how much each index narrows a search (sqlite_stat1). Without it every index counts alike, and one that begins with
/// the office, which all rows of a usual database share, was chosen over the one that finds the row. The figures are the same on
/// every database, so that a query is answered the same way in the first hour and after ten years. PostgreSQL gathers its own.
/// </summary>
public static class PlannerStatistics
{
    private const long Rows = 1_000_000;

    /// <summary>How far a state or a time narrows a search.</summary>
    private const long Narrows = 50;

    /// <summary>An office may be on one platform only.</summary>
    private const long PlatformNarrows = 4;

    /// <summary>What one message, author or text has of anything.</summary>
    private const long OfOne = 10;

    public static async Task WriteAsync(SerjeantDb db, CancellationToken cancel)
    {
        if (!db.IsSqlite)
            return;
        var wanted = await FiguresAsync(db, cancel);
        // Makes the table of statistics where there is none.
        await db.Database.ExecuteSqlRawAsync("ANALYZE sqlite_schema;", cancel);
        var written = await db.Database.SqlQuery<Figures>($"""SELECT tbl AS "Table", idx AS "Index", stat AS "Stat" FROM sqlite_stat1 ORDER BY tbl, idx""").ToListAsync(cancel);
        if (written.SequenceEqual(wanted))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("DELETE FROM sqlite_stat1;", cancel);
        foreach (var figures in wanted)
            await db.Database.ExecuteSqlAsync($"INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ({figures.Table}, {figures.Index}, {figures.Stat});", cancel);
        await db.Database.ExecuteSqlRawAsync("ANALYZE sqlite_schema;", cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<List<Figures>> FiguresAsync(SerjeantDb db, CancellationToken cancel)
    {
        var columns = await db.Database.SqlQuery<IndexColumn>($"""
            SELECT t.name AS "Table", i.name AS "Index", i."unique" AS "Unique", c.name AS "Name"
            FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'MessageSearch%' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\'
            ORDER BY t.name, i.name, c.seqno
            """).ToListAsync(cancel);
        return [.. columns.GroupBy(c => (c.Table, c.Index)).Select(index => new Figures(index.Key.Table, index.Key.Index, Stat([.. index])))];
    }

    private static string Stat(IReadOnlyList<IndexColumn> columns)
    {
        var left = Rows;
        var stat = new StringBuilder().Append(left);
        for (var i = 0; i < columns.Count; i++)
        {
            left = Left(left, columns[i].Name ?? "", columns[i].Unique && i == columns.Count - 1);
            stat.Append(CultureInfo.InvariantCulture, $" {left}");
        }
        return stat.ToString();
    }

    private static long Left(long before, string column, bool unique)
    {
        if (unique)
            return 1;
        if (column == nameof(IOfficeOwned.OfficeId))
            return before;
        if (column == nameof(Message.Platform))
            return Math.Max(2, before / PlatformNarrows);
        var one = column.EndsWith("Id", StringComparison.Ordinal) || column.EndsWith("Key", StringComparison.Ordinal);
        return Math.Max(2, one ? Math.Min(before / Narrows, OfOne) : before / Narrows);
    }

    private sealed record Figures(string Table, string Index, string Stat);

    private sealed record IndexColumn(string Table, string Index, bool Unique, string? Name);
}
