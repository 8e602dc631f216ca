using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Serjeant.Outside.Capture;

/// <summary>Listens to one page: where it was sent, what it still waits for, whether it broke.</summary>
internal sealed class PageWatch
{
    private readonly ConcurrentDictionary<IRequest, bool> open = new();
    private readonly TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource downloaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPage page;
    private int moves;
    private int windows;
    private long lastActivity;

    public PageWatch(IPage page, TimeProvider time)
    {
        this.page = page;
        lastActivity = time.GetTimestamp();
        page.Request += (_, request) =>
        {
            open[request] = true;
            lastActivity = time.GetTimestamp();
            if (IsMain(request))
                LastNavigation = request;
        };
        page.RequestFinished += (_, request) => Ended(request, time);
        page.RequestFailed += (_, request) => Ended(request, time);
        page.Response += (_, response) =>
        {
            if (IsMain(response.Request))
                LastResponse = response;
        };
        page.FrameNavigated += (_, frame) =>
        {
            if (frame == page.MainFrame)
                Interlocked.Increment(ref moves);
        };
        page.Crash += (_, _) => crashed.TrySetResult();
        page.Download += (_, download) =>
        {
            DownloadName ??= PageFacts.Shorten(download.SuggestedFilename);
            downloaded.TrySetResult();
            _ = download.CancelAsync();
        };
        page.Context.Page += (_, other) =>
        {
            if (other == page)
                return;
            Interlocked.Increment(ref windows);
            _ = other.CloseAsync();
        };
    }

    /// <summary>The newest request for the page itself, redirects included.</summary>
    public IRequest? LastNavigation { get; private set; }

    /// <summary>The newest answer for the page itself.</summary>
    public IResponse? LastResponse { get; private set; }

    public bool SawDownload => downloaded.Task.IsCompleted;

    /// <summary>Ends when it wants to give a file; the browser says so a little after it has given up on the page.</summary>
    public Task Downloaded => downloaded.Task;

    /// <summary>What the first file that it wanted to give would have been called.</summary>
    public string? DownloadName { get; private set; }

    public Task Crashed => crashed.Task;

    public int Moves => Volatile.Read(ref moves);

    public int Windows => Volatile.Read(ref windows);

    /// <summary>Whether nothing was asked for or came in for a while.</summary>
    public bool IsQuiet(TimeProvider time, TimeSpan atLeast) =>
        open.IsEmpty && time.GetElapsedTime(Volatile.Read(ref lastActivity)) >= atLeast;

    private void Ended(IRequest request, TimeProvider time)
    {
        open.TryRemove(request, out _);
        Volatile.Write(ref lastActivity, time.GetTimestamp());
    }

    private bool IsMain(IRequest request)
    {
        try
        {
            return request.IsNavigationRequest && request.Frame == page.MainFrame;
        }
        catch (PlaywrightException)
        {
            return false; // a worker's request has no frame
        }
    }
}
