using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Keeps one connection to each office's checking mailbox, as long as nobody else has one.</summary>
public sealed class CheckingMailboxWorker(IServiceScopeFactory scopes, MailboxSession sessions, TimeProvider time, ILogger<CheckingMailboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<long, Task> running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await WorkLoop.RunAsync(
            async cancel =>
            {
                foreach (var id in await DueAsync(cancel))
                    if (!running.ContainsKey(id))
                        running[id] = StayAsync(id, stoppingToken);
                return false;
            },
            cancel => Task.Delay(Pause, time, cancel),
            fault => log.LogError("The worker of checking mailboxes met a fault and tries again: {Fault}", fault),
            Pause, time, stoppingToken);
        await Task.WhenAll(running.Values);
    }

    private async Task<List<long>> DueAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        var leases = scope.ServiceProvider.GetRequiredService<Leases>();
        var now = time.GetUtcNow();
        var due = new List<long>();
        foreach (var box in await db.CheckingMailboxes.IgnoreQueryFilters().AsNoTracking().Where(m => m.On && (m.RestUntil == null || m.RestUntil <= now)).ToListAsync(cancel))
            if (!running.ContainsKey(box.Id) && await leases.IsFreeAsync(box, now, cancel))
                due.Add(box.Id);
        return due;
    }

    private async Task StayAsync(long id, CancellationToken cancel)
    {
        await Task.Yield();
        try
        {
            await sessions.RunAsync(id, WorkerName.Mine, stay: true, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The program stops.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.LogError("A checking mailbox met a fault and is tried again: {Fault}", e.GetType().Name);
            await Task.Delay(Pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            running.TryRemove(id, out _);
        }
    }
}
