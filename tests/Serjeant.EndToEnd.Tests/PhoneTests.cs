using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.EndToEnd.Tests.Walks;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>
/// Sharing to the desk in a real browser with its real service worker: the form is sent as the system sends it, the desk goes away and comes
/// back as after a power cut, and nothing is lost or doubled.
/// </summary>
public sealed class PhoneTests(OpenDemo demo) : IClassFixture<OpenDemo>
{
    private const string Share = """
        async share => {
          const form = Object.assign(document.createElement('form'), { method: 'post', action: '/share/receive', enctype: 'multipart/form-data' })
          for (const [name, value] of Object.entries(share.fields)) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
          const input = Object.assign(document.createElement('input'), { type: 'file', name: 'files', multiple: true })
          const files = new DataTransfer()
          for (const file of share.files) files.items.add(new File([Uint8Array.from(atob(file.bytes), c => c.charCodeAt(0))], file.name, { type: file.type }))
          input.files = files.files
          form.append(input)
          document.body.append(form)
          form.submit()
        }
        """;

    private static readonly byte[] First = Bytes(300_000, 1);
    private static readonly byte[] Second = Bytes(70_000, 2);

    [Fact]
    public async Task What_is_shared_without_a_desk_waits_and_is_kept_once_when_it_is_back()
    {
        var folder = Directory.CreateTempSubdirectory("serjeant-e2e-").FullName;
        var desk = await DeskProcess.StartAsync(folder, null, "--demo");
        try
        {
            await using var chromium = await Chromium.StartAsync();
            await using var visitor = await Visitor.NewAsync(chromium.Browser, desk.Address, Visitor.Phone, name: "phone");
            var page = visitor.Page;
            await CaseWalk.SignInAsAsync(visitor, "moderator");
            await CaseWalk.MakeCaseAsync(visitor);
            await ReadyAsync(page);

            await desk.KillAsync();
            await ShareAsync(page, new() { ["title"] = "A screenshot" }, ("shot-1.png", "image/png", First));
            await page.GetByRole(AriaRole.Heading, new() { Name = "Kept on this device" }).WaitForAsync();
            await ShareAsync(page, new() { ["text"] = "Look at https://social.example/post/1 please" }, ("shot-2.png", "image/png", Second));
            await page.GetByRole(AriaRole.Heading, new() { Name = "Kept on this device" }).WaitForAsync();
            (await CountAsync(page)).ShouldBe(2);

            await desk.DisposeAsync();
            desk = await DeskProcess.StartAsync(folder, desk.Address, "--demo");
            await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
            await page.WaitForURLAsync("**/share");
            await page.GetByText("One more share waits after this one.").WaitForAsync();
            await page.GetByText("shot-1.png, 293 KB").WaitForAsync();

            await AnswerIsLostOnceAsync(page);
            await page.GetByLabel("Keep it for later").CheckAsync(new() { Force = true });
            await page.GetByRole(AriaRole.Button, new() { Name = "Keep it", Exact = true }).ClickAsync();
            await page.GetByText("No connection. Nothing is lost").WaitForAsync();
            (await CountAsync(page)).ShouldBe(2);
            await OverAsync(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "Keep it", Exact = true }).ClickAsync();
            await page.WaitForURLAsync("**/cases/exhibits/*");
            (await page.Locator("main").InnerTextAsync()).ShouldContain(Convert.ToHexStringLower(SHA256.HashData(First)));
            (await page.GetByText("Something that you shared waits on this device.").IsVisibleAsync()).ShouldBeTrue();

            await page.GotoAsync("/share");
            await page.GetByText("https://social.example/post/1").First.WaitForAsync();
            (await page.Locator("#kept tbody tr").CountAsync()).ShouldBe(1, "the one that was sent twice is there once");
            await page.GetByRole(AriaRole.Radio, new() { Name = "Into a case" }).CheckAsync(new() { Force = true });
            await page.GetByLabel("Which case").SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await page.GetByRole(AriaRole.Button, new() { Name = "Keep it", Exact = true }).ClickAsync();
            await page.WaitForURLAsync("**/cases/exhibits/*");
            (await page.Locator("main").InnerTextAsync()).ShouldContain(Convert.ToHexStringLower(SHA256.HashData(Second)));
            (await CountAsync(page)).ShouldBe(0);

            (await page.EvaluateAsync<string[]>("async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(r => new URL(r.url).pathname)))).flat().sort()"))
                .ShouldBe(["/assets/desk.css", "/assets/share-waits.js", "/offline.html", "/share-waits.html"], "no page of the desk is on the device");
        }
        finally
        {
            await desk.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(Visitor.Phone)]
    [InlineData(Visitor.Desktop)]
    public async Task Signed_out_it_waits_through_signing_in(int width)
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, width, name: "share");
        var page = visitor.Page;
        await visitor.GoAsync("/demo");
        await ReadyAsync(page);
        await ShareAsync(page, new() { ["title"] = "<img src=x onerror=alert(1)>", ["text"] = "Your account is locked, verify at https://phish.example/login now" }, ("a.txt", "text/plain", First));
        await page.WaitForURLAsync("**/sign-in?returnTo=%2Fshare");
        (await CountAsync(page)).ShouldBe(1);
        await CaseWalk.SignInAsAsync(visitor, "moderator");
        await visitor.Page.GetByText("Something that you shared waits on this device.").WaitForAsync();
        await visitor.LookAsync("a share waits");
        await visitor.GoAsync("/share");
        await page.GetByText("a.txt, 293 KB").WaitForAsync();
        (await page.Locator("[data-share-words]").InnerTextAsync()).ShouldContain("<img src=x onerror=alert(1)>");
        await visitor.LookAsync("a share");

        await page.GetByRole(AriaRole.Button, new() { Name = "Is this genuine? Check the words first" }).ClickAsync();
        await page.Locator("#answer").WaitForAsync();
        await visitor.LookAsync("the shared words checked");
        (await CountAsync(page)).ShouldBe(1);

        await visitor.GoAsync("/share");
        await page.GetByText("a.txt, 293 KB").WaitForAsync();
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete it from this device" }).ClickAsync();
        await page.GetByText("Nothing that you shared waits on this device.").WaitForAsync();
        (await CountAsync(page)).ShouldBe(0);
        await visitor.LookAsync("no share waits");
    }

    [Fact]
    public async Task A_mail_file_and_a_picture_of_a_share_can_be_checked_first_and_the_share_stays()
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, Visitor.Phone, name: "mail");
        var page = visitor.Page;
        // A viewer keeps no evidence, and may ask all the same.
        await CaseWalk.SignInAsAsync(visitor, "viewer");
        await ReadyAsync(page);
        var scam = Encoding.UTF8.GetBytes("From: \"PayPal Support\" <help@pay-pal-secure.example>\r\nTo: office@hembury.example\r\nSubject: Your account is suspended\r\nContent-Type: text/html\r\n\r\n"
            + "<p>Dear customer, your account has been suspended. Verify your account within 24 hours or it will be closed.</p><a href=\"http://203.0.113.9/login\">https://www.paypal.com/signin</a>");
        await ShareAsync(page, new() { ["title"] = "Is this real?" }, ("letter.eml", "message/rfc822", scam), ("shot.png", "image/png", First), ("notes.pdf", "application/pdf", Second));
        await page.WaitForURLAsync("**/share");
        await page.GetByText("notes.pdf, 68 KB").WaitForAsync();
        (await page.Locator("[data-share-files] button").CountAsync()).ShouldBe(2, "nothing can be said of a PDF");
        await visitor.LookAsync("a share with a mail");

        await page.GetByRole(AriaRole.Button, new() { Name = "Is this genuine? Check the email letter.eml" }).ClickAsync();
        await page.WaitForURLAsync("**/checks/*");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Very likely not genuine" }).WaitForAsync();
        (await page.Locator("#answer").InnerTextAsync()).ShouldContain("help@pay-pal-secure.example");
        (await CountAsync(page)).ShouldBe(1);

        await visitor.GoAsync("/share");
        await page.GetByRole(AriaRole.Button, new() { Name = "Is this genuine? Check its QR code shot.png" }).ClickAsync();
        await page.Locator(".govuk-error-summary").WaitForAsync();
        (await CountAsync(page)).ShouldBe(1, "what can't be checked is not lost");
    }

    [Fact]
    public async Task A_share_with_a_mistake_in_its_form_comes_back_with_the_error_and_is_not_lost()
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, Visitor.Phone, name: "wrong");
        var page = visitor.Page;
        await CaseWalk.SignInAsAsync(visitor, "moderator");
        await CaseWalk.MakeCaseAsync(visitor);
        await ReadyAsync(page);
        await ShareAsync(page, new() { ["text"] = new string('é', 80_000) });
        await page.WaitForURLAsync("**/share");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Into a case" }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it", Exact = true }).ClickAsync();
        await page.Locator(".govuk-error-summary").WaitForAsync();
        await page.GetByText("Choose an open case").First.WaitForAsync();
        (await CountAsync(page)).ShouldBe(1);
        await page.Locator("[data-share-one]").WaitForAsync();
        await page.GetByLabel("Keep it for later").CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/cases/exhibits/*");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("files/shared-text.txt");
        (await CountAsync(page)).ShouldBe(0);
    }

    [Fact]
    public async Task The_browser_finds_the_manifest_sound()
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, Visitor.Phone, name: "manifest");
        await visitor.GoAsync("/demo");
        var session = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        var manifest = (await session.SendAsync("Page.getAppManifest"))!.Value;
        manifest.GetProperty("errors").GetArrayLength().ShouldBe(0, manifest.GetProperty("errors").ToString());
        manifest.GetProperty("data").GetString()!.ShouldContain("share_target");
        manifest.GetProperty("manifest").GetProperty("shareTarget").ToString().ShouldContain("/share/receive");
    }

    private static async Task ReadyAsync(IPage page)
    {
        await page.EvaluateAsync("async () => { await navigator.serviceWorker.ready }");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
    }

    private static async Task ShareAsync(IPage page, Dictionary<string, string> fields, params (string Name, string Type, byte[] Bytes)[] files)
    {
        var share = new { fields, files = files.Select(f => new { name = f.Name, type = f.Type, bytes = Convert.ToBase64String(f.Bytes) }) };
        await page.EvaluateAsync("() => { window.before = true }");
        await page.EvaluateAsync(Share, share);
        await page.WaitForFunctionAsync("() => !window.before");
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }

    /// <summary>The desk gets the first one that is sent, and its answer does not come back.</summary>
    private static Task AnswerIsLostOnceAsync(IPage page) => page.EvaluateAsync("""
        () => {
          const real = window.fetch
          window.fetch = async (...request) => {
            window.fetch = real
            await real(...request)
            throw new TypeError('The connection was reset.')
          }
        }
        """);

    /// <summary>The button takes no second press within a second.</summary>
    private static Task OverAsync(IPage page) => page.WaitForTimeoutAsync(1_200);

    private static Task<int> CountAsync(IPage page) => page.EvaluateAsync<int>("""
        async () => await new Promise((resolve, reject) => {
          const open = indexedDB.open('desk-shares', 1)
          open.onerror = () => reject(open.error)
          open.onsuccess = () => {
            const count = open.result.transaction('waiting').objectStore('waiting').count()
            count.onsuccess = () => { open.result.close(); resolve(count.result) }
          }
        })
        """);

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        Encoding.ASCII.GetBytes("not a picture").CopyTo(bytes, 0);
        return bytes;
    }
}
