using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Data;
using Serjeant.Outside.Exports;
using Serjeant.Shell.Hosting;

namespace Serjeant.Lab.Ingest;

/// <summary>One measured import: the real services, from the file on disk to committed rows.</summary>
/// <param name="CpuMicroseconds">Processor time of this process for one message, all threads: what a busy machine doesn't change.</param>
internal sealed record IngestRun(double PerSecond, double CpuMicroseconds, double MemoryStart, double MemoryMost)
{
    public static async Task<IngestRun> MeasureAsync(DeskOptions desk, string export, int messages, CancellationToken cancel)
    {
        var officeId = await LabOffice.AddAsync(desk.Database, cancel);
        await using var app = DeskHost.Build(desk with { RunWorkers = false });
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        db.OfficeScope = officeId;
        var (hash, bytes) = await ExportFingerprint.OfAsync(new FileInfo(export), cancel);
        FieldMapping mapping;
        using (var source = ExportSource.Open(export))
            mapping = (await ExportDetector.DetectAsync(source, new ReadOptions(), cancel)).Suggested!;
        // The judge is made before the clock starts, as it is in a desk that has been open for a while.
        scope.ServiceProvider.GetRequiredService<Moderation.IJudge>().Judge("warm");
        var jobs = scope.ServiceProvider.GetRequiredService<ImportJobs>();
        var job = await jobs.DraftAsync(officeId, null, "sample.ndjson", "", bytes, hash, ExportKind.Json, cancel);
        await jobs.StartAsync(officeId, null, job.Id, mapping, new ImportOptions(), cancel);
        GC.Collect();
        var memory = Memory.Now(Environment.ProcessId);
        var most = memory;
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var done = await scope.ServiceProvider.GetRequiredService<ImportRun>().TryAsync(
            job.Id, "lab/1/1", export, stopWhenCancelled: true, _ => most = Math.Max(most, Memory.Now(Environment.ProcessId)), cancel);
        clock.Stop();
        if (done?.Added != messages)
            throw new InvalidOperationException($"{done?.Added} of {messages} messages came in: {done?.Error}");
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / messages;
        return new IngestRun(messages / clock.Elapsed.TotalSeconds, used, memory, most);
    }
}
