using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>Anybody in the office may say that a checked message is genuine; only who may change the contact book makes the desk learn it.</summary>
public sealed class GenuineRequestTests
{
    /// <summary>A colleague from their own new address, which looks like somebody who borrows their name.</summary>
    private const string FromHome = "From: Manager person <manager@own-home.example>\r\nTo: office@hembury.example\r\nSubject: Quick favour\r\nMessage-ID: <3@x.example>\r\n\r\nAre you at your desk? I need you to do something for me.\r\n";

    [Theory]
    [InlineData(Role.Author)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Principal)]
    public async Task Who_may_not_teach_asks_and_nothing_is_learned_until_somebody_agrees_with_one_press(Role asker)
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckDesk.CheckAsync(desk, FromHome, asker, keep: false);
        var browser = await desk.SignedInAsync(asker);
        var page = await browser.PageAsync(ChecksLinks.Check(id));
        var before = page.QuerySelector("#answer h1")!.TextContent;
        before.ShouldNotBe("No warning signs found");
        page.QuerySelector("#genuine")!.TextContent.ShouldContain("A manager or a moderator sees what you say here and decides");
        await browser.SubmitAsync(page, "#teach", Said).ShouldGoToAsync(ChecksLinks.Check(id));

        (await desk.WithDbAsync(db => db.BookContacts.CountAsync())).ShouldBe(0);
        page = await browser.PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#answer h1")!.TextContent.ShouldBe(before);
        page.QuerySelector("[id^=request-]")!.TextContent.ShouldContain("It waits for a manager or a moderator");
        page.QuerySelectorAll("#teach, [id^=decide-]").ShouldBeEmpty();

        var manager = await desk.SignedInAsync(Role.Manager);
        (await manager.PageAsync("/")).QuerySelector("main")!.TextContent.ShouldContain("1 checked message");
        var link = (await manager.PageAsync(ChecksLinks.Contacts)).QuerySelector("#asked a")!;
        link.TextContent.ShouldBe("Quick favour");
        page = await manager.PageAsync(link.GetAttribute("href")!.Split('#')[0]);
        page.QuerySelector("[id^=request-]")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain($"{asker} person"), t => t.ShouldContain("any address at own-home.example"));
        await manager.SubmitAsync(page, "[id^=decide-]", buttonSelector: "button[formaction*='Agree'], button[formaction*='agree']").ShouldGoToAsync(ChecksLinks.Check(id));

        (await desk.WithDbAsync(db => db.BookContacts.SingleAsync())).ShouldSatisfyAllConditions(c => c.Address.ShouldBe("@own-home.example"), c => c.Name.ShouldBe("Manager person"), c => c.CheckId.ShouldBe(id));
        page = await browser.PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#answer h1")!.TextContent.ShouldNotBe(before);
        page.QuerySelector("[id^=request-]")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("Agreed that this is genuine"), t => t.ShouldContain("Decided by Manager person"));
        (await manager.PageAsync(ChecksLinks.Contacts)).QuerySelector("#asked").ShouldBeNull();
        (await manager.PageAsync("/")).QuerySelector("main")!.TextContent.ShouldNotContain("1 checked message");

        var asked = (await desk.LedgerAsync("check.genuine-asked")).ShouldHaveSingleItem();
        Encoding.UTF8.GetString(asked.Leaf).ShouldSatisfyAllConditions(l => l.ShouldContain("domain"), l => l.ShouldNotContain("Manager person"));
        (await desk.LedgerAsync("check.genuine-agreed")).ShouldHaveSingleItem();
        (await desk.LedgerAsync("contact.added")).ShouldHaveSingleItem();
        (await desk.LedgerAsync("check.kept")).ShouldHaveSingleItem("so that they can see it");
    }

    [Fact]
    public async Task Not_agreed_leaves_the_book_as_it_is_and_can_be_asked_again()
    {
        await using var desk = await TestDesk.StartAsync();
        var (id, _) = await AskedAsync(desk);
        var moderator = await desk.SignedInAsync(Role.Moderator);
        var page = await moderator.PageAsync(ChecksLinks.Check(id));
        await moderator.SubmitAsync(page, "[id^=decide-]", buttonSelector: "button[formaction*='Decline'], button[formaction*='decline']").ShouldGoToAsync(ChecksLinks.Check(id));
        (await desk.WithDbAsync(db => db.BookContacts.CountAsync())).ShouldBe(0);
        (await desk.LedgerAsync("check.genuine-declined")).ShouldHaveSingleItem();
        (await moderator.SubmitAsync(page, "[id^=decide-]", buttonSelector: "button[formaction*='Agree'], button[formaction*='agree']")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it is decided");
        (await desk.WithDbAsync(db => db.BookContacts.CountAsync())).ShouldBe(0);

        var viewer = await desk.SignedInAsync(Role.Viewer);
        page = await viewer.PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("[id^=request-]")!.TextContent.ShouldContain("Not agreed that this is genuine");
        await viewer.SubmitAsync(page, "#teach", Said).ShouldGoToAsync(ChecksLinks.Check(id));
        (await desk.WithDbAsync(db => db.GenuineRequests.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task One_request_waits_at_a_time_and_the_same_refusals_hold_as_for_teaching()
    {
        await using var desk = await TestDesk.StartAsync();
        var viewer = await desk.SignedInAsync(Role.Viewer);
        var mail = await CheckDesk.CheckAsync(desk, FromHome.Replace("manager@own-home.example", "manager.person@gmail.com", StringComparison.Ordinal), Role.Viewer, keep: true);
        var page = await viewer.PageAsync(ChecksLinks.Check(mail));
        await viewer.SubmitAsync(page, "#teach", Said).ShouldBeRefusedAtAsync("Trust_Name");
        await viewer.SubmitAsync(page, "#teach", new Dictionary<string, string> { ["Trust.Name"] = "", ["Trust.Scope"] = "Address" }).ShouldBeRefusedAtAsync("Trust_Name");
        (await desk.WithDbAsync(db => db.GenuineRequests.CountAsync())).ShouldBe(0);

        var once = new Dictionary<string, string> { ["Trust.Name"] = "Manager person", ["Trust.Scope"] = "Address" };
        await viewer.SubmitAsync(page, "#teach", once).ShouldGoToAsync(ChecksLinks.Check(mail));
        var again = await viewer.SubmitAsync(page, "#teach", once);
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TestBrowser.ReadAsync(again)).QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("A colleague has asked this already");
        (await desk.WithDbAsync(db => db.GenuineRequests.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_not_teach_can_neither_agree_nor_decline_nor_press_the_other_button()
    {
        await using var desk = await TestDesk.StartAsync();
        var (id, request) = await AskedAsync(desk);
        var viewer = await desk.SignedInAsync(Role.Viewer);
        var me = await viewer.PageAsync("/me");
        foreach (var handler in new[] { "agree", "decline", "genuine" })
            (await viewer.SubmitAsync(me, "form", new Dictionary<string, string> { ["request"] = $"{request}", ["Trust.Name"] = "X", ["Trust.Scope"] = "Address" }, to: $"{ChecksLinks.Check(id)}?handler={handler}"))
                .StatusCode.ShouldBe(HttpStatusCode.Forbidden, handler);
        (await desk.WithDbAsync(db => db.GenuineRequests.SingleAsync())).DecidedAt.ShouldBeNull();
        (await desk.WithDbAsync(db => db.BookContacts.CountAsync())).ShouldBe(0);
        (await viewer.PageAsync(ChecksLinks.Contacts)).QuerySelector("#asked").ShouldBeNull("it is for those who decide");
        (await viewer.PageAsync("/")).QuerySelector("main")!.TextContent.ShouldNotContain("checked message");
    }

    [Fact]
    public async Task Another_offices_request_and_one_of_another_check_are_not_there()
    {
        await using var desk = await TestDesk.StartAsync();
        var (id, request) = await AskedAsync(desk);
        var other = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Manager, keep: true);
        var (theirs, ours) = (await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId), await desk.SignedInAsync(Role.Manager));
        var theirCheck = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Manager, keep: true, desk.OtherOfficeId);
        foreach (var (browser, check) in new[] { (theirs, id), (theirs, theirCheck), (ours, other) })
            foreach (var handler in new[] { "agree", "decline" })
                (await browser.SubmitAsync(await browser.PageAsync("/me"), "form", new Dictionary<string, string> { ["request"] = $"{request}" }, to: $"{ChecksLinks.Check(check)}?handler={handler}"))
                    .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var ask = new Dictionary<string, string> { ["Trust.Name"] = "X", ["Trust.Scope"] = "Address" };
        (await theirs.SubmitAsync(await theirs.PageAsync("/me"), "form", ask, to: $"{ChecksLinks.Check(id)}?handler=ask")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.PageAsync(ChecksLinks.Contacts)).QuerySelector("#asked").ShouldBeNull();
        (await desk.WithDbAsync(db => db.GenuineRequests.SingleAsync())).DecidedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_request_about_somebody_else_s_passing_check_is_not_there_and_one_goes_with_its_check()
    {
        await using var desk = await TestDesk.StartAsync();
        var passing = await CheckDesk.CheckAsync(desk, FromHome, Role.Author, keep: false);
        var viewer = await desk.SignedInAsync(Role.Viewer);
        (await viewer.SubmitAsync(await viewer.PageAsync("/me"), "form", Said, to: $"{ChecksLinks.Check(passing)}?handler=ask")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var (id, _) = await AskedAsync(desk);
        await CheckDesk.InScopeAsync(desk, null, async services =>
        {
            var by = await CheckDesk.PersonAsync(services, Role.Manager);
            var changes = (OfficeChanges)services.GetService(typeof(OfficeChanges))!;
            return await changes.RunAsync(by.OfficeId, by.Id, async ledger =>
            {
                await ((Serjeant.Chapters.Checks.Kept.CheckRemoval)services.GetService(typeof(Serjeant.Chapters.Checks.Kept.CheckRemoval))!).RemoveAsync([id], "test", ledger, default);
                return true;
            }, default);
        });
        (await desk.WithDbAsync(db => db.GenuineRequests.CountAsync())).ShouldBe(0);
    }

    private static Dictionary<string, string> Said => new() { ["Trust.Name"] = "Manager person", ["Trust.Scope"] = "Domain" };

    private static async Task<(long Check, long Request)> AskedAsync(TestDesk desk)
    {
        var id = await CheckDesk.CheckAsync(desk, FromHome, Role.Viewer, keep: false);
        var browser = await desk.SignedInAsync(Role.Viewer);
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Check(id)), "#teach", Said).ShouldGoToAsync(ChecksLinks.Check(id));
        return (id, await desk.WithDbAsync(db => db.GenuineRequests.Select(r => r.Id).SingleAsync()));
    }
}
