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
    };

    /// <summary>Opens one page after the other and answers what was kept.</summary>
    /// <exception cref="ChromiumUnavailableException">There is no browser to see anything with.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public async Task<CaptureResult> CaptureAsync(CaptureRequest request, CancellationToken cancel)
    {
        var folder = WorkFolder.Create(options.WorkFolder);
        try
        {
            var guard = new AddressGuard(resolver, request.Allowed);
            List<CaptureFacts> pages = [await PageAsync("post", request.Post, request, guard, folder.Files, cancel)];
            if (request.Profile is { } profile)
                pages.Add(await PageAsync("profile", profile, request, guard, folder.Files, cancel));
            return new CaptureResult(folder, pages, await ListAsync(folder.Files, cancel));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Deletes what killed captures left in the work folder; answers how many.</summary>
    public int Sweep() => WorkFolder.Sweep(options.WorkFolder);

    private async Task<CaptureFacts> PageAsync(string what, Uri address, CaptureRequest request, AddressGuard guard, string root, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, what)).FullName;
        var started = time.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            await using var lease = await chromium.RentAsync(cancel);
            await using var recording = new PageRecording(root);
            await using var proxy = new CaptureProxy(guard, lease.Key, recording, request.Limits.Bytes, time) { Roots = request.Roots };
            SeenPage seen;
            var hung = false;
            try
            {
                seen = await new PageCapture(lease, proxy, request, time).RunAsync(address, folder, cancel);
            }
            catch (Exception problem) when (problem is Microsoft.Playwright.PlaywrightException or TimeoutException)
            {
                cancel.ThrowIfCancellationRequested();
                lease.GiveUpOnBrowser();
                hung = problem is TimeoutException;
                seen = new SeenPage().End(CaptureOutcome.Failed, "The page broke the browser before it could be kept.");
            }

            // The browser may have died, or hang, of another page that was open beside this one: once more, in a new one.
            if ((hung || !lease.Browser.IsConnected) && attempt == 1)
            {
                Directory.Delete(folder, recursive: true);
                Directory.CreateDirectory(folder);
                continue;
            }

            var facts = Facts(what, address, request, seen, lease, started);
            await FactsFile.WriteAsync(facts, folder, cancel);
            return facts;
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
