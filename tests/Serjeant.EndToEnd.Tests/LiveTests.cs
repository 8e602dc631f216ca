using Microsoft.Playwright;
using Serjeant.Data;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.EndToEnd.Tests.Walks;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>What happens on pages that are open while messages come in.</summary>
public sealed class LiveTests
{
    [Fact]
    public async Task A_threat_is_told_on_whatever_page_is_open()
    {
        await using var desk = await DeskProcess.StartAsync(null, null, "--demo");
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.NewAsync(chromium.Browser, desk.Address, Visitor.Phone, name: "live");
        await CaseWalk.SignInAsAsync(visitor, "moderator");
        await visitor.GoAsync("/team");
        // The count in the menu comes with the stream: from then on the page hears of what is new.
        await visitor.Page.Locator(".desk-live-count").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        (await visitor.Page.Locator("[data-live]").IsVisibleAsync()).ShouldBeFalse();

        var file = Path.Combine(desk.Folder, "new.ndjson");
        await File.WriteAllTextAsync(file, """{"id":"live-1","text":"I will come to your surgery on Friday with a knife and kill you, be sure of it","author":"somebody"}""" + "\n");
        var (code, said) = await Command.RunAsync("import", file, "--data", desk.Folder, "--map", "text=text", "id=id", "author=author", "--platform", "x");
        code.ShouldBe(0, said);

        await visitor.Page.Locator("[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Visible });
        await visitor.LookAsync("told of a threat");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Look at it now" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/inbox");
        await visitor.LookAsync("the queue from the banner");
        (await visitor.Page.Locator(".desk-rows > li").First.InnerTextAsync()).ShouldContain("from somebody");
    }

    [Fact]
    public async Task A_rule_found_in_a_mail_account_is_told_to_a_manager_on_whatever_page_is_open()
    {
        await using var desk = await DeskProcess.StartAsync(null, null, "--demo");
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.NewAsync(chromium.Browser, desk.Address, Visitor.Phone, name: "rule");
        await CaseWalk.SignInAsAsync(visitor, "manager");
        await visitor.GoAsync("/team");
        await visitor.Page.Locator(".desk-live-count").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var banner = visitor.Page.Locator("[data-live-about=rules]");
        (await banner.IsVisibleAsync()).ShouldBeFalse();

        await using (var db = new SerjeantDb(DatabaseChoice.SqliteFile(Path.Combine(desk.Folder, "serjeant.db")).StandaloneOptions()))
        {
            var at = DateTimeOffset.UtcNow;
            db.FoundMailRules.Add(new FoundMailRule { OfficeId = 1, MailboxId = 1, Key = "x", Harm = 1, Active = true, Name = "x", Words = "x", FirstSeenAt = at, LastSeenAt = at });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await banner.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        (await visitor.Page.Locator("[data-live-about=messages]").IsVisibleAsync()).ShouldBeFalse();
        await visitor.LookAsync("told of a mail rule");
        await banner.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        (await banner.IsVisibleAsync()).ShouldBeFalse();
        await visitor.GoAsync("/");
        await visitor.Page.GetByText("1 mail rule that nobody has said they know").WaitForAsync();
        await visitor.LookAsync("Today with a mail rule");
    }
}
