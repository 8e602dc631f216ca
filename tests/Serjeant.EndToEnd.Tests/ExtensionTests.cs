using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Serjeant.Data;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.EndToEnd.Tests.Walks;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>The extension as a person uses it, in a real Chromium, with the zip that the desk hands out.</summary>
public sealed class ExtensionTests
{
    [Fact]
    public async Task A_page_behind_a_sign_in_is_kept_though_the_line_breaks_and_desk_and_browser_close_and_its_comments_are_sent()
    {
        await using var site = await WalledSite.StartAsync();
        var port = DeskProcess.FreePort();
        var address = $"http://localhost:{port}";
        var folder = Directory.CreateTempSubdirectory("serjeant-e2e-");
        await using var wire = new Wire(port);
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.NewAsync(chromium.Browser, wire.Address, Visitor.Desktop, name: "extension");
        var desk = await DeskProcess.StartAsync(folder.FullName, address, "--demo");
        try
        {
            var (zip, code) = await AtTheDeskAsync(visitor);
            await using var browser = await ExtensionBrowser.StartAsync(zip);
            await browser.Page.GotoAsync(site.SignIn);
            await browser.Page.FillAsync("#typed", WalledSite.Secrets[^1]);
            var height = await browser.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");

            await browser.PressButtonAsync();
            await PairAsync(browser, code);
            await browser.ClickAsync("#keep");
            await browser.SeeAsync("Now the account’s own page");
            wire.CutAfter(30_000);
            await browser.ClickAsync("#visit");
            await wire.WhenCut.WaitAsync(TimeSpan.FromSeconds(30));
            await desk.DisposeAsync();
            await browser.SeeAsync("The desk does not answer.");
            (await browser.SeeAsync("One thing waits.")).ShouldContain("Waiting");

            await browser.Page.WaitForURLAsync(site.Post); // the tab is back at the post

            await browser.RestartAsync();
            desk = await DeskProcess.StartAsync(folder.FullName, address, "--demo");
            wire.Mend();
            await browser.Page.GotoAsync(site.SignIn);
            await browser.PressButtonAsync();
            await browser.SeeAsync("Kept as TB/1 in C-1, with the account’s page");
            await CheckExhibitAsync(visitor, folder.FullName, site, height);

            await SendCommentsAsync(browser);
            await CheckCommentsAsync(folder.FullName, site);
            await EndAtTheDeskAsync(visitor, browser);
        }
        finally
        {
            await desk.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Makes a case, takes the extension and makes a code; the page is looked at hard at both widths.</summary>
    private static async Task<(byte[] Zip, string Code)> AtTheDeskAsync(Visitor visitor)
    {
        await visitor.GoAsync("/demo");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new(", moderator$") }).ClickAsync();
        await visitor.Page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/");
        await visitor.GoAsync("/cases/new?danger=no");
        await visitor.Page.GetByLabel("Title").FillAsync("Threat after the planning vote");
        await SetUpWalk.PressAsync(visitor.Page, "Make the case");
        await visitor.Page.WaitForURLAsync("**/guide");
        await visitor.GoAsync("/me/browsers");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByText("Download the extension").ClickAsync());
        var zip = await File.ReadAllBytesAsync(await download.PathAsync());
        await SetUpWalk.PressAsync(visitor.Page, "Make a code");
        var code = await visitor.Page.Locator("[data-pairing-code]").InnerTextAsync();
        await visitor.LookAsync("your browsers with a code");
        await visitor.Page.GotoAsync("about:blank"); // the page's live stream would complain when the line is cut
        return (zip, code);
    }

    private static async Task PairAsync(ExtensionBrowser browser, string code)
    {
        await browser.SeeAsync("Pair this browser with your desk");
        await browser.FillAsync("#code", "0000-0000");
        await browser.ClickAsync("#pair-button");
        await browser.SeeAsync("That code is not right, too old, or was used before.");
        await browser.FillAsync("#code", code.ToLowerInvariant());
        await browser.ClickAsync("#pair-button");
        await browser.SeeAsync("C-1 Threat after the planning vote");
    }

    private static async Task CheckExhibitAsync(Visitor visitor, string folder, WalledSite site, int height)
    {
        var exhibit = await WithDbAsync(folder, db => db.Exhibits.Include(e => e.Files).Where(e => e.Source == ExhibitSource.Browser).SingleAsync());
        (exhibit.Outcome, exhibit.Address, exhibit.ProfileAddress, exhibit.ProfileGap, exhibit.SeenSignedOut).ShouldBe(("Captured", site.Post, site.Profile, null, null));
        string[] names = ["capture.json", "dom.html", "page.mhtml", "page.png", "text.txt", "viewport.png"];
        exhibit.Files.Select(f => f.Path).ShouldBe(
            [.. names.Select(n => "post/" + n), .. names.Select(n => "profile/" + n), "manifest.json", "manifest-sha256.txt"], ignoreOrder: true);
        (await WithDbAsync(folder, db => db.BrowserCaptures.CountAsync())).ShouldBe(0);

        await visitor.GoAsync($"/cases/exhibits/{exhibit.Id}");
        await visitor.LookAsync("exhibit from a browser");
        var files = new Dictionary<string, byte[]>();
        foreach (var file in exhibit.Files)
        {
            var download = await visitor.Page.RunAndWaitForDownloadAsync(() =>
                visitor.Page.Locator($"button[name=FileId][value='{file.Id}']").Filter(new() { HasText = "Download" }).ClickAsync());
            files[file.Path] = await File.ReadAllBytesAsync(await download.PathAsync());
            Convert.ToHexStringLower(SHA256.HashData(files[file.Path])).ShouldBe(file.Hash, file.Path);
        }
        foreach (var (path, bytes) in files)
            foreach (var secret in WalledSite.Secrets)
                Encoding.UTF8.GetString(bytes).ShouldNotContain(secret, customMessage: path);
        PictureSize(files["post/page.png"]).ShouldBe((1280, height));
        PictureSize(files["post/viewport.png"]).ShouldBe((1280, 720));
        Encoding.UTF8.GetString(files["post/text.txt"]).ShouldContain("The end");
        Encoding.UTF8.GetString(files["profile/text.txt"]).ShouldContain("Joined 2021");
        await LookAtPictureAsync(visitor, files["post/page.png"]);
    }

    /// <summary>The fixed bar is in no view of the long picture, each part follows the other without a seam, and the end is there.</summary>
    private static async Task LookAtPictureAsync(Visitor visitor, byte[] picture)
    {
        var column = await visitor.Page.EvaluateAsync<string[]>("""
            async (png) => {
              const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), c => c.charCodeAt(0))], { type: 'image/png' }));
              const canvas = new OffscreenCanvas(picture.width, picture.height);
              const context = canvas.getContext('2d');
              context.drawImage(picture, 0, 0);
              const { data } = context.getImageData(1000, 0, 1, picture.height);
              const runs = [];
              for (let y = 0, from = 0; y < picture.height; y++) {
                const at = (row) => data.slice(row * 4, row * 4 + 3).join(',');
                if (y + 1 === picture.height || at(y + 1) !== at(y)) { runs.push(`${at(y)} ${y + 1 - from}`); from = y + 1; }
              }
              return runs;
            }
            """, Convert.ToBase64String(picture));
        column.ShouldNotContain(run => run.StartsWith("200,0,0 "), "the fixed bar");
        column.Count(run => run == "0,160,0 30").ShouldBe(1, "the sticky bar, where it belongs");
        column.Count(run => run == "0,0,90 20").ShouldBe(5, "the edge of each part, once and whole");
    }

    private static async Task SendCommentsAsync(ExtensionBrowser browser)
    {
        await browser.PressButtonAsync();
        await browser.ClickAsync("#comments-find");
        (await browser.SeeAsync("3 comments found")).ShouldNotContain("hanged", customMessage: "words are covered until asked for");
        await browser.ClickAsync("#words");
        (await browser.SeeAsync("<img src=x onerror=alert(1)> go away")).ShouldNotContain("Nobody sees this one");
        await browser.ClickAsync("#comments-list li:nth-child(2) input");
        await browser.SeeAsync("Send 2 to the inbox");
        await browser.ClickAsync("#comments-send");
        await browser.SeeAsync("2 new comments.");

        await browser.ClickAsync("#comments-find");
        await browser.ClickAsync("#comments-send");
        await browser.SeeAsync("1 new comment, 2 there already.");
    }

    private static async Task CheckCommentsAsync(string folder, WalledSite site)
    {
        var sent = await WithDbAsync(folder, db => db.Messages.Include(m => m.Author).Where(m => m.ThreadId == site.Post).OrderBy(m => m.Id).ToListAsync());
        sent.Select(m => (m.Text, m.Author!.DisplayName)).ShouldBe(
        [
            ("You should be hanged, and we will do it", "Una"), ("<img src=x onerror=alert(1)> go away", "Tre"), ("Thank you for the new crossing at the school", "Duo"),
        ]);
        sent[0].SentAt.ShouldBe(new DateTimeOffset(2026, 5, 3, 10, 0, 0, TimeSpan.Zero));
        sent[0].ParentText.ShouldBe("We know your street.");
        sent[0].Author!.ProfileAddress.ShouldBe(site.Address + "/una");
        sent[0].TopCategory.ShouldNotBeNull("a threat is judged as every message is");
    }

    private static async Task EndAtTheDeskAsync(Visitor visitor, ExtensionBrowser browser)
    {
        await visitor.GoAsync("/me/browsers");
        await visitor.LookAsync("your browsers, one paired");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^End") }).ClickAsync();
        await visitor.Page.GetByText("can’t reach the desk any more").WaitForAsync();
        await browser.PressButtonAsync();
        await browser.SeeAsync("This browser is not paired with the desk any more.");
        await browser.SeeAsync("Pair this browser with your desk");
    }

    private static async Task<T> WithDbAsync<T>(string folder, Func<SerjeantDb, Task<T>> work)
    {
        await using var db = new SerjeantDb(DatabaseChoice.SqliteFile(Path.Combine(folder, "serjeant.db")).StandaloneOptions());
        db.OfficeScope = 1;
        return await work(db);
    }

    /// <summary>From the picture's head (PNG, §11.2.2).</summary>
    private static (int Width, int Height) PictureSize(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
