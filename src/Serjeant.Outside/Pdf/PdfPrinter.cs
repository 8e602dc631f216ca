using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Playwright;
using Serjeant.Outside.Chromium;

namespace Serjeant.Outside.Pdf;

/// <summary>The edges of a printed report.</summary>
/// <param name="Footer">Plain text at the foot of every page, left of the page number.</param>
/// <param name="Format">Paper, such as <c>A4</c>.</param>
public sealed record PdfPage(string Footer = "", string Format = "A4");

/// <summary>
/// Prints our own HTML as a tagged PDF with an outline, so that a screen reader can use it. The page runs no script and
/// reaches no network: pictures and styles must be inside the HTML (<c>data:</c> addresses).
/// </summary>
public sealed class PdfPrinter(ChromiumHost chromium)
{
    /// <summary>The most HTML, in characters: 96 Mi.</summary>
    public const int Limit = 96 * 1024 * 1024;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(90);

    /// <summary>Answers the PDF.</summary>
    /// <exception cref="ArgumentException">The HTML is over <see cref="Limit"/>.</exception>
    /// <exception cref="ChromiumUnavailableException">There is no browser to print with.</exception>
    /// <exception cref="TimeoutException">It took longer than 90 seconds.</exception>
    public async Task<byte[]> PrintAsync(string html, PdfPage page, CancellationToken cancel)
    {
        if (html.Length > Limit)
            throw new ArgumentException("The report is too large to print. Leave out some pictures.", nameof(html));
        await using var lease = await chromium.RentAsync(cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeLimit);
        try
        {
            return await PrintAsync(lease.Browser, html, page).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            lease.GiveUpOnBrowser();
            throw new TimeoutException("Printing the report took longer than 90 seconds.");
        }
        catch (PlaywrightException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
    }

    private static async Task<byte[]> PrintAsync(IBrowser browser, string html, PdfPage setup)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = false,
            Offline = true,
            ServiceWorkers = ServiceWorkerPolicy.Block,
            AcceptDownloads = false,
            Proxy = new Proxy { Server = ChromiumProcess.Nowhere, Bypass = "<-loopback>" },
        });
        await context.RouteAsync("**/*", Refuse);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)TimeLimit.TotalMilliseconds);
        await page.SetContentAsync(html);
        return await page.PdfAsync(new PagePdfOptions
        {
            Format = setup.Format,
            Tagged = true,
            Outline = true,
            PrintBackground = true,
            DisplayHeaderFooter = true,
            HeaderTemplate = "<span></span>",
            FooterTemplate = Footer(setup.Footer),
            Margin = new Margin { Top = "18mm", Bottom = "18mm", Left = "16mm", Right = "16mm" },
        });
    }

    // A refused navigation would replace the report by the browser's error page, in the middle of printing if it comes late.
    // "No content" leaves the page as it is (RFC 9110, 15.3.5).
    private static Task Refuse(IRoute route) => route.Request.IsNavigationRequest
        ? route.FulfillAsync(new RouteFulfillOptions { Status = 204 })
        : route.AbortAsync();

    private static string Footer(string text) => new StringBuilder()
        .Append("<div style=\"width:100%;font:8pt sans-serif;padding:0 16mm;display:flex;justify-content:space-between\"><span>")
        .Append(HtmlEncoder.Default.Encode(text))
        .Append("</span><span>Page <span class=\"pageNumber\"></span> of <span class=\"totalPages\"></span></span></div>")
        .ToString();
}
