using System.Text.Json;
using Microsoft.Data.Sqlite;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Data;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands.Backups;

/// <summary>What a backup says of itself, in <c>backup.json</c>.</summary>
internal sealed record BackupNote(Guid Token, DateTimeOffset MadeAt)
{
    public const string FileName = "backup.json";

    /// <returns>Null for a backup that was made another way.</returns>
    public static async Task<BackupNote?> ReadAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<BackupNote>(await File.ReadAllTextAsync(path, cancel));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>
/// Copies a desk while it is open: the database by SQLite's own online backup, then the files. A file that came after the database was copied
/// is one too many and does no harm; one that the database names is there, since files are written before rows.
/// </summary>
internal sealed class DeskBackup(SerjeantDb db, DeskOptions options, RestoredDestructions destroyed, OnDisk disk, TimeProvider time)
{
    private static readonly string[] Folders = ["evidence", "keys", "ledger-keys"];

    /// <summary>A destruction takes seconds, and minutes where the database is large.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>How many files, whether the database is among them, and why what was destroyed may be in it; null where it is not.</returns>
    /// <exception cref="FormatException">The folder is not empty, or an exhibit is being destroyed.</exception>
    public async Task<(int Files, bool Database, string? Problem)> MakeAsync(DirectoryInfo to, CancellationToken cancel)
    {
        if (to.Exists && to.EnumerateFileSystemInfos().Any())
            throw new FormatException($"{to.FullName} is not empty.");
        // The time before the look: a destruction that begins after it is later than the backup, which is then known to hold what it takes.
        var at = time.GetUtcNow();
        var problem = await EndDestructionsAsync(cancel);
        to.Create();
        // First the note, then the copy: one that is cut short is still known to hold what it holds.
        var note = new BackupNote(Guid.NewGuid(), at);
        db.MadeBackups.Add(new MadeBackup { Token = note.Token, MadeAt = note.MadeAt, Name = to.Name });
        await db.SaveChangesAsync(cancel);
        await File.WriteAllTextAsync(Path.Combine(to.FullName, BackupNote.FileName), JsonSerializer.Serialize(note), cancel);
        var files = 0;
        if (options.Database.SqlitePath is { } sqlite)
        {
            await CopyDatabaseAsync(sqlite, Path.Combine(to.FullName, Path.GetFileName(sqlite)), cancel);
            // A destruction may have begun meanwhile: whoever opens the copy writes it anew.
            await File.WriteAllBytesAsync(Path.Combine(to.FullName, OnDisk.Beginning + note.Token.ToString("N")), [], cancel);
            files++;
        }
        foreach (var folder in Folders)
            files += Copy(Path.Combine(options.DataFolder, folder), Path.Combine(to.FullName, folder), cancel);
        var list = Path.Combine(options.DataFolder, DestroyedList.FileName);
        if (File.Exists(list))
            File.Copy(list, Path.Combine(to.FullName, DestroyedList.FileName));
        DiskFlush.Tree(to.FullName);
        if (to.Parent is { } parent)
            DiskFlush.Folder(parent.FullName);
        return (files, options.Database.SqlitePath is not null, problem);
    }

    /// <summary>What a kill left is ended, and one that is under way is waited for: half-done, a copy would hold what the page says is gone.</summary>
    private async Task<string?> EndDestructionsAsync(CancellationToken cancel)
    {
        string? problem = null;
        try
        {
            await destroyed.CarryOutAsync(cancel);
        }
        catch (Exception e) when (e is FormatException or VaultException)
        {
            problem = e.Message; // A lost key must not keep anybody from making a backup.
        }
        for (var waited = TimeSpan.Zero; !await disk.FinishAsync(cancel); waited += Pause)
        {
            if (waited >= Patience)
                throw new FormatException("An exhibit is being destroyed. Try again in a few minutes.");
            await Task.Delay(Pause, cancel);
        }
        db.ChangeTracker.Clear();
        return problem;
    }

    private static async Task CopyDatabaseAsync(string from, string to, CancellationToken cancel)
    {
        await using var source = new SqliteConnection($"Data Source={from};Mode=ReadWrite;Pooling=False");
        await using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        await source.OpenAsync(cancel);
        await target.OpenAsync(cancel);
        source.BackupDatabase(target);
    }

    private static int Copy(string from, string to, CancellationToken cancel)
    {
        if (!Directory.Exists(from))
            return 0;
        var files = 0;
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            var relative = Path.GetRelativePath(from, path);
            // Half-written: it belongs to nothing yet.
            if (relative.Split(Path.DirectorySeparatorChar).Contains(DiskBlobs.Aside))
                continue;
            var target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            try
            {
                File.Copy(path, target);
                files++;
            }
            catch (FileNotFoundException)
            {
                // Retention took it meanwhile.
            }
        }
        return files;
    }
}
