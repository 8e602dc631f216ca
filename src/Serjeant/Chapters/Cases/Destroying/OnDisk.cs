using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Shell.Hosting;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>
/// Has SQLite overwrite what it deletes (https://sqlite.org/pragma.html#pragma_secure_delete), write the search index anew, which only marks
/// words as deleted (https://sqlite.org/fts5.html#the_optimize_command), write the whole file anew, since pages that were freed before hold
/// old words too (https://sqlite.org/lang_vacuum.html), and clear its log. PostgreSQL frees the room by its own vacuum.
/// </summary>
/// <remarks>
/// A file in the data folder, held open meanwhile, says that this is under way, whatever the database. One that nobody holds was left by a kill or by a
/// database that was busy: the next start, or the daily run, writes the database anew.
/// </remarks>
public sealed class OnDisk(SerjeantDb db, DeskOptions options)
{
    internal const string Beginning = "destroying.";

    /// <summary>How often the log is tried: a page that is being read holds it back for a moment.</summary>
    private const int Tries = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Before the rows go. Disposed without <see cref="EndAsync"/>, it is left to <see cref="FinishAsync"/>.</summary>
    public async Task<FileStream> BeginAsync(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        return Mark();
    }

    /// <summary>Has <see cref="FinishAsync"/> write the database anew, whether a destruction is known here or not.</summary>
    public void Ask() => Mark().Dispose();

    /// <exception cref="IOException">The log could not be cleared: somebody kept reading.</exception>
    /// <exception cref="System.Data.Common.DbException">The database was busy for too long.</exception>
    public async Task EndAsync(FileStream mark, CancellationToken cancel)
    {
        await RewriteAsync(cancel);
        Forget(mark);
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>Nothing was taken out after all.</summary>
    public static void Forget(FileStream mark)
    {
        File.Delete(mark.Name);
        mark.Dispose();
    }

    /// <summary>Does what an earlier destruction could not, or was killed before.</summary>
    /// <returns>False when one is under way just now, by another copy of the program.</returns>
    /// <inheritdoc cref="EndAsync"/>
    public async Task<bool> FinishAsync(CancellationToken cancel)
    {
        var paths = Directory.GetFiles(options.DataFolder, Beginning + "*");
        var left = paths.Select(Take).OfType<FileStream>().ToList();
        try
        {
            if (left.Count > 0)
            {
                await OpenAsync(cancel);
                await RewriteAsync(cancel);
                left.ForEach(Forget);
                await db.Database.CloseConnectionAsync();
            }
            return !Array.Exists(paths, File.Exists);
        }
        finally
        {
            left.ForEach(mark => mark.Dispose());
        }
    }

    /// <summary>The connection stays open, since the setting is the connection's.</summary>
    private async Task OpenAsync(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        if (db.IsSqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON;", cancel);
    }

    private FileStream Mark()
    {
        var mark = new FileStream(Path.Combine(options.DataFolder, Beginning + Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        mark.Flush(flushToDisk: true);
        return mark;
    }

    private static FileStream? Take(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null; // Under way, or done since.
        }
    }

    private async Task RewriteAsync(CancellationToken cancel)
    {
        if (!db.IsSqlite)
            return;
        await db.Database.ExecuteSqlRawAsync("""INSERT INTO "MessageSearch"("MessageSearch") VALUES('optimize');""", cancel);
        await db.Database.ExecuteSqlRawAsync("VACUUM;", cancel);
        await ClearLogAsync(cancel);
    }

    private async Task ClearLogAsync(CancellationToken cancel)
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
