using System.Text.Json;
using Microsoft.Data.Sqlite;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Data;
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
internal sealed class DeskBackup(SerjeantDb db, DeskOptions options, TimeProvider time)
{
    private static readonly string[] Folders = ["evidence", "keys", "ledger-keys"];

    /// <exception cref="FormatException">The folder is not empty.</exception>
    public async Task<(int Files, bool Database)> MakeAsync(DirectoryInfo to, CancellationToken cancel)
    {
        if (to.Exists && to.EnumerateFileSystemInfos().Any())
            throw new FormatException($"{to.FullName} is not empty.");
        to.Create();
        // First the note, then the copy: one that is cut short is still known to hold what it holds.
        var note = new BackupNote(Guid.NewGuid(), time.GetUtcNow());
        db.MadeBackups.Add(new MadeBackup { Token = note.Token, MadeAt = note.MadeAt, Name = to.Name });
        await db.SaveChangesAsync(cancel);
        await File.WriteAllTextAsync(Path.Combine(to.FullName, BackupNote.FileName), JsonSerializer.Serialize(note), cancel);
        var files = 0;
        if (options.Database.SqlitePath is { } sqlite)
        {
            await CopyDatabaseAsync(sqlite, Path.Combine(to.FullName, Path.GetFileName(sqlite)), cancel);
            files++;
        }
        foreach (var folder in Folders)
            files += Copy(Path.Combine(options.DataFolder, folder), Path.Combine(to.FullName, folder), cancel);
        var list = Path.Combine(options.DataFolder, DestroyedList.FileName);
        if (File.Exists(list))
            File.Copy(list, Path.Combine(to.FullName, DestroyedList.FileName));
        return (files, options.Database.SqlitePath is not null);
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
            if (relative.Split(Path.DirectorySeparatorChar).Contains("aside"))
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
