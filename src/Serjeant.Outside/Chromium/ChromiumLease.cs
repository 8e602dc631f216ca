using Microsoft.Playwright;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Outside.Chromium;

/// <summary>One user's hold on the shared browser.</summary>
public sealed class ChromiumLease : IAsyncDisposable
{
    private readonly ChromiumProcess process;
    private readonly Func<ChromiumProcess, ValueTask> give;
    private bool returned;

    internal ChromiumLease(ChromiumProcess process, Func<ChromiumProcess, ValueTask> give)
    {
        this.process = process;
        this.give = give;
    }

    /// <summary>The browser; open contexts of your own in it.</summary>
    public IBrowser Browser => process.Browser;

    /// <summary>As the browser says it itself: <c>Chromium 156.0.8078.79</c>.</summary>
    public string Version => process.Version;

    /// <summary>What pages are told, with the word Headless left out.</summary>
    public string UserAgent => process.UserAgent;

    /// <summary>What this browser trusts in place of the sites' certificates.</summary>
    public InterceptionKey Key => process.Key;

    /// <summary>Says that it hangs: nobody is given it again, and it is killed when its last user is done.</summary>
    public void GiveUpOnBrowser() => process.GivenUp = true;

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (returned)
            return ValueTask.CompletedTask;
        returned = true;
        return give(process);
    }
}
