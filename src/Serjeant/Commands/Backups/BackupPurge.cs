using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Data.Schema;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands.Backups;

/// <summary>
/// Takes what this desk has destroyed out of a backup: its database forgets it as the desk's did, its files go, and it gets the list, so that
/// a desk opened from it keeps to it. The ledger of this desk says that the backup was purged. A backup is a folder of files, wherever the desk itself keeps its evidence.
/// </summary>
internal sealed class BackupPurge(SerjeantDb db, OfficeChanges changes, OfficeVault vaults, RestoredDestructions destroyed, TimeProvider time)
{
    private const string Store = "evidence";

    /// <returns>How many destroyed files are left: another exhibit of the backup holds the same.</returns>
    /// <exception cref="FormatException">It is no backup of a desk.</exception>
    public async Task<int> RunAsync(DirectoryInfo backup, CancellationToken cancel)
    {
        var ofItself = new DeskOptions(backup.FullName, null);
        // A desk whose evidence is all destroyed has no folder of it, and a dump of PostgreSQL lies where its owner put it.
        if (!Directory.Exists(Path.Combine(backup.FullName, Store)) && !File.Exists(ofItself.Database.SqlitePath) && await BackupNote.ReadAsync(backup.FullName, cancel) is null)
            throw new FormatException($"{backup.FullName} is no backup of a desk: it has neither a database nor a folder named {Store}.");
        var records = await destroyed.RecordsOfAllAsync(cancel);
        var list = new DestroyedList(backup.FullName);
        var known = (await list.ReadAsync(cancel)).Select(r => (r.Office, r.Exhibit)).ToHashSet();
        await list.AddAsync(records, cancel);
        if (File.Exists(ofItself.Database.SqlitePath))
            await InItsDatabaseAsync(ofItself, cancel);
        var left = 0;
        foreach (var office in records.GroupBy(r => r.Office))
            left += await LeftAsync(office.Key, [.. office.SelectMany(r => r.Files).DistinctBy(f => f.Sha256)], backup, delete: !File.Exists(ofItself.Database.SqlitePath), cancel);
        if (left == 0)
            await NoteAsync(backup, records, known, cancel);
        return left;
    }

    private static async Task InItsDatabaseAsync(DeskOptions options, CancellationToken cancel)
    {
        await using var app = DeskHost.Build(options with { RunWorkers = false });
        await using var scope = app.Services.CreateAsyncScope();
        await DatabaseSetUp.PrepareAsync(scope.ServiceProvider.GetRequiredService<SerjeantDb>(), cancel);
        // It may have been copied when the rows were gone but their words still lay in freed pages and in the search index.
        scope.ServiceProvider.GetRequiredService<OnDisk>().Ask();
        await scope.ServiceProvider.GetRequiredService<RestoredDestructions>().CarryOutAsync(cancel);
    }

    /// <summary>Looks for the files in the backup's own store, with this desk's key. Without a database of its own, this desk's says what may go.</summary>
    private async Task<int> LeftAsync(long officeId, IReadOnlyList<DestroyedFile> files, DirectoryInfo backup, bool delete, CancellationToken cancel)
    {
        db.OfficeScope = officeId;
        await using var copy = await vaults.OpenAsync(officeId, new EvidenceVault(new DiskBlobs(Path.Combine(backup.FullName, Store))), cancel);
        var left = 0;
        foreach (var blob in files.Select(f => new BlobRef(f.Sha256, f.Bytes)))
        {
            if (await db.ExhibitFiles.AnyAsync(f => f.Hash == blob.Sha256, cancel))
                continue; // This desk keeps it too: another exhibit holds the same, and is not destroyed.
            if (delete)
                await copy.DeleteAsync(blob, cancel);
            left += await copy.RemainsAsync(blob, cancel) ? 1 : 0;
        }
        return left;
    }

    /// <param name="known">What the backup's own list had before: an earlier purge took it, unless that was cut short, or it was never in there.</param>
    private async Task NoteAsync(DirectoryInfo backup, List<DestroyedRecord> records, HashSet<(long Office, long Exhibit)> known, CancellationToken cancel)
    {
        var note = await BackupNote.ReadAsync(backup.FullName, cancel);
        var cutShort = note is not null && await db.MadeBackups.AnyAsync(b => b.Token == note.Token && b.PurgedAt == null, cancel);
        foreach (var office in records.Where(r => cutShort || !known.Contains((r.Office, r.Exhibit))).GroupBy(r => r.Office))
        {
            db.OfficeScope = office.Key;
            await changes.RunAsync(office.Key, null, ledger =>
            {
                foreach (var record in office)
                    ledger.Record("exhibit.purged-from-backup", "exhibit", record.Exhibit,
                        ("backup", note?.Token.ToString("N") ?? "unknown"), ("files", record.Files.Count.ToString(CultureInfo.InvariantCulture)));
                return Task.CompletedTask;
            }, cancel);
            db.ChangeTracker.Clear();
        }
        // Last: killed before, the page still names the backup, and it is purged once more.
        if (note is not null)
            await db.MadeBackups.Where(b => b.Token == note.Token).ExecuteUpdateAsync(set => set.SetProperty(b => b.PurgedAt, time.GetUtcNow()), cancel);
    }
}
