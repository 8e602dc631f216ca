namespace Serjeant.Workers;

/// <summary>Wakes a worker in this program when there is something to do. Another copy finds it by itself, a little later.</summary>
public abstract class Bell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public Task WaitAsync(TimeSpan most, CancellationToken cancel) => rung.WaitAsync(most, cancel);

    public void Dispose()
    {
        rung.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Rung when a mailbox file was taken in.</summary>
public sealed class MailboxSignal : Bell;

/// <summary>Rung when a look behind a link was asked for: somebody waits for it.</summary>
public sealed class LookBell : Bell;
