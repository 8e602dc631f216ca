using Microsoft.Playwright;
using Serjeant.EndToEnd.Tests.Support;

namespace Serjeant.EndToEnd.Tests.Walks;

/// <summary>From the queue's worst message to a pack, as a moderator walks it.</summary>
internal static class CaseWalk
{
    public static async Task SignInAsAsync(Visitor visitor, string role)
    {
        await visitor.GoAsync("/demo");
        await visitor.LookAsync("who will you be");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($", {role}$") }).ClickAsync();
        await visitor.Page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/");
        await visitor.LookAsync($"today of the {role}");
    }

    /// <summary>Chooses the worst message and makes a case of it. Returns the case's address.</summary>
    public static async Task<string> MakeCaseAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.GoAsync("/inbox");
        await visitor.LookAsync("queue");
        await page.Locator("input[type=checkbox][name='Form.Pick']").First.CheckAsync(new() { Force = true });
        await visitor.LookAsync("queue with one chosen");
        await SetUpWalk.PressAsync(page, "Make a case");
        await page.Locator("#no-danger").ClickAsync();
        await page.GetByLabel("Title").FillAsync("Threat after the planning vote");
        await page.GetByLabel("What happened").FillAsync("A message that names the street and a night.");
        await page.GetByLabel("Who is targeted").FillAsync("Alex Marlowe MP");
        await visitor.LookAsync("new case");
        await SetUpWalk.PressAsync(page, "Make the case");
        await page.WaitForURLAsync("**/guide");
        await visitor.LookAsync("case opened");
        return new Uri(page.Url).AbsolutePath[..^"/guide".Length];
    }

    public static async Task AskTheGuideAsync(Visitor visitor, string theCase)
    {
        await visitor.GoAsync(theCase + "/guide");
        await visitor.Page.Locator("[name=Answers]").First.CheckAsync(new() { Force = true });
        await SetUpWalk.PressAsync(visitor.Page, "Show where to take it");
        await visitor.Page.Locator("#advice").WaitForAsync();
        await visitor.LookAsync("police guide");
        await visitor.GoAsync(theCase + "/texts/police");
        await visitor.LookAsync("what to say to the police");
    }

    public static async Task LogAReportAsync(Visitor visitor, string theCase)
    {
        var page = visitor.Page;
        await visitor.GoAsync(theCase + "/reports/new");
        await page.GetByLabel("Who did you report it to?").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await page.GetByLabel("Force, platform or office").FillAsync("Westmarch Police");
        await page.GetByLabel("Reference", new() { Exact = true }).FillAsync("CR/1234/26");
        await visitor.LookAsync("log a report");
        await SetUpWalk.PressAsync(page, "Log it");
        await page.GetByText("CR/1234/26").First.WaitForAsync();
    }

    /// <param name="picture">A PNG; null for a picture of the page itself.</param>
    public static async Task UploadAsync(Visitor visitor, string theCase, byte[]? picture = null)
    {
        var page = visitor.Page;
        await visitor.GoAsync(theCase + "/exhibits/upload");
        await page.GetByLabel("What is it?").FillAsync("Screenshot from a phone");
        await page.GetByLabel("Where does it come from?").FillAsync("Tom's phone, signed in");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "phone.png", MimeType = "image/png", Buffer = picture ?? await page.ScreenshotAsync() });
        await visitor.LookAsync("add files");
        await SetUpWalk.PressAsync(page, "Keep them");
        await page.GetByText("Screenshot from a phone").First.WaitForAsync();
    }

    public static async Task CaptureAsync(Visitor visitor, string theCase, FakePlatform platform)
    {
        var page = visitor.Page;
        await visitor.GoAsync(theCase + "/exhibits/capture");
        await page.GetByLabel("Address of the post").FillAsync(platform.Post);
        await page.GetByLabel("Address of the account’s own page").FillAsync(platform.Profile);
        await visitor.LookAsync("capture a page");
        await SetUpWalk.PressAsync(page, "Capture");
        await visitor.LookAsync("pages being kept");
        await visitor.GoAsync(theCase);
        var until = DateTime.UtcNow.AddMinutes(3);
        while (await page.GetByText("What the server saw").Or(page.GetByText("This server")).CountAsync() == 0
               || await page.GetByText(new System.Text.RegularExpressions.Regex("pages? (is|are) being kept\\.")).CountAsync() > 0)
        {
            if (DateTime.UtcNow > until)
                throw new TimeoutException("The capture did not end: " + await page.InnerTextAsync("#exhibits"));
            await Task.Delay(1000);
            await visitor.GoAsync(theCase);
        }
        await visitor.LookAsync("case with a capture");
    }

    /// <summary>Makes the pack of everything and returns the downloaded file.</summary>
    public static async Task<string> PackAsync(Visitor visitor, string theCase, string folder)
    {
        var page = visitor.Page;
        await visitor.GoAsync(theCase + "/pack");
        foreach (var box in await page.Locator("[name=Exhibits]").AllAsync())
            await box.CheckAsync(new() { Force = true });
        await visitor.LookAsync("make a pack");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the pack", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Download", Exact = true }).WaitForAsync();
        await visitor.LookAsync("pack made");
        var download = await page.RunAndWaitForDownloadAsync(() => SetUpWalk.PressAsync(page, "Download"));
        var path = Path.Combine(folder, "pack.zip");
        await download.SaveAsAsync(path);
        return path;
    }
}
