using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Outside.Storage;

namespace Serjeant.Workers;

/// <summary>Signs every office's ledger at the start and then each hour, so that little is ever unsigned.</summary>
public sealed class LedgerCheckpointWorker(
    IServiceScopeFactory scopes, LedgerKeys keys, TimeProvider time, ILogger<LedgerCheckpointWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
            await SignAllAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One office's broken ledger must not keep the others from being signed.</summary>
    public async Task SignAllAsync(CancellationToken cancel)
    {
        foreach (var officeId in await OfficesAsync(cancel))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                using var signer = keys.Open(officeId);
                await scope.ServiceProvider.GetRequiredService<LedgerCheckpoints>().SignAsync(officeId, signer, cancel);
            }
            catch (LedgerBrokenException e)
            {
                log.LogCritical("The ledger of office {Office} was not signed. {Reason} Run 'serjeant ledger export' and 'serjeant ledger verify'.", officeId, e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The ledger of office {Office} was not signed; it is tried again in an hour.", officeId);
            }
        }
    }

    private async Task<List<long>> OfficesAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
            return await db.LedgerHeads.IgnoreQueryFilters(["office"]).Select(h => h.OfficeId).ToListAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "No ledger was signed, since the database could not be read; it is tried again in an hour.");
            return [];
        }
    }
}
