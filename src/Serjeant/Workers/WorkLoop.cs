using Serjeant.Data;

namespace Serjeant.Workers;

/// <summary>What workers that take leased rows have in common.</summary>
internal static class WorkLoop
{
    /// <summary>Works until cancelled: one piece after another, then a wait. A fault is told and tried again.</summary>
    /// <param name="one">True when something was worked on.</param>
    /// <param name="fault">Told the exception's type only: its message may quote what somebody wrote.</param>
    internal static async Task RunAsync(
        Func<CancellationToken, Task<bool>> one, Func<CancellationToken, Task> wait, Action<string> fault, TimeSpan pause, TimeProvider time, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (!await one(cancel))
                    await wait(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                fault(e.GetType().Name);
                await Task.Delay(pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The same, with something that is done every now and then before the next piece, and once at the start.</summary>
    internal static Task RunSweepingAsync(
        Func<CancellationToken, Task> sweep, TimeSpan every, Func<CancellationToken, Task<bool>> one, Func<CancellationToken, Task> wait, Action<string> fault, TimeSpan pause, TimeProvider time, CancellationToken cancel)
    {
        var sweepAt = DateTimeOffset.MinValue;
        return RunAsync(
            async stop =>
            {
                if (time.GetUtcNow() >= sweepAt)
                {
                    await sweep(stop);
                    sweepAt = time.GetUtcNow() + every;
                }
                return await one(stop);
            },
            wait, fault, pause, time, cancel);
    }

    /// <summary>Takes the first of the due rows that nobody holds and that can still be worked on. True when there was one.</summary>
    /// <param name="due">At most a hundred or so, the most pressing first.</param>
    /// <param name="work">False when somebody else was quicker, or nothing was left to do: the next is tried.</param>
    internal static async Task<bool> TakeFirstAsync<T>(
        IServiceScopeFactory scopes, TimeProvider time, Func<SerjeantDb, DateTimeOffset, Task<List<T>>> due, Func<IServiceProvider, T, Task<bool>> work, CancellationToken cancel)
        where T : class, ILeased
    {
        await using var scope = scopes.CreateAsyncScope();
        var leases = scope.ServiceProvider.GetRequiredService<Leases>();
        var now = time.GetUtcNow();
        foreach (var row in await due(scope.ServiceProvider.GetRequiredService<SerjeantDb>(), now))
            if (await leases.IsFreeAsync(row, now, cancel) && await work(scope.ServiceProvider, row))
                return true;
        return false;
    }

    /// <summary>False while somebody who still lives holds it; what the dead held is let go.</summary>
    internal static async Task<bool> IsFreeAsync<T>(this Leases leases, T work, DateTimeOffset now, CancellationToken cancel) where T : class, ILeased
    {
        if (work.LeaseOwner is not { } holder || !(work.LeaseUntil >= now))
            return true;
        if (!WorkerName.IsGone(holder))
            return false;
        await leases.ReleaseAsync<T>(work.Id, holder, cancel);
        return true;
    }
}
