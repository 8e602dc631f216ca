using System.Diagnostics;
using System.IO.Compression;
using Microsoft.Playwright;
using Serjeant.EndToEnd.Tests.Support;
using Shouldly;

namespace Serjeant.EndToEnd.Tests;

/// <summary>A capture made by the program, opened with tools that are not ours.</summary>
public sealed class WebArchiveTests : IDisposable
{
    /// <summary>What ReplayWeb.page noted when it checked the archive it opened.</summary>
    private const string Checked = """
        async () => {
          for (const { name } of await indexedDB.databases()) {
            const db = await new Promise((yes, no) => { const ask = indexedDB.open(name); ask.onsuccess = () => yes(ask.result); ask.onerror = no });
            if (!db.objectStoreNames.contains('verification')) continue;
            const found = await new Promise(yes => { const ask = db.transaction('verification').objectStore('verification').get('signature'); ask.onsuccess = () => yes(ask.result) });
            if (found) return found.matched;
          }
          return null;
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serjeant-");

    private string Wacz => Path.Combine(folder.FullName, "kept", "capture.wacz");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_captured_page_replays_in_ReplayWeb_page_with_its_signature_valid_and_fits_its_digests_in_warcio()
    {
        string post;
        await using (var platform = await FakePlatform.StartAsync())
        {
            post = platform.Post;
            var (code, said) = await Command.RunAsync("capture", post, "--profile", platform.Profile, "--out", Path.Combine(folder.FullName, "kept"), "--allow", platform.HostAndPort);
            code.ShouldBe(0, said);
        }

        var (whole, report) = await Command.RunAsync("verify", Wacz);
        whole.ShouldBe(0, report);
        report.ShouldContain("Signed.");
        await WarcioAsync();
        await ReplayAsync(post);
    }

    [Fact]
    public async Task Words_that_come_by_post_replay_too_each_to_what_was_asked()
    {
        string post;
        await using (var platform = await FakePlatform.StartAsync())
        {
            post = platform.Fetched;
            var (code, said) = await Command.RunAsync("capture", post, "--out", Path.Combine(folder.FullName, "kept"), "--allow", platform.HostAndPort);
            code.ShouldBe(0, said);
        }

        var (whole, report) = await Command.RunAsync("verify", Wacz);
        whole.ShouldBe(0, report);
        await using var shelf = await ArchiveShelf.StartAsync(Wacz, post);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync(shelf.Address);
        var replayed = page.FrameLocator("replay-web-page iframe").FrameLocator("iframe");
        await replayed.GetByText("Your door is not locked.").WaitForAsync(new() { Timeout = 60_000 });
        await replayed.GetByText("by @nightwatch").WaitForAsync();
    }

    private async Task WarcioAsync()
    {
        using var zip = ZipFile.OpenRead(Wacz);
        foreach (var name in (string[])["post.warc.gz", "profile.warc.gz"])
        {
            var file = Path.Combine(folder.FullName, name);
            zip.GetEntry($"archive/{name}")!.ExtractToFile(file);
            using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(ArchiveShelf.Tools, "warc.mjs"), "check", file]) { RedirectStandardOutput = true })!;
            var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            said.ShouldContain("\"wrong\":[]");
        }
    }

    private async Task ReplayAsync(string post)
    {
        await using var shelf = await ArchiveShelf.StartAsync(Wacz, post);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync(shelf.Address);
        var replayed = page.FrameLocator("replay-web-page iframe").FrameLocator("iframe").Locator("h1");
        await replayed.WaitForAsync(new() { Timeout = 60_000 });
        (await replayed.InnerTextAsync()).ShouldBe("We know your street.");
        // The style sheet came packed; the site is gone, so it can only come from the archive.
        (await replayed.EvaluateAsync<string>("heading => getComputedStyle(heading).color")).ShouldBe("rgb(1, 2, 3)");
        (await page.Frames[1].EvaluateAsync<bool?>(Checked)).ShouldBe(true);
    }
}
