using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Dropped;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Looks into every office's drop folder again and again. Asking the file system is sure on every kind of disk; being told of changes is not.</summary>
public sealed class DropFolderWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<DropFolderWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WorkLoop.RunSweepingAsync(
        async cancel =>
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DropTurn>().ForgetAsync(cancel);
        },
        ForgetEvery,
        async cancel => await RunAllAsync(cancel) > 0,
        cancel => Task.Delay(Pause, time, cancel),
        fault => log.LogError("The worker of drop folders met a fault and tries again: {Fault}", fault),
        Pause, time, stoppingToken);

    /// <returns>How many files were dealt with.</returns>
    public async Task<int> RunAllAsync(CancellationToken cancel)
    {
        List<DropFolder> folders;
        await using (var scope = scopes.CreateAsyncScope())
            folders = await scope.ServiceProvider.GetRequiredService<SerjeantDb>().DropFolders.IgnoreQueryFilters().AsNoTracking().Where(f => f.On).OrderBy(f => f.Id).ToListAsync(cancel);
        var handled = 0;
        foreach (var folder in folders)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<Leases>().IsFreeAsync(folder, time.GetUtcNow(), cancel))
                    handled += await scope.ServiceProvider.GetRequiredService<DropTurn>().RunAsync(folder.Id, WorkerName.Mine, cancel) ?? 0;
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                // One office's trouble must not keep the others' files waiting.
                log.LogError("The drop folder of office {Office} met a fault and is tried again: {Fault}", folder.OfficeId, e.GetType().Name);
            }
        }
        return handled;
    }
}
