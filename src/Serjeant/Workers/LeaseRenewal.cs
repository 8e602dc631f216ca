using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>Keeps leases from running out while long work lasts; dispose it when the work ends.</summary>
internal sealed class LeaseRenewal : IAsyncDisposable
{
    private static readonly TimeSpan Every = Leases.Length / 3;
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewing;

    private LeaseRenewal(Func<CancellationToken, Task> renew) => renewing = renew(stop.Token);

    /// <param name="ids">The rows, all held by <paramref name="owner"/>.</param>
    public static LeaseRenewal Start<T>(IServiceScopeFactory scopes, TimeProvider time, string owner, params IReadOnlyList<long> ids) where T : class, ILeased =>
        new(async cancel =>
        {
            using var timer = new PeriodicTimer(Every, time);
            while (await timer.WaitForNextTickAsync(cancel))
            {
                await using var scope = scopes.CreateAsyncScope();
                foreach (var id in ids)
                    await scope.ServiceProvider.GetRequiredService<Leases>().ClaimAsync<T>(id, owner, cancel);
            }
        });

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }
}
