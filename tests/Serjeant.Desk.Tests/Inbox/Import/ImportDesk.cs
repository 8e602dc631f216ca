using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Exports;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Import;

/// <summary>A desk with one file to bring in, driven as the worker drives it.</summary>
internal sealed class ImportDesk(TestDesk desk) : IAsyncDisposable
{
    public const string Owner = "test/1/1";
    private static readonly FieldMapping Columns = FieldMapping.Parse(["text=text", "author=author", "id=id", "sentAt=sent"]);

    public TestDesk Desk => desk;

    public static async Task<ImportDesk> StartAsync() => new(await TestDesk.StartAsync());

    public string Write(string name, string text)
    {
        var path = Path.Combine(desk.DataFolder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>NDJSON of so many messages, some of them alike, some of them bad.</summary>
    public string WriteMessages(int count, int badEvery = 0)
    {
        using var writer = new StringWriter();
        for (var i = 0; i < count; i++)
        {
            if (badEvery > 0 && i % badEvery == badEvery - 1)
                writer.WriteLine("{broken");
            else
                writer.WriteLine($$"""{"id":"m{{i}}","author":"writer{{i % 50}}","text":"{{(i % 10 == 0 ? "resign now" : $"message number {i}")}}","sent":"2026-03-01T10:00:00Z"}""");
        }
        return Write($"{Guid.NewGuid():N}.ndjson", writer.ToString());
    }

    public async Task<long> QueueAsync(string path, long? officeId = null)
    {
        var office = officeId ?? desk.OfficeId;
        var (hash, bytes) = await ExportFingerprint.OfAsync(new FileInfo(path), TestContext.Current.CancellationToken);
        return await InScopeAsync(office, async services =>
        {
            var jobs = services.GetRequiredService<ImportJobs>();
            var job = await jobs.DraftAsync(office, null, Path.GetFileName(path), "", bytes, hash, ExportKind.Json, TestContext.Current.CancellationToken);
            await jobs.StartAsync(office, null, job.Id, Columns, new ImportOptions(), TestContext.Current.CancellationToken);
            return job.Id;
        });
    }

    public Task<ImportJob?> RunAsync(long jobId, string path, string owner = Owner, Action<ImportJob>? written = null, CancellationToken cancel = default, long? officeId = null) =>
        InScopeAsync(officeId ?? desk.OfficeId, services => services.GetRequiredService<ImportRun>().TryAsync(jobId, owner, path, stopWhenCancelled: true, written, cancel));

    public async Task<ImportJob> ImportAsync(string path, long? officeId = null) =>
        (await RunAsync(await QueueAsync(path, officeId), path, officeId: officeId))!;

    public Task<int> CountAsync() => desk.WithDbAsync(db => db.Messages.CountAsync());

    public async Task<T> InScopeAsync<T>(long officeId, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = officeId;
        return await work(scope.ServiceProvider);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
