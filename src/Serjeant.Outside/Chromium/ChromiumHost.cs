namespace Serjeant.Outside.Chromium;

/// <summary>
/// Keeps one browser for everybody: started when first needed, shared by separate contexts, replaced when it crashes or
/// somebody found that it hangs, and closed when nobody has used it for a while.
/// </summary>
public sealed class ChromiumHost : IAsyncDisposable
{
    private readonly ChromiumOptions options;
    private readonly SemaphoreSlim places;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ITimer idle;
    private ChromiumProcess? current;

    /// <param name="options">Which browser and how.</param>
    /// <param name="time">For closing an unused browser.</param>
    public ChromiumHost(ChromiumOptions options, TimeProvider time)
    {
        this.options = options;
        places = new SemaphoreSlim(options.AtOnce, options.AtOnce);
        idle = time.CreateTimer(_ => _ = CloseIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for a free place and answers a running browser. Dispose what it answers.</summary>
    /// <exception cref="ChromiumUnavailableException">There is no browser, it may not be started here, or it did not start.</exception>
    public async Task<ChromiumLease> RentAsync(CancellationToken cancel)
    {
        Refuse(options, Environment.IsPrivilegedProcess);
        await places.WaitAsync(cancel);
        try
        {
            await gate.WaitAsync(cancel);
            try
            {
                idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                if (current is not null && !current.IsUsable)
                    await DropAsync();
                current ??= await ChromiumProcess.StartAsync(options, cancel);
                current.Renters++;
                return new ChromiumLease(current, ReturnAsync);
            }
            finally
            {
                gate.Release();
            }
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await idle.DisposeAsync();
        await gate.WaitAsync();
        try
        {
            if (current is not null)
                await current.DisposeAsync();
            current = null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Says why a browser may not be started, or nothing.</summary>
    internal static void Refuse(ChromiumOptions options, bool privileged)
    {
        if (options.Executable is null || !File.Exists(options.Executable))
            throw new ChromiumUnavailableException("No Chromium was found. Install your system's chromium package, or name the program in SERJEANT_CHROMIUM.");
        if (privileged && !options.NoSandbox && !OperatingSystem.IsWindows())
            throw new ChromiumUnavailableException("Pages are not captured as root, because the browser's sandbox does not work there. Run Serjeant as an ordinary user.");
    }

    private async Task DropAsync()
    {
        // A browser that others still use is closed by the last of them.
        var old = current!;
        current = null;
        if (old.Renters == 0)
            await old.DisposeAsync();
    }

    private async ValueTask ReturnAsync(ChromiumProcess process)
    {
        await gate.WaitAsync();
        try
        {
            process.Renters--;
            if (process.Renters == 0 && process != current)
                await process.DisposeAsync();
            else if (!process.IsUsable && process == current)
                await DropAsync();
            else if (process.Renters == 0)
                idle.Change(options.StaysOpen, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            gate.Release();
            places.Release();
        }
    }

    private async Task CloseIdleAsync()
    {
        await gate.WaitAsync();
        try
        {
            if (current is { Renters: 0 })
                await DropAsync();
        }
        finally
        {
            gate.Release();
        }
    }
}
