using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Serjeant.Outside.Capture;

/// <summary>
/// Writes what a page is kept as. Each file is tried on its own and within its own time: one that cannot be made is named
/// as missing and costs the others nothing.
/// </summary>
internal sealed class PageFiles(IPage page, IsolatedWorld world, CaptureRequest request, string folder, List<string> missing)
{
    public const string ViewportPicture = "viewport.png";
    public const string FullPicture = "page.png";
    public const string Print = "page.pdf";
    public const string Dom = "dom.html";
    public const string Text = "text.txt";

    private readonly CaptureLimits limits = request.Limits;

    /// <summary>What a request asks for.</summary>
    public static string[] Of(CaptureRequest request) => request.Small ? [ViewportPicture, Text] : [ViewportPicture, FullPicture, Print, Dom, Text];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Answers the page's text, for telling a login wall from a post; empty when there is none.</summary>
    public async Task<string> WriteAsync(CancellationToken cancel)
    {
        var text = "";
        await TryAsync(ViewportPicture, "the picture of the first screen", () => page.ScreenshotAsync(new PageScreenshotOptions { Timeout = Milliseconds }), cancel);
        await TryAsync(Text, "the page's text", async () => Utf8.GetBytes(text = await TextAsync(cancel)), cancel);
        if (request.Small)
            return text;
        await TryAsync(Dom, "the page's HTML", () => HtmlAsync(cancel), cancel);
        await TryAsync(FullPicture, "the picture of the whole page", () => WholePictureAsync(cancel), cancel);
        await TryAsync(Print, "the PDF", PrintAsync, cancel);
        return text;
    }

    private float Milliseconds => (float)limits.File.TotalMilliseconds;

    private async Task TryAsync(string name, string what, Func<Task<byte[]>> make, CancellationToken cancel)
    {
        try
        {
            var bytes = await make().WaitAsync(limits.File, cancel);
            await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes, CancellationToken.None); // whole or not at all
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException or TooLargeException)
        {
            missing.Add(problem switch
            {
                TooLargeException => $"There is no {name}: {what} is too large.",
                TimeoutException => $"There is no {name}: {what} took too long.",
                _ => $"There is no {name}: {what} could not be made.",
            });
        }
    }

    private async Task<string> TextAsync(CancellationToken cancel)
    {
        var kept = await world.EvaluateAsync(
            string.Create(CultureInfo.InvariantCulture, $"(() => {{ const text = document.body ? document.body.innerText : ''; return [text.length, text.slice(0, {limits.Text})] }})()"),
            limits.File,
            cancel);
        if (kept.ValueKind != System.Text.Json.JsonValueKind.Array)
            return "";
        if (kept[0].GetInt64() > limits.Text)
            missing.Add($"{Text} holds only the first {limits.Text.ToString("N0", CultureInfo.InvariantCulture)} characters of the page's text.");
        return kept[1].GetString() ?? "";
    }

    private async Task<byte[]> HtmlAsync(CancellationToken cancel)
    {
        var length = await world.EvaluateAsync("document.documentElement ? document.documentElement.outerHTML.length : 0", limits.File, cancel);
        if (length.ValueKind == System.Text.Json.JsonValueKind.Number && length.GetInt64() > limits.Html)
            throw new TooLargeException();
        return Utf8.GetBytes(await page.ContentAsync());
    }

    private async Task<byte[]> WholePictureAsync(CancellationToken cancel)
    {
        var (width, height) = await world.SizeAsync(limits.File, cancel);
        var options = new PageScreenshotOptions { FullPage = true, Timeout = Milliseconds };
        if (width > limits.PictureWidth || height > limits.PictureHeight)
        {
            // Chromium draws blank beyond its own limit without saying so: better a picture that ends where it says.
            options.Clip = new Clip { X = 0, Y = 0, Width = (float)Math.Min(width, limits.PictureWidth), Height = (float)Math.Min(height, limits.PictureHeight) };
            missing.Add(string.Create(CultureInfo.InvariantCulture, $"{FullPicture} ends after {options.Clip.Width:N0} by {options.Clip.Height:N0} pixels; the page goes on."));
        }

        return await page.ScreenshotAsync(options);
    }

    private async Task<byte[]> PrintAsync()
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        return await page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = true, Tagged = true, Scale = 0.6f });
    }

    private sealed class TooLargeException : Exception;
}
