using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Serjeant.EndToEnd.Tests.Support;
using Shouldly;

namespace Serjeant.EndToEnd.Tests.Walks;

/// <summary>Covering a part of a picture or a text: with a mouse, with a finger, and with nothing but keys.</summary>
internal static class RedactionWalk
{
    /// <summary>The colour of the whole picture that is covered, so that a box shows wherever it stands.</summary>
    public const string Plain = "176,64,96";

    /// <summary>In pixels; larger than a page, so that what is drawn is not what is kept, pixel for pixel.</summary>
    public const int Width = 1800, Height = 1200;

    /// <summary>A PNG of one colour, made by the browser.</summary>
    public static async Task<byte[]> PictureAsync(IPage page) => Convert.FromBase64String(await page.EvaluateAsync<string>($$"""
        () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: {{Width}}, height: {{Height}} })
          const pen = canvas.getContext('2d')
          pen.fillStyle = 'rgb({{Plain}})'
          pen.fillRect(0, 0, canvas.width, canvas.height)
          return canvas.toDataURL('image/png').split(',')[1]
        }
        """));

    /// <summary>From the exhibit to the page with the file on it.</summary>
    public static async Task OpenAsync(Visitor visitor, string exhibit, string file, string show)
    {
        await visitor.GoAsync(exhibit);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = $"Redact {file}" }).ClickAsync();
        await visitor.LookAsync("before redacting");
        await SetUpWalk.PressAsync(visitor.Page, show);
        await visitor.Page.Locator("#redact").WaitForAsync();
    }

    public static async Task DrawByMouseAsync(Visitor visitor)
    {
        var (page, seen) = (visitor.Page, await FrameAsync(visitor.Page));
        await page.Mouse.MoveAsync(seen.X + 60, seen.Y + 50);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(seen.X + 120, seen.Y + 80, new() { Steps = 4 });
        await page.Mouse.MoveAsync(seen.X + 260, seen.Y + 130, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await page.GetByText(new Regex("^Box 1: ")).WaitForAsync();
    }

    /// <summary>A box is added, dragged, and made larger at its corner, by touch events as a screen sends them.</summary>
    public static async Task DrawByFingerAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.Locator("[data-redact-add]").TapAsync();
        var box = page.Locator("[data-redact-box]");
        await box.WaitForAsync();
        var before = (await box.BoundingBoxAsync())!;
        await DragAsync(visitor, before.X + before.Width / 2, before.Y + before.Height / 2, -40, 25);
        var moved = (await box.BoundingBoxAsync())!;
        (moved.X - before.X).ShouldBe(-40, 3);
        (moved.Y - before.Y).ShouldBe(25, 3);
        (moved.Width - before.Width).ShouldBe(0, 1);
        (moved.Height - before.Height).ShouldBe(0, 1);
        var corner = (await page.Locator(".desk-redact__corner").BoundingBoxAsync())!;
        await DragAsync(visitor, corner.X + corner.Width / 2, corner.Y + corner.Height / 2, 60, 40);
        var sized = (await box.BoundingBoxAsync())!;
        (sized.Width - moved.Width).ShouldBe(60, 3);
        (sized.Height - moved.Height).ShouldBe(40, 3);
    }

    /// <summary>A box is added, moved and sized without a mouse; Shift, let go before the arrow, does not leave the page.</summary>
    public static async Task DrawByKeysAsync(Visitor visitor)
    {
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        await TabToAsync(page, "[data-redact-add]");
        await keys.PressAsync("Enter");
        (await page.EvaluateAsync<bool>("() => document.activeElement.matches('[data-redact-box]')")).ShouldBeTrue("the new box has the focus");
        var before = await BoxesAsync(page);
        await keys.PressAsync("ArrowLeft");
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("Control+ArrowRight");
        for (var i = 0; i < 4; i++)
        {
            await keys.DownAsync("Shift");
            await keys.DownAsync("ArrowRight");
            await keys.UpAsync("Shift");
            await keys.UpAsync("ArrowRight");
        }
        await keys.PressAsync("Shift+ArrowDown");
        int[] change = [-18 + 1, -18, 4 * 18, 18];
        (await BoxesAsync(page)).Single().ShouldBe(before.Single().Zip(change, (at, by) => at + by));
        // One too many, and away again.
        await TabToAsync(page, "[data-redact-add]", back: true);
        await keys.PressAsync("Enter");
        (await BoxesAsync(page)).Count.ShouldBe(2);
        await keys.PressAsync("Delete");
        (await BoxesAsync(page)).Count.ShouldBe(1);
        (await page.EvaluateAsync<bool>("() => document.activeElement !== document.body")).ShouldBeTrue("the focus is not lost with the box");
    }

    /// <returns>Each box as it stands in the form, in pixels of the file.</returns>
    public static async Task<List<int[]>> BoxesAsync(IPage page) =>
        [.. (await page.Locator("input[name=Boxes]").EvaluateAllAsync<string[]>("all => all.map(one => one.value).filter(Boolean)")).Select(v => v.Split(", ").Select(int.Parse).ToArray())];

    /// <returns>The downloaded copy.</returns>
    public static async Task<byte[]> MakeAsync(Visitor visitor, bool byKeys = false)
    {
        var page = visitor.Page;
        await visitor.LookAsync("redacting");
        if (byKeys)
        {
            await TabToAsync(page, "#Why");
            await page.Keyboard.TypeAsync("For the platform, without our caller's name");
            await TabToAsync(page, "#redact button.govuk-button:not([type=button])");
            await page.Keyboard.PressAsync("Enter");
        }
        else
        {
            await page.Locator("#Why").FillAsync("For the platform, without our caller's name");
            await SetUpWalk.PressAsync(page, "Make the copy");
        }
        await page.WaitForURLAsync("**/copies/*");
        await visitor.LookAsync("copy made");
        await page.Locator("#look button").First.ClickAsync();
        await page.Locator("#shown").WaitForAsync();
        await visitor.LookAsync("copy shown");
        var download = await page.RunAndWaitForDownloadAsync(() => SetUpWalk.PressAsync(page, "Download"));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>Reads every pixel of a copy: black and opaque in the box, as it was everywhere else.</summary>
    public static async Task CheckPixelsAsync(IPage page, byte[] png, int[] box)
    {
        var wrong = await page.EvaluateAsync<JsonElement>($$"""
            async ({ png, box: [left, top, width, height] }) => {
              const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), c => c.charCodeAt(0))], { type: 'image/png' }))
              const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
              pen.drawImage(picture, 0, 0)
              const { data } = pen.getImageData(0, 0, picture.width, picture.height)
              const found = { width: picture.width, height: picture.height, covered: 0, wrong: 0 }
              for (let at = 0; at < data.length; at += 4) {
                const [x, y] = [at / 4 % picture.width, Math.floor(at / 4 / picture.width)]
                const inside = x >= left && x < left + width && y >= top && y < top + height
                const colour = data.slice(at, at + 4).join(',')
                if (inside) found.covered++
                if (colour !== (inside ? '0,0,0,255' : '{{Plain}},255')) found.wrong++
              }
              return found
            }
            """, new { png = Convert.ToBase64String(png), box });
        (wrong.GetProperty("width").GetInt32(), wrong.GetProperty("height").GetInt32()).ShouldBe((Width, Height));
        wrong.GetProperty("covered").GetInt32().ShouldBe(box[2] * box[3]);
        wrong.GetProperty("wrong").GetInt32().ShouldBe(0, $"the box {string.Join(", ", box)} is opaque and nothing else is touched");
    }

    private static async Task<LocatorBoundingBoxResult> FrameAsync(IPage page)
    {
        var frame = page.Locator("[data-redact-frame]");
        await frame.ScrollIntoViewIfNeededAsync();
        return (await frame.BoundingBoxAsync())!;
    }

    private static async Task DragAsync(Visitor visitor, float x, float y, float right, float down)
    {
        var session = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await TouchAsync("touchStart", x, y);
        for (var step = 1; step <= 8; step++)
            await TouchAsync("touchMove", x + right * step / 8, y + down * step / 8);
        await TouchAsync("touchEnd");
        await session.DetachAsync();

        Task TouchAsync(string type, params float[] at) => session.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = at.Length == 0 ? [] : new[] { new { x = at[0], y = at[1] } },
        });
    }

    private static async Task TabToAsync(IPage page, string selector, bool back = false)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
        }
        throw new InvalidOperationException($"The Tab key does not come to {selector}.");
    }
}
