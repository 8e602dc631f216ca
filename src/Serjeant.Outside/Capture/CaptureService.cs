using System.Collections.Concurrent;
using Serjeant.Evidence;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Capture.Recording;
using Serjeant.Outside.Chromium;

namespace Serjeant.Outside.Capture;

/// <summary>
/// Keeps a page as this server sees it, signed out, and the author's profile page with it. Whatever the page does, it
/// gets an outcome and not an exception.
/// </summary>
public sealed class CaptureService(ChromiumHost chromium, IAddressResolver resolver, TimeProvider time, ChromiumOptions options)
{
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        [".png"] = "image/png",
        [".pdf"] = "application/pdf",
        [".html"] = "text/html",
        [".txt"] = "text/plain; charset=utf-8",
        [".json"] = "application/json",
        [".wacz"] = "application/wacz",
    };

    private static readonly string Software = $"Serjeant {typeof(CaptureService).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Opens the pages and answers what was kept.</summary>
    /// <exception cref="ChromiumUnavailableException">There is no browser to see anything with.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public async Task<CaptureResult> CaptureAsync(CaptureRequest request, CancellationToken cancel)
    {
        var folder = WorkFolder.Create(options.WorkFolder);
        var open = new ConcurrentQueue<PageRecording>();
        try
        {
            var guard = new AddressGuard(resolver, request.Allowed);
            var recorded = await PagesAsync(request, (what, address) => PageAsync(what, address, what == "post" ? request : request with { OnStep = _ => Task.CompletedTask }, guard, folder, open, cancel));
            await request.OnStep(PageStep.Saving);
            if (!request.Small)
                await WebArchive.WriteAsync(Path.Combine(folder.Files, WebArchive.Name), recorded, Software, time.GetUtcNow(), request.SigningKey, cancel);
            return new CaptureResult(folder, [.. recorded.Select(page => page.Facts)], await ListAsync(folder.Files, cancel))
            {
                RetryAfter = recorded.Max(page => RetryAfter.Read(page.Seen.RetryAfter, time.GetUtcNow())),
            };
        }
        catch
        {
            folder.Dispose();
            throw;
        }
        finally
        {
            foreach (var recording in open)
                await recording.DisposeAsync();
        }
    }

    /// <summary>Deletes what killed captures left in the work folder; answers how many.</summary>
    public int Sweep() => WorkFolder.Sweep(options.WorkFolder);

    private static async Task<RecordedPage[]> PagesAsync(CaptureRequest request, Func<string, Uri, Task<RecordedPage>> open)
    {
        var post = open("post", request.Post);
        if (request.Profile is not { } profile)
            return [await post];
        // Both at once: the author may delete the one while the other loads. A second look has time.
        if (!request.Small)
            return await Task.WhenAll(post, open("profile", profile));
        var first = await post;
        return first.Facts.Status is 429 or 503 ? [first] : [first, await open("profile", profile)];
    }

    private async Task<RecordedPage> PageAsync(string what, Uri address, CaptureRequest request, AddressGuard guard, WorkFolder work, ConcurrentQueue<PageRecording> open, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(work.Files, what)).FullName;
        var started = time.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            await using var lease = await chromium.RentAsync(cancel);
            var recording = await PageRecording.StartAsync(work.Aside, what, !request.Small, started, Software, cancel);
            open.Enqueue(recording);
            var (seen, hung) = await SeeAsync(address, request, guard, lease, recording, folder, cancel);

            // The browser may have died, or hang, of another page that was open beside this one: once more, in a new one.
            if ((hung || !lease.Browser.IsConnected) && attempt == 1)
            {
                Directory.Delete(folder, recursive: true);
                Directory.CreateDirectory(folder);
                continue;
            }

            await recording.EndAsync(seen, folder, cancel);
            if (seen is { Outcome: CaptureOutcome.Captured, Missing.Count: > 0 })
                seen.Outcome = CaptureOutcome.Partial;
            var facts = Facts(what, address, request, seen, lease, started);
            await FactsFile.WriteAsync(facts, folder, cancel);
            if (request.Profile is not null)
                await request.OnStep(PageStep.Profile);
            return new RecordedPage(facts, seen, recording, folder);
        }
    }

    /// <summary>All of the page's connections have ended when this answers.</summary>
    private async Task<(SeenPage Seen, bool Hung)> SeeAsync(Uri address, CaptureRequest request, AddressGuard guard, ChromiumLease lease, PageRecording recording, string folder, CancellationToken cancel)
    {
        await using var proxy = new CaptureProxy(guard, lease.Key, recording, request.Limits.Bytes, time) { Roots = request.Roots };
        try
        {
            return (await new PageCapture(lease, proxy, request, time).RunAsync(address, folder, cancel), false);
        }
        catch (Exception problem) when (problem is Microsoft.Playwright.PlaywrightException or TimeoutException)
        {
            cancel.ThrowIfCancellationRequested();
            lease.GiveUpOnBrowser();
            return (new SeenPage().End(CaptureOutcome.Failed, "The page broke the browser before it could be kept."), problem is TimeoutException);
        }
    }

    private static CaptureFacts Facts(string what, Uri address, CaptureRequest request, SeenPage seen, ChromiumLease lease, DateTimeOffset started)
    {
        var at = seen.At ?? started;
        seen.Notes.Add($"The browser was not signed in anywhere. It called itself: {lease.UserAgent}");
        return new CaptureFacts(
            what,
            what,
            seen.Outcome,
            PageFacts.Shorten(address.AbsoluteUri),
            seen.FinalAddress,
            seen.Status,
            seen.Redirects,
            at,
            TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone)),
            request.TimeZone,
            seen.ServerAddress,
            seen.Certificate,
            lease.Version,
            SignedIn: false,
            request.Operator,
            request.Limits.ViewportWidth,
            request.Limits.ViewportHeight,
            seen.Title,
            seen.Missing,
            seen.Notes);
    }

    private static async Task<IReadOnlyList<ManifestFile>> ListAsync(string root, CancellationToken cancel)
    {
        var files = new List<ManifestFile>();
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            files.Add(new ManifestFile(path, new FileInfo(file).Length, await FactsFile.HashAsync(file, cancel), MediaTypes[Path.GetExtension(file)]));
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }
}
