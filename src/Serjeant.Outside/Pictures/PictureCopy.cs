using Microsoft.Playwright;
using Serjeant.Outside.Chromium;

namespace Serjeant.Outside.Pictures;

/// <summary>
/// Makes a copy of a picture for a page: the browser's sandbox decodes it and draws it anew, so that nothing of the file itself, such as where and
/// with what it was taken (EXIF), or bytes that are no picture, reaches whoever looks.
/// </summary>
public sealed class PictureCopy(ChromiumHost chromium)
{
    /// <summary>The largest file that is drawn: 30 MiB.</summary>
    public const long Limit = 30 * 1024 * 1024;

    private const int Widest = 1000;
    private const int Tallest = 4000;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    /// <summary>By extension. A drawing (SVG) is a document and not among them.</summary>
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
    };

    public static bool CanDraw(string path) => Kinds.ContainsKey(Path.GetExtension(path));

    /// <summary>Answers a JPEG of at most 1,000 by 4,000 pixels; null when it is no picture that the browser can draw.</summary>
    /// <exception cref="ChromiumUnavailableException">There is no browser to draw with.</exception>
    /// <exception cref="TimeoutException">It took longer than 20 seconds.</exception>
    public async Task<byte[]?> DrawAsync(string path, byte[] picture, CancellationToken cancel)
    {
        if (picture.Length > Limit || !Kinds.TryGetValue(Path.GetExtension(path), out var kind))
            return null;
        await using var lease = await chromium.RentAsync(cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeLimit);
        try
        {
            return await DrawAsync(lease.Browser, $"data:{kind};base64,{Convert.ToBase64String(picture)}").WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            lease.GiveUpOnBrowser();
            throw new TimeoutException("Drawing the picture took longer than 20 seconds.");
        }
        catch (PlaywrightException)
        {
            // A picture that breaks the browser must not be met by the next who asks.
            lease.GiveUpOnBrowser();
            return null;
        }
    }

    private static async Task<byte[]?> DrawAsync(IBrowser browser, string address)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = false,
            Offline = true,
            ServiceWorkers = ServiceWorkerPolicy.Block,
            AcceptDownloads = false,
            ViewportSize = new ViewportSize { Width = Widest, Height = 800 },
            Proxy = new Proxy { Server = ChromiumProcess.Nowhere, Bypass = "<-loopback>" },
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)TimeLimit.TotalMilliseconds);
        await page.SetContentAsync($"<!doctype html><style>*{{margin:0}}img{{display:block;max-width:{Widest}px;max-height:{Tallest}px;background:#fff}}</style><img src=\"{address}\" alt=\"\">");
        var image = page.Locator("img");
        if (await image.EvaluateAsync<int>("image => image.naturalWidth") == 0)
            return null;
        return await image.ScreenshotAsync(new LocatorScreenshotOptions { Type = ScreenshotType.Jpeg, Quality = 82 });
    }
}
