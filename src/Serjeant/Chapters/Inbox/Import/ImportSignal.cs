namespace Serjeant.Chapters.Inbox.Import;

/// <summary>Wakes this process's import worker at once; others find the work at their next look.</summary>
public sealed class ImportSignal
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    public Task<bool> WaitAsync(TimeSpan most, CancellationToken cancel) => bell.WaitAsync(most, cancel);
}
