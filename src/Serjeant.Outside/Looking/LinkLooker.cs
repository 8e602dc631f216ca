using Microsoft.Playwright;
using Serjeant.Mail.Looking;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Capture.Recording;
using Serjeant.Outside.Chromium;
using Serjeant.Outside.Pictures;
using Serjeant.Outside.Pictures.Codes;

namespace Serjeant.Outside.Looking;

/// <summary>What was seen, and a picture of it.</summary>
/// <param name="Page">For the judge.</param>
/// <param name="Picture">The first screen, drawn anew as a JPEG; null where there is none.</param>
public sealed record Look(LookedPage Page, byte[]? Picture);

/// <summary>How far a look is.</summary>
public enum LookStage
{
    Opening = 1,
    Looking = 2,
    Drawing = 3,
}

/// <summary>
/// Opens a link by the way of captures (docs/adr/0041): the same browser, in a context of its own without cookies, behind the proxy that lets nothing private be reached. Nothing is typed, pressed or
/// downloaded, and nothing of the page is kept but what <see cref="LookedPage"/> holds. Whatever the page does, there is an outcome and not an exception.
/// </summary>
public sealed class LinkLooker(ChromiumHost chromium, PictureRedrawer pictures, IAddressResolver resolver, TimeProvider time, ChromiumOptions options)
{
    /// <summary>Of the picture, in pixels: enough to know a page by.</summary>
    private const int PictureWidth = 960;

    /// <param name="told">Told how far it is.</param>
    /// <exception cref="ChromiumUnavailableException">There is no browser to see anything with.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public async Task<Look> LookAsync(LookRequest request, Func<LookStage, Task> told, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(told);
        await told(LookStage.Opening);
        var (page, picture) = await SeeAsync(request, told, cancel);
        if (picture is null)
            return new Look(page, null);
        await told(LookStage.Drawing);
        page = page with { QrCodes = QrReader.Read(picture) };
        try
        {
            return new Look(page, (await pictures.ShowAsync(picture, PictureWidth, veiled: false, cancel)).Jpeg);
        }
        catch (PictureException)
        {
            return new Look(page, null);
        }
    }

    private async Task<(LookedPage Page, byte[]? Picture)> SeeAsync(LookRequest request, Func<LookStage, Task> told, CancellationToken cancel)
    {
        var guard = new AddressGuard(resolver, request.Allowed);
        using var work = WorkFolder.Create(options.WorkFolder);
        for (var attempt = 1; ; attempt++)
        {
            await using var lease = await chromium.RentAsync(cancel);
            await using var recording = await PageRecording.StartAsync(work.Aside, "look", keeps: false, time.GetUtcNow(), "Serjeant", cancel);
            await using var proxy = new CaptureProxy(guard, lease.Key, recording, request.Limits.Bytes, time) { Roots = request.Roots };
            try
            {
                return await new PageLook(lease, proxy, request, time).RunAsync(told, cancel);
            }
            catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
            {
                cancel.ThrowIfCancellationRequested();
                var died = !lease.Browser.IsConnected;
                lease.GiveUpOnBrowser();
                // It may have died of another page that was open beside this one: once more, in a new one.
                if (attempt == 1 && (died || problem is TimeoutException))
                    continue;
                return (new LookedPage { Asked = request.Address.AbsoluteUri, Outcome = LookOutcome.NoAnswer, Why = "The page broke the browser before it could be seen." }, null);
            }
        }
    }
}
