using System.Globalization;
using Microsoft.Playwright;
using Serjeant.Outside.Chromium;

namespace Serjeant.Outside.Pictures;

/// <summary>A part of a picture to be painted over, in the picture's own pixels from its upper left.</summary>
public sealed record PictureBox(int Left, int Top, int Width, int Height);

/// <summary>A picture drawn anew to be looked at.</summary>
/// <param name="Jpeg">It may be smaller than the picture.</param>
/// <param name="Width">Of the picture itself, as it is seen: a photograph that says that it lies on its side is stood up.</param>
public sealed record ShownPicture(byte[] Jpeg, int Width, int Height)
{
    /// <summary>For <c>src</c> of an image.</summary>
    public string Address => "data:image/jpeg;base64," + Convert.ToBase64String(Jpeg);
}

/// <summary>
/// Draws pictures anew: smaller, to be looked at; with parts painted over; veiled. A picture from outside is decoded nowhere but in the
/// browser's sandbox, and only pixels come back (docs/adr/0086).
/// </summary>
public sealed class PictureRedrawer(ChromiumHost chromium)
{
    /// <summary>Of a picture's file: 64 MiB.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>64 million, which is a full-page picture at the most that a capture takes.</summary>
    public const long MostPixels = 64_000_000;

    public const int MostBoxes = 200;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    // Answers base64 and the picture's true size. The boxes are painted before anything is scaled, each pixel of them and opaque.
    private const string Draw = """
        async ({ source, type, boxes, width, veil, format }) => {
          const raw = Uint8Array.from(atob(source), c => c.charCodeAt(0))
          const picture = await createImageBitmap(new Blob([raw], { type }))
          const draw = (from, w, h, smooth) => {
            const canvas = new OffscreenCanvas(w, h)
            const pen = canvas.getContext('2d')
            if (format === 'image/jpeg') { pen.fillStyle = '#fff'; pen.fillRect(0, 0, w, h) }
            pen.imageSmoothingEnabled = smooth
            pen.imageSmoothingQuality = 'high'
            if (veil) pen.filter = 'grayscale(1)'
            pen.drawImage(from, 0, 0, w, h)
            return { canvas, pen }
          }
          const size = [picture.width, picture.height]
          let { canvas, pen } = draw(picture, ...size, true)
          pen.filter = 'none'
          pen.fillStyle = '#000'
          for (const b of boxes) pen.fillRect(b.left, b.top, b.width, b.height)
          const scale = width && width < size[0] ? width / size[0] : 1
          const small = size.map(s => Math.max(1, Math.round(s * scale)))
          if (veil) canvas = draw(canvas, 12, Math.max(1, Math.round(12 * size[1] / size[0])), true).canvas
          if (scale < 1 || veil) canvas = draw(canvas, ...small, !veil).canvas
          const blob = await canvas.convertToBlob({ type: format, quality: .82 })
          const url = await new Promise((done, fail) => {
            const reader = new FileReader()
            reader.onload = () => done(reader.result)
            reader.onerror = fail
            reader.readAsDataURL(blob)
          })
          return `${size[0]} ${size[1]} ${url.slice(url.indexOf(',') + 1)}`
        }
        """;

    /// <summary>Draws it to be looked at, no wider than <paramref name="width"/> pixels.</summary>
    /// <param name="veiled">So coarse and grey that nothing can be made out but that there is a picture.</param>
    /// <exception cref="PictureException">It is no picture of a known kind, too large, or broken.</exception>
    /// <exception cref="ChromiumUnavailableException">There is no browser to draw with.</exception>
    public async Task<ShownPicture> ShowAsync(byte[] picture, int width, bool veiled, CancellationToken cancel)
    {
        var (w, h, bytes) = await DrawAsync(picture, [], width, veiled, "image/jpeg", cancel);
        return new ShownPicture(bytes, w, h);
    }

    /// <summary>Draws it in full with the boxes painted over: a PNG of pixels and nothing else. What was under a box is in it no more.</summary>
    /// <exception cref="PictureException">It is no picture of a known kind, too large, or broken; or a box lies outside it.</exception>
    /// <exception cref="ChromiumUnavailableException">There is no browser to draw with.</exception>
    public async Task<byte[]> CoverAsync(byte[] picture, IReadOnlyList<PictureBox> boxes, CancellationToken cancel)
    {
        var (width, height, bytes) = await DrawAsync(picture, boxes, 0, false, "image/png", cancel);
        if (boxes.Any(b => b.Width < 1 || b.Height < 1 || b.Left < 0 || b.Top < 0 || (long)b.Left + b.Width > width || (long)b.Top + b.Height > height))
            throw new PictureException(string.Create(CultureInfo.InvariantCulture, $"Each box must lie within the picture, which is {width} by {height} pixels"));
        try
        {
            return BarePng.Of(bytes);
        }
        catch (FormatException e)
        {
            throw new PictureException("The picture could not be drawn anew", e);
        }
    }

    private async Task<(int Width, int Height, byte[] Bytes)> DrawAsync(
        byte[] picture, IReadOnlyList<PictureBox> boxes, int width, bool veil, string format, CancellationToken cancel)
    {
        if (picture.Length > MostBytes || PictureHead.Read(picture) is not { } head)
            throw new PictureException("It is not a PNG, JPEG, GIF or WebP picture of up to 64 MB");
        if ((long)head.Width * head.Height > MostPixels || head.Width > ushort.MaxValue / 2 || head.Height > ushort.MaxValue / 2)
            throw new PictureException(string.Create(CultureInfo.InvariantCulture, $"The picture is too large to be drawn here: {head.Width} by {head.Height} pixels"));
        if (boxes.Count > MostBoxes)
            throw new PictureException(string.Create(CultureInfo.InvariantCulture, $"Draw at most {MostBoxes} boxes"));
        await using var lease = await chromium.RentAsync(cancel);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeLimit);
        try
        {
            return await DrawAsync(lease.Browser, head.MediaType, picture, boxes, width, veil, format).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            lease.GiveUpOnBrowser();
            throw new PictureException("Drawing the picture took longer than 60 seconds");
        }
        catch (Exception e) when (e is PlaywrightException or FormatException && !cancel.IsCancellationRequested)
        {
            throw new PictureException("The picture is broken, or of a kind that can't be drawn here", e);
        }
    }

    private static async Task<(int, int, byte[])> DrawAsync(
        IBrowser browser, string type, byte[] picture, IReadOnlyList<PictureBox> boxes, int width, bool veil, string format)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Offline = true,
            ServiceWorkers = ServiceWorkerPolicy.Block,
            AcceptDownloads = false,
            Proxy = new Proxy { Server = ChromiumProcess.Nowhere, Bypass = "<-loopback>" },
        });
        await context.RouteAsync("**/*", route => route.AbortAsync());
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)TimeLimit.TotalMilliseconds);
        var answer = await page.EvaluateAsync<string>(Draw, new
        {
            source = Convert.ToBase64String(picture),
            type,
            boxes = boxes.Select(b => new { left = b.Left, top = b.Top, width = b.Width, height = b.Height }).ToArray(),
            width,
            veil,
            format,
        });
        var parts = answer.Split(' ', 3);
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), Convert.FromBase64String(parts[2]));
    }
}
