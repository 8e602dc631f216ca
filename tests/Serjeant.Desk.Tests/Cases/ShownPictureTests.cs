using System.Buffers.Binary;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>Where a photo was taken stays in the original and is in nothing that is shown.</summary>
public sealed class ShownPictureTests(Browsers browsers)
{
    private const string Maker = "Secret Phone 9000";

    [Fact]
    public async Task The_original_keeps_its_place_and_what_is_shown_has_none()
    {
        await using var desk = await StartAsync();
        var photo = WithPlace(await PhotoAsync());
        var exhibit = await UploadAsync(desk, ("photo.jpg", photo));
        var browser = await desk.SignedInAsync(Role.Principal);

        var shown = await TestBrowser.ReadAsync(await PressAsync(browser, exhibit, "files/photo.jpg", "Show"));

        var source = shown.QuerySelector("#picture img")!.GetAttribute("src")!;
        source.ShouldStartWith("data:image/jpeg;base64,");
        var copy = Convert.FromBase64String(source.Split(',')[1]);
        (copy[0], copy[1]).ShouldBe(((byte)0xFF, (byte)0xD8));
        Holds(copy, "Exif").ShouldBeFalse();
        Holds(copy, Maker).ShouldBeFalse();
        Holds(copy, "GPS").ShouldBeFalse();
        var entry = await desk.WithDbAsync(db => db.CustodyEntries.OrderBy(c => c.Id).LastAsync());
        (entry.Act, entry.Path).ShouldBe((CustodyAct.Viewed, "files/photo.jpg"));

        var original = await (await PressAsync(browser, exhibit, "files/photo.jpg", "Download")).Content.ReadAsByteArrayAsync();
        original.ShouldBe(photo);
        Holds(original, Maker).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_no_picture_is_not_shown_and_the_look_is_still_in_the_log()
    {
        await using var desk = await StartAsync();
        var exhibit = await UploadAsync(desk, ("page.png", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")), ("drawing.svg", Encoding.UTF8.GetBytes("<svg/>")));
        var browser = await desk.SignedInAsync(Role.Moderator);
        var answer = await PressAsync(browser, exhibit, "files/page.png", "Show");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Download it to look at it");
        (await PressAsync(browser, exhibit, "files/drawing.svg", "Show")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync(c => c.Act == CustodyAct.Viewed))).ShouldBe(1);
    }

    private Task<TestDesk> StartAsync() => TestDesk.StartAsync(builder => builder.Services.AddSingleton(browsers.Host));

    private static async Task<Exhibit> UploadAsync(TestDesk desk, params (string, byte[])[] files)
    {
        var number = await desk.CaseAsync("Threats");
        (await (await desk.SignedInAsync(Role.Moderator)).UploadAsync(number, new Dictionary<string, string> { ["What"] = "Photo" }, files)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
    }

    private static async Task<HttpResponseMessage> PressAsync(TestBrowser browser, Exhibit exhibit, string path, string button) => await browser.SubmitAsync(
        await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id)), "#files", new Dictionary<string, string> { ["FileId"] = $"{exhibit.Files.Single(f => f.Path == path).Id}" }, $"button[formaction*='{button}']");

    /// <summary>A real JPEG, as a browser makes it.</summary>
    private async Task<byte[]> PhotoAsync()
    {
        await using var lease = await browsers.Host.RentAsync(TestContext.Current.CancellationToken);
        await using var context = await lease.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<body style='background:linear-gradient(teal,gold)'><h1>A photo</h1>");
        return await page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg });
    }

    /// <summary>The same with an APP1 segment as phones write it: camera, and latitude and longitude (CIPA DC-008, Exif 2.32, §4.6).</summary>
    private static byte[] WithPlace(byte[] jpeg)
    {
        var tiff = new List<byte>();
        void Short(int value) => tiff.AddRange([(byte)(value >> 8), (byte)value]);
        void Long(int value) => tiff.AddRange([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
        var maker = Encoding.ASCII.GetBytes(Maker + "\0");
        tiff.AddRange("MM"u8.ToArray());
        Short(42);
        Long(8);
        Short(2); // tags of the picture
        Short(0x010F); Short(2); Long(maker.Length); Long(38); // Make
        Short(0x8825); Short(4); Long(1); Long(38 + maker.Length); // where the GPS tags are
        Long(0);
        tiff.AddRange(maker);
        var values = tiff.Count + 2 + (4 * 12) + 4;
        Short(4);
        Short(1); Short(2); Long(2); tiff.AddRange("N\0\0\0"u8.ToArray());
        Short(2); Short(5); Long(3); Long(values);
        Short(3); Short(2); Long(2); tiff.AddRange("W\0\0\0"u8.ToArray());
        Short(4); Short(5); Long(3); Long(values + 24);
        Long(0);
        foreach (var number in new[] { 51, 1, 30, 1, 12, 1, 0, 1, 7, 1, 39, 1 })
            Long(number);
        byte[] payload = [.. "Exif\0\0"u8, .. tiff];
        var segment = new byte[4 + payload.Length];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(payload.Length + 2));
        payload.CopyTo(segment, 4);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
