using Microsoft.Playwright;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.EndToEnd.Tests.Walks;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>From "is this genuine?" to the steps after it was not: in a real browser, at both widths, and without JavaScript.</summary>
public sealed class CheckJourneyTests(OpenDemo demo) : IClassFixture<OpenDemo>
{
    private const string Scam = "From: Members' IT Support <helpdesk@parliarnent.example>\nTo: office@example.org\nSubject: Your mailbox will be closed\nMessage-ID: <1@x.example>\n\nDear Member, confirm your password immediately: https://parliarnent-mail.example/confirm\n";

    [Theory]
    [InlineData(Visitor.Desktop, true)]
    [InlineData(Visitor.Phone, true)]
    [InlineData(Visitor.Phone, false)]
    public async Task From_a_doubt_to_an_answer_a_report_a_call_and_the_steps_after_a_mishap(int width, bool script)
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, width, script, name: "checks");
        var page = visitor.Page;
        await CaseWalk.SignInAsAsync(visitor, "moderator");

        await visitor.GoAsync("/checks");
        await visitor.LookAsync("asking");
        await page.FillAsync("#Text", Scam);
        await page.ClickAsync("#check button[type=submit]");
        (await page.Locator("h1").TextContentAsync()).ShouldBe("Very likely not genuine");
        var check = new Uri(page.Url).AbsolutePath;
        await OpenAsync(page, "#words", "#report", "#phone", "#happened", "#genuine");
        await visitor.LookAsync("the answer");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#draft-eml"));
        download.SuggestedFilename.ShouldBe("report-to-phishing.eml");
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain("X-Unsent: 1");

        await page.FillAsync("#Call_Called", "The real service desk");
        await page.FillAsync("#Call_NumberFrom", "our address book");
        await page.Locator("[name='Call.Genuine'][value=False]").CheckAsync(new() { Force = true });
        await page.ClickAsync("#call button");
        await visitor.LookAsync("with a call");
        (await page.Locator("[id^=call-]").TextContentAsync())!.ShouldContain("Not genuine, by telephone");

        await page.ClickAsync("#happened summary");
        await page.ClickAsync("#happened a");
        await visitor.LookAsync("what happened");
        await page.Locator("[name=Guide][value=password]").CheckAsync(new() { Force = true });
        await page.ClickAsync("#begin button");
        await visitor.LookAsync("the steps");
        await page.Locator("#steps button[formaction*=Done]").First.ClickAsync();
        await page.GetByText("Not done after all").WaitForAsync();
        // It is still ticked for who comes back.
        await visitor.GoAsync(new Uri(page.Url).AbsolutePath);
        (await page.Locator("#steps").TextContentAsync())!.ShouldContain("Not done after all");
        await visitor.LookAsync("one step done");

        await visitor.GoAsync("/checks/history?words=parliarnent");
        await visitor.LookAsync("the history");
        (await page.Locator($"a[href='{check}']").CountAsync()).ShouldBe(1);
        foreach (var address in new[] { "/checks/contacts", "/checks/connection" })
        {
            await visitor.GoAsync(address);
            await visitor.LookAsync(address);
        }
    }

    [Theory]
    [InlineData(Visitor.Desktop, true)]
    [InlineData(Visitor.Phone, true)]
    [InlineData(Visitor.Phone, false)]
    public async Task A_link_is_looked_behind_from_the_press_to_what_was_seen(int width, bool script)
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, width, script, name: "look");
        var page = visitor.Page;
        await CaseWalk.SignInAsAsync(visitor, "moderator");
        await visitor.GoAsync("/checks/link");
        await visitor.LookAsync("asking about a link");
        await page.FillAsync("#Text", demo.Platform.Post);
        await page.ClickAsync("#check button[type=submit]");
        await visitor.LookAsync("the link's answer");
        await page.ClickAsync("form.desk-look button");
        await visitor.LookAsync("being looked at");
        var look = page.Url;
        for (var i = 0; i < 60 && !System.Text.RegularExpressions.Regex.IsMatch(page.Url, @"/checks/\d+$"); i++)
        {
            await Task.Delay(1_000, TestContext.Current.CancellationToken);
            if (page.Url == look)
                await page.GotoAsync(look);
        }
        await page.Locator("#look").WaitForAsync();
        (await page.Locator("#look").TextContentAsync())!.ShouldContain(demo.Platform.HostAndPort);
        await visitor.LookAsync("what is behind it");
    }

    [Theory]
    [InlineData(Visitor.Desktop, true)]
    [InlineData(Visitor.Phone, false)]
    public async Task A_manager_allows_looking_up_and_a_check_says_who_sent_it(int width, bool script)
    {
        await using var desk = await DeskProcess.StartAsync(null, null, "--demo");
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.NewAsync(chromium.Browser, desk.Address, width, script, name: "senders");
        var page = visitor.Page;
        await CaseWalk.SignInAsAsync(visitor, "manager");
        await visitor.GoAsync("/team/checking-mailbox");
        await page.ClickAsync("#no-trust a");
        await OpenAsync(page, "#whom");
        await visitor.LookAsync("the settings");
        await page.FillAsync("#Form_Sealers", "lists.example");
        await page.Locator("#Form_LooksUp").CheckAsync(new() { Force = true });
        await page.ClickAsync("#senders button[type=submit]");
        await visitor.LookAsync("settings saved");
        await visitor.GoAsync("/checks");
        await OpenAsync(page, "#looked-up");
        await visitor.LookAsync("what is looked up");
        // Names below .example lead nowhere, on a network or off it.
        await page.FillAsync("#Text", Scam);
        await page.ClickAsync("#check button[type=submit]");
        await page.Locator("#sender").WaitForAsync();
        await visitor.LookAsync("who sent it");
        await page.ClickAsync("#look-up-sender");
        await page.Locator("#sender").WaitForAsync();
        await visitor.LookAsync("looked up again");
    }

    private static async Task OpenAsync(IPage page, params string[] details)
    {
        foreach (var one in details)
            await page.ClickAsync($"{one} > summary");
    }
}
