using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.Pictures;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Pictures;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>Where a photo was taken stays in the original and is in nothing that is shown.</summary>
public sealed class ShownPictureTests(Browsers browsers)
{
    [Fact]
    public async Task The_original_keeps_its_place_and_what_is_shown_has_none()
    {
        await using var desk = await StartAsync();
        var photo = PlantedPictures.Jpeg(await DrawnAsync("image/jpeg"), PlantedPictures.InExif(PlantedPictures.Exif()));
        var exhibit = await UploadAsync(desk, ("photo.jpg", photo));
        var browser = await desk.SignedInAsync(Role.Principal);

        var shown = await TestBrowser.ReadAsync(await PressAsync(browser, exhibit, "files/photo.jpg", "Show"));

        var source = shown.QuerySelector("#picture img")!.GetAttribute("src")!;
        source.ShouldStartWith("data:image/jpeg;base64,");
        var copy = Convert.FromBase64String(source.Split(',')[1]);
        (copy[0], copy[1]).ShouldBe(((byte)0xFF, (byte)0xD8));
        Holds(copy, "Exif").ShouldBeFalse();
        Holds(copy, PlantedPictures.Maker).ShouldBeFalse();
        Holds(copy, "GPS").ShouldBeFalse();
        var entry = await desk.WithDbAsync(db => db.CustodyEntries.OrderBy(c => c.Id).LastAsync());
        (entry.Act, entry.Path).ShouldBe((CustodyAct.Viewed, "files/photo.jpg"));

        var original = await (await PressAsync(browser, exhibit, "files/photo.jpg", "Download")).Content.ReadAsByteArrayAsync();
        original.ShouldBe(photo);
        Holds(original, PlantedPictures.Maker).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_that_was_put_beside_the_picture_is_in_what_is_shown_or_covered_whatever_kind_of_file_it_is()
    {
        await using var desk = await StartAsync();
        var (jpeg, png, webp) = (await DrawnAsync("image/jpeg"), await DrawnAsync("image/png"), await DrawnAsync("image/webp"));
        var exif = PlantedPictures.Exif();
        (string Name, byte[] Picture)[] planted =
        [
            ("a.jpg", PlantedPictures.Jpeg(jpeg, PlantedPictures.InExif(exif), PlantedPictures.InXmp(), PlantedPictures.InIptc(), PlantedPictures.InComment())),
            ("b.png", PlantedPictures.Png(png, ("eXIf", exif), PlantedPictures.InPngXmp(packed: false), PlantedPictures.InPngText())),
            ("c.webp", PlantedPictures.WebP(webp, 120, 80, ("EXIF", exif), ("XMP ", PlantedPictures.Xmp))),
        ];
        var exhibit = await UploadAsync(desk, planted);
        var browser = await desk.SignedInAsync(Role.Principal);
        foreach (var (name, picture) in planted)
        {
            var path = "files/" + name;
            var shown = await TestBrowser.ReadAsync(await PressAsync(browser, exhibit, path, "Show"));
            var drawn = shown.QuerySelector("#picture img").ShouldNotBeNull(name);
            var copy = Convert.FromBase64String(drawn.GetAttribute("src")!.Split(',')[1]);
            var covered = await new PictureRedrawer(browsers.Host).CoverAsync(picture, [], TestContext.Current.CancellationToken);
            foreach (var secret in new[] { PlantedPictures.Maker, PlantedPictures.Town, "Exif", "xmpmeta", "8BIM" })
                (Holds(copy, secret), Holds(covered, secret)).ShouldBe((false, false), $"{secret} in {name}");
            (await (await PressAsync(browser, exhibit, path, "Download")).Content.ReadAsByteArrayAsync()).ShouldBe(picture);
        }
    }

    [Fact]
    public async Task The_page_says_how_a_picture_was_taken_and_its_place_only_at_a_press_of_its_own()
    {
        await using var desk = await StartAsync();
        var exhibit = await UploadAsync(desk, ("phone.heic", PlantedPictures.Heic(PlantedPictures.Exif())), ("plain.png", await DrawnAsync("image/png")));
        var browser = await desk.SignedInAsync(Role.Principal);

        var page = await TestBrowser.ReadAsync(await PressAsync(browser, exhibit, "files/phone.heic", "Camera"));
        var says = page.QuerySelector("#camera")!.TextContent;
        foreach (var words in new[] { PlantedPictures.Maker, "2026-05-03 09:30:12 +01:00", "A place is in it", "Anybody can change it or make it up" })
            says.ShouldContain(words);
        page.DocumentElement.OuterHtml.ShouldNotContain("51.5");
        page.DocumentElement.OuterHtml.ShouldNotContain(PlantedPictures.Town);

        var placed = await TestBrowser.ReadAsync(await browser.SubmitAsync(page, "#place"));
        placed.QuerySelector("#camera")!.TextContent.ShouldContain($"{PlantedPictures.Place}: {PlantedPictures.Town}");
        placed.QuerySelector("#place").ShouldBeNull();
        (await desk.WithDbAsync(db => db.CustodyEntries.Where(c => c.Act == CustodyAct.Viewed).OrderBy(c => c.Id).Select(c => c.Path + ": " + c.Why).ToListAsync()))
            .ShouldBe(["files/phone.heic: To work on the case", "files/phone.heic: To see where the picture says that it was taken"]);

        (await TestBrowser.ReadAsync(await PressAsync(browser, exhibit, "files/plain.png", "Camera"))).QuerySelector("#camera")!.TextContent.ShouldContain("says nothing of how it was taken");
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

    /// <summary>A real picture, as a browser makes it: 120 by 80 pixels.</summary>
    private async Task<byte[]> DrawnAsync(string type)
    {
        await using var lease = await browsers.Host.RentAsync(TestContext.Current.CancellationToken);
        await using var context = await lease.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        return Convert.FromBase64String(await page.EvaluateAsync<string>(
            "type => { const c = Object.assign(document.createElement('canvas'), { width: 120, height: 80 }); const p = c.getContext('2d'); p.fillStyle = '#0a7'; p.fillRect(0, 0, 120, 80); p.fillStyle = '#fd0'; p.fillRect(20, 20, 40, 30); return c.toDataURL(type, .8).split(',')[1] }", type));
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
