using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Destroying;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Lets go, each day, of what is past its time in every office. Several copies of the program may do it at once.</summary>
public sealed class RetentionWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(24);

    /// <summary>A desk that is switched off each evening still gets its daily run.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, time, stoppingToken);
        using var timer = new PeriodicTimer(Every, time);
        do
            await RunAllAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One office's trouble must not keep the others' data too long.</summary>
    public async Task RunAllAsync(CancellationToken cancel)
    {
        foreach (var officeId in await OfficesAsync(cancel))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<RetentionRun>().RunAsync(officeId, null, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "What is past its time in office {Office} was not all deleted; it is tried again in a day.", officeId);
            }
        }
        await FinishDestroyingAsync(cancel);
    }

    /// <summary>A destruction whose database was busy, or whose program was killed while another copy went on, is ended here.</summary>
    private async Task FinishDestroyingAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RestoredDestructions>().CarryOutAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "What was destroyed could not all be removed, or the database not be written anew; it is tried again in a day.");
        }
    }

    private async Task<List<long>> OfficesAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SerjeantDb>().Offices.Where(o => o.SetUpAt != null).Select(o => o.Id).ToListAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Nothing was deleted, since the database could not be read; it is tried again in a day.");
            return [];
        }
    }
}
