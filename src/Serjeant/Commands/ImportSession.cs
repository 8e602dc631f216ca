using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Data;
using Serjeant.Outside.Exports;
using Serjeant.Workers;

namespace Serjeant.Commands;

/// <summary>One file's way in from the command line, with its progress on the terminal.</summary>
internal sealed class ImportSession(
    IServiceProvider services, long officeId, FieldMapping? mapping, ImportOptions options, TextWriter output, TextWriter error)
{
    private const int ProblemsShown = 20;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long shownAt = -1_000;

    /// <returns>0 when all of it is in, 1 when something isn't, 2 when the file can't be used.</returns>
    public async Task<int> RunAsync(FileSystemInfo file, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        db.OfficeScope = officeId;
        try
        {
            if (await JobAsync(scope.ServiceProvider, db, file, cancel) is not { } id)
                return 2;
            var run = scope.ServiceProvider.GetRequiredService<ImportRun>();
            var ended = await run.TryAsync(id, WorkerName.Mine, file.FullName, stopWhenCancelled: true, Progress, cancel);
            ShowLine("");
            if (ended is null)
            {
                await ErrorAsync("This file is being imported by another program just now.");
                return 1;
            }
            return await TellAsync(db, ended);
        }
        catch (ExportRefusedException e)
        {
            await ErrorAsync(e.Message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
    }

    /// <summary>A job for this very file that was not finished, made ready to go on; else a new one. Null when the file can't be used.</summary>
    private async Task<long?> JobAsync(IServiceProvider scope, SerjeantDb db, FileSystemInfo file, CancellationToken cancel)
    {
        var (hash, bytes) = await ExportFingerprint.OfAsync(file, cancel);
        var jobs = scope.GetRequiredService<ImportJobs>();
        var earlier = await db.ImportJobs.AsNoTracking()
            .Where(j => j.FileHash == hash && j.SpoolPath == "" && j.State != ImportState.Done && j.State != ImportState.Draft)
            .OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancel);
        if (earlier is not null)
        {
            await ReleaseTheDeadAsync(scope, earlier, cancel);
            await jobs.ResumeAsync(earlier.Id, cancel);
            await SayAsync(string.Create(CultureInfo.InvariantCulture, $"{earlier.FileName}: going on from entry {earlier.Position:N0}."));
            return earlier.Id;
        }
        using var source = ExportSource.Open(file.FullName);
        var detected = await ExportDetector.DetectAsync(source, new ReadOptions { Mapping = mapping }, cancel);
        if (detected.Fault is not null)
        {
            await ErrorAsync($"{source.Name}: {detected.Fault}");
            return null;
        }
        var used = detected.NeedsMapping ? detected.Suggested : null;
        if (detected.NeedsMapping && used?[MessageField.Text] is null)
        {
            await ErrorAsync($"{source.Name}: say which column holds the text, with --map text=COLUMN. Its columns are: {string.Join(", ", detected.Columns)}.");
            return null;
        }
        await SayAsync($"{source.Name}: {detected.Description}." + (used is null ? "" : " Columns: " + string.Join(", ", used.Columns.Select(c => $"{c.Key.ToString().ToLowerInvariant()}={c.Value}")) + "."));
        var job = await jobs.DraftAsync(officeId, null, source.Name, "", bytes, hash, detected.Kind, cancel);
        await jobs.StartAsync(officeId, null, job.Id, used, options, cancel);
        return job.Id;
    }

    private static async Task ReleaseTheDeadAsync(IServiceProvider scope, ImportJob job, CancellationToken cancel)
    {
        if (job.LeaseOwner is { } holder && WorkerName.IsGone(holder))
            await scope.GetRequiredService<Leases>().ReleaseAsync<ImportJob>(job.Id, holder, cancel);
    }

    private void Progress(ImportJob job)
    {
        if (clock.ElapsedMilliseconds - shownAt < 500)
            return;
        shownAt = clock.ElapsedMilliseconds;
        ShowLine(string.Create(CultureInfo.InvariantCulture, $"{job.Fraction:P0}  {job.Added:N0} new, {job.AlreadyHere:N0} already here, {job.Bad:N0} bad"));
    }

    /// <summary>Names and columns come from a stranger's file.</summary>
    private Task SayAsync(string line) => output.WriteLineAsync(PlainText.Of(line));

    private Task ErrorAsync(string line) => error.WriteLineAsync(PlainText.Of(line));

    private static void ShowLine(string line)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write("\r" + line.PadRight(78) + (line.Length == 0 ? "\r" : ""));
    }

    private async Task<int> TellAsync(SerjeantDb db, ImportJob job)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        await SayAsync(string.Create(CultureInfo.InvariantCulture,
            $"{job.Added:N0} new, {job.AlreadyHere:N0} already here, {job.SentByOffice:N0} sent by the office and left out, {job.Bad:N0} bad ({seconds:F1} s)."));
        var problems = await db.ImportProblems.AsNoTracking().Where(p => p.ImportJobId == job.Id).OrderBy(p => p.Id).Take(ProblemsShown).ToListAsync();
        foreach (var problem in problems)
            await ErrorAsync($"  {problem.Where}: {problem.Reason}");
        if (job.Bad + job.Remarks > problems.Count)
            await ErrorAsync(string.Create(CultureInfo.InvariantCulture, $"  … and {job.Bad + job.Remarks - problems.Count:N0} more."));
        switch (job.State)
        {
            case ImportState.Stopped:
                await SayAsync("Stopped. What came in is safe; run the same command again to go on.");
                return 1;
            case ImportState.Failed:
                await ErrorAsync(job.Error ?? "");
                return 1;
            default:
                return job.Bad > 0 ? 1 : 0;
        }
    }
}
