using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.EndToEnd.Tests.Walks;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>From what must not be seen to a copy without it, a redacted pack that holds the original back, and the pack behind a password.</summary>
public sealed class RedactionTests(OpenDemo demo) : IClassFixture<OpenDemo>
{
    private const string File = "files/phone.png";

    [Fact]
    public async Task What_is_covered_by_mouse_by_finger_or_by_keys_is_gone_from_the_copy_and_the_original_stays()
    {
        await using var wide = await Visitor.NewAsync(demo.Browser, demo.Address, Visitor.Desktop, name: "redact");
        await CaseWalk.SignInAsAsync(wide, "moderator");
        var theCase = await CaseWalk.MakeCaseAsync(wide);
        var original = await RedactionWalk.PictureAsync(wide.Page);
        await CaseWalk.UploadAsync(wide, theCase, original);
        var exhibit = new Uri(wide.Page.Url).AbsolutePath;

        await RedactionWalk.OpenAsync(wide, exhibit, File, "Show the picture");
        await RedactionWalk.DrawByMouseAsync(wide);
        await CopyAsync(wide);

        await RedactionWalk.OpenAsync(wide, exhibit, File, "Show the picture");
        await RedactionWalk.DrawByKeysAsync(wide);
        await CopyAsync(wide, byKeys: true);

        await using var narrow = await Visitor.NewAsync(demo.Browser, demo.Address, Visitor.Phone, name: "redact");
        await CaseWalk.SignInAsAsync(narrow, "moderator");
        await RedactionWalk.OpenAsync(narrow, exhibit, File, "Show the picture");
        await RedactionWalk.DrawByFingerAsync(narrow);
        await CopyAsync(narrow);

        await narrow.GoAsync(exhibit);
        await narrow.LookAsync("exhibit with copies");
        (await narrow.Page.Locator("#files").InnerTextAsync()).ShouldContain(Convert.ToHexStringLower(SHA256.HashData(original)));
        var download = await narrow.Page.RunAndWaitForDownloadAsync(() => narrow.Page.GetByRole(AriaRole.Button, new() { Name = $"Download {File}" }).ClickAsync());
        (await System.IO.File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(original);

        await PackAsync(wide, theCase, demo.Folder);
        await PackFormAsync(narrow, theCase);
    }

    [Fact]
    public async Task Words_that_are_selected_are_covered_wherever_they_stand()
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, Visitor.Desktop, name: "words");
        var page = visitor.Page;
        await CaseWalk.SignInAsAsync(visitor, "moderator");
        var theCase = await CaseWalk.MakeCaseAsync(visitor);
        await visitor.GoAsync(theCase);
        var exhibit = (await page.Locator("#exhibits a[href*='/exhibits/']").First.GetAttributeAsync("href"))!;
        await RedactionWalk.OpenAsync(visitor, exhibit, "text.txt", "Show the words");
        var text = page.Locator("[data-redact-text]");
        var word = (await text.InnerTextAsync()).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).First(w => w.Length > 4 && w.All(char.IsLetter));
        await text.EvaluateAsync("""
            (element, word) => {
              const range = document.createRange()
              const at = element.firstChild.data.indexOf(word)
              range.setStart(element.firstChild, at)
              range.setEnd(element.firstChild, at + word.length)
              getSelection().removeAllRanges()
              getSelection().addRange(range)
            }
            """, word);
        await SetUpWalk.PressAsync(page, "Cover what is selected");
        (await page.Locator("input[name=Words]").InputValueAsync()).ShouldBe(word);
        var copy = Encoding.UTF8.GetString(await RedactionWalk.MakeAsync(visitor));
        copy.ShouldContain("█████");
        copy.ShouldNotContain(word, Case.Insensitive);
    }

    private static async Task CopyAsync(Visitor visitor, bool byKeys = false)
    {
        var box = (await RedactionWalk.BoxesAsync(visitor.Page)).ShouldHaveSingleItem();
        await RedactionWalk.CheckPixelsAsync(visitor.Page, await RedactionWalk.MakeAsync(visitor, byKeys), box);
    }

    /// <summary>The redacted pack, by itself and behind a password.</summary>
    private static async Task PackAsync(Visitor visitor, string theCase, string folder)
    {
        var page = visitor.Page;
        await PackFormAsync(visitor, theCase);
        await page.GetByLabel("the redacted pack").CheckAsync(new() { Force = true });
        await SetUpWalk.PressAsync(page, "Make the pack");
        var download = await page.RunAndWaitForDownloadAsync(() => SetUpWalk.PressAsync(page, "Download"));
        var pack = Path.Combine(folder, "redacted.zip");
        await download.SaveAsAsync(pack);
        using (var zip = await ZipFile.OpenReadAsync(pack, TestContext.Current.CancellationToken))
        {
            var names = zip.Entries.Select(e => e.FullName).ToList();
            names.Count(n => n.Contains("/redacted-") && n.EndsWith("phone.png", StringComparison.Ordinal)).ShouldBe(3);
            names.ShouldNotContain(n => n.EndsWith(File, StringComparison.Ordinal), "the original is held back");
        }
        var (code, said) = await Command.RunAsync("verify", pack);
        code.ShouldBe(0, said);

        await SetUpWalk.PressAsync(page, "Get it with a password");
        await page.Locator("#password").WaitForAsync();
        await visitor.LookAsync("pack with a password");
        (await page.Locator("[name=Exhibits]:checked, [name=Parts]:checked").CountAsync()).ShouldBe(6, "the form for another pack is whole");
        (await page.Locator(".desk-password").InnerTextAsync()).ShouldMatch("^[a-z2-9]{4}(-[a-z2-9]{4}){4}$");
        var encrypted = await page.RunAndWaitForDownloadAsync(() => SetUpWalk.PressAsync(page, "Download the encrypted file"));
        (await System.IO.File.ReadAllBytesAsync(await encrypted.PathAsync(), TestContext.Current.CancellationToken))[..4].ShouldBe("PK\x3\x4"u8.ToArray());
    }

    private static async Task PackFormAsync(Visitor visitor, string theCase)
    {
        var page = visitor.Page;
        await visitor.GoAsync(theCase + "/pack");
        await page.GetByText("What the report holds").ClickAsync();
        await visitor.LookAsync("new pack");
        if (await page.Locator("button[formaction*=Password]").CountAsync() == 0)
            return;
        await SetUpWalk.PressAsync(page, "Get it with a password");
        await page.Locator("#password").WaitForAsync();
        // In view, once the page has moved to it.
        await page.WaitForFunctionAsync("() => { const seen = document.querySelector('.desk-password').getBoundingClientRect(); return seen.top > 0 && seen.bottom < innerHeight }");
        await visitor.LookAsync("pack with a password");
    }
}
