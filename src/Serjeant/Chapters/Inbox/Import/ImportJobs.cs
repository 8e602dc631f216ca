using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Exports;

namespace Serjeant.Chapters.Inbox.Import;

/// <summary>What people do to imports: make, start, stop, go on, throw away. Another office's job isn't found.</summary>
public sealed class ImportJobs(SerjeantDb db, OfficeChanges changes, ImportSpool spool, ImportSignal signal, TimeProvider time)
{
    /// <summary>A job for a file that lies where <paramref name="spoolPath"/> says; empty for one that stays where a person keeps it.</summary>
    public async Task<ImportJob> DraftAsync(
        long officeId, long? personId, string fileName, string spoolPath, long bytes, string hash, ExportKind kind, CancellationToken cancel)
    {
        var job = new ImportJob
        {
            OfficeId = officeId,
            StartedById = personId,
            FileName = fileName,
            SpoolPath = spoolPath,
            Bytes = bytes,
            FileHash = hash,
            Format = kind.ToString(),
            CreatedAt = time.GetUtcNow(),
        };
        db.ImportJobs.Add(job);
        await db.SaveChangesAsync(cancel);
        return job;
    }

    /// <summary>False when there is no such draft.</summary>
    public async Task<bool> StartAsync(long officeId, long? personId, long id, FieldMapping? mapping, ImportOptions options, CancellationToken cancel)
    {
        var started = await changes.RunAsync(officeId, personId, async ledger =>
        {
            var job = await db.ImportJobs.SingleOrDefaultAsync(j => j.Id == id && j.State == ImportState.Draft, cancel);
            if (job is null)
                return false;
            job.Mapping = mapping is null ? null : ImportOptions.WriteMapping(mapping);
            job.Options = options.ToJson();
            job.State = ImportState.Queued;
            job.StartedById = personId;
            ledger.Record("import.started", "import", id,
                ("bytes", job.Bytes.ToString(CultureInfo.InvariantCulture)), ("format", job.Format), ("sha256", job.FileHash));
            return true;
        }, cancel);
        signal.Ring();
        return started;
    }

    /// <summary>A running import stops after the batch it is at.</summary>
    public async Task<bool> StopAsync(long id, CancellationToken cancel) =>
        await db.ImportJobs.Where(j => j.Id == id && j.State == ImportState.Queued && j.LeaseOwner == null)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, ImportState.Stopped), cancel) == 1
        || await db.ImportJobs.Where(j => j.Id == id && (j.State == ImportState.Running || j.State == ImportState.Queued))
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.StopAsked, true), cancel) == 1;

    public async Task<bool> ResumeAsync(long id, CancellationToken cancel)
    {
        var resumed = await db.ImportJobs.Where(j => j.Id == id && (j.State == ImportState.Stopped || j.State == ImportState.Failed))
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, ImportState.Queued).SetProperty(j => j.StopAsked, false).SetProperty(j => j.Error, (string?)null), cancel) == 1;
        signal.Ring();
        return resumed;
    }

    /// <summary>Only before anything came in: afterwards the job says where messages come from.</summary>
    public async Task<bool> DiscardAsync(long id, CancellationToken cancel)
    {
        var path = await db.ImportJobs.Where(j => j.Id == id && j.State == ImportState.Draft).Select(j => j.SpoolPath).SingleOrDefaultAsync(cancel);
        if (path is null || await db.ImportJobs.Where(j => j.Id == id && j.State == ImportState.Draft).ExecuteDeleteAsync(cancel) == 0)
            return false;
        spool.Delete(path);
        return true;
    }

    /// <summary>The latest import of this very file that came to its end, if there is one.</summary>
    public Task<ImportJob?> EarlierAsync(ImportJob job, CancellationToken cancel) =>
        db.ImportJobs.AsNoTracking().Where(j => j.Id != job.Id && j.FileHash == job.FileHash && j.State == ImportState.Done)
            .OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancel);
}
