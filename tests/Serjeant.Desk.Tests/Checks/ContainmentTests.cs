using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Contain;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

public sealed class ContainmentTests
{
    [Fact]
    public async Task A_typed_password_gives_steps_that_can_be_given_to_a_colleague_ticked_and_found_again()
    {
        await using var desk = await TestDesk.StartAsync();
        var check = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Viewer, keep: false);
        var (viewer, moderator) = (await desk.SignedInAsync(Role.Viewer), await desk.SignedInAsync(Role.Moderator));
        var started = await viewer.SubmitAsync(await viewer.PageAsync(ChecksLinks.Contain(check)), "#begin", new Dictionary<string, string> { ["Guide"] = "password", ["What"] = "The office mailbox" });
        var address = started.Headers.Location!.ToString();
        var page = await viewer.PageAsync(address);
        page.QuerySelector("#steps")!.TextContent.ShouldSatisfyAllConditions(
            t => t.ShouldContain("1. Change that password"), t => t.ShouldContain("Parliament’s Digital Service"), t => t.ShouldContain("forwarding", Shouldly.Case.Insensitive), t => t.ShouldContain("2-step verification"), t => t.ShouldContain("NCSC"));
        // The check is kept from now on: colleagues need to see what it came from.
        (await moderator.GetAsync(ChecksLinks.Check(check))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var step = await desk.WithDbAsync(db => db.ContainmentSteps.OrderBy(s => s.Position).Skip(5).FirstAsync());
        var to = await desk.PersonAsync(Role.Moderator);
        (await SendAsync(viewer, page, address, "give", step.Id, ($"owners[{step.Id}]", $"{to}"))).Headers.Location!.ToString().ShouldEndWith($"#step-{step.Id}");
        (await moderator.PageAsync(ChecksLinks.Contain())).QuerySelector("#mine")!.TextContent.ShouldContain(step.Title);
        (await moderator.PageAsync("/")).QuerySelector("main")!.TextContent.ShouldContain("1 step given to you after a mishap");
        await SendAsync(moderator, await moderator.PageAsync(address), address, "done", step.Id);
        (await viewer.PageAsync(address)).QuerySelector($"#step-{step.Id}")!.TextContent.ShouldContain("by Moderator person");
        (await moderator.PageAsync(ChecksLinks.Contain())).QuerySelector("#mine").ShouldBeNull();
        // What nobody compared with its source says so.
        var guide = desk.App.Services.GetRequiredService<ContainmentGuides>().Find("password")!;
        (await viewer.PageAsync(address)).QuerySelector("main")!.TextContent.ShouldContain(guide.LastChecked is { } day ? $"last compared with it on {day}" : "Nobody has compared these steps with it yet");
        (await desk.LedgerAsync("containment.step-given")).ShouldHaveSingleItem();
        (await desk.LedgerAsync("containment.step-done")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_last_tick_finishes_it_and_taking_one_back_opens_it_again()
    {
        await using var desk = await TestDesk.StartAsync();
        var (id, step) = await CheckDesk.ContainmentAsync(desk, Role.Moderator, guide: "money");
        var browser = await desk.SignedInAsync(Role.Author);
        var page = await browser.PageAsync(ChecksLinks.Containment(id));
        foreach (var one in await desk.WithDbAsync(db => db.ContainmentSteps.Select(s => s.Id).ToListAsync()))
            await SendAsync(browser, page, ChecksLinks.Containment(id), "done", one);
        (await browser.PageAsync(ChecksLinks.Containment(id))).QuerySelector(".govuk-panel")!.TextContent.ShouldContain("All steps done");
        await SendAsync(browser, page, ChecksLinks.Containment(id), "reopen", step);
        (await desk.WithDbAsync(db => db.Containments.SingleAsync())).FinishedAt.ShouldBeNull();
        (await desk.LedgerAsync("containment.step-reopened")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_step_goes_to_nobody_of_another_office_and_another_offices_check_starts_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        var (id, step) = await CheckDesk.ContainmentAsync(desk, Role.Moderator);
        var browser = await desk.SignedInAsync(Role.Manager);
        var stranger = await desk.WithDbAsync(db => db.Users.Where(p => p.OfficeId == desk.OtherOfficeId).Select(p => p.Id).FirstAsync(), desk.OtherOfficeId);
        var page = await browser.PageAsync(ChecksLinks.Containment(id));
        (await SendAsync(browser, page, ChecksLinks.Containment(id), "give", step, ($"owners[{step}]", $"{stranger}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.WithDbAsync(db => db.ContainmentSteps.CountAsync(s => s.OwnerId != null))).ShouldBe(0);
        var theirs = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true, desk.OtherOfficeId);
        (await browser.GetAsync(ChecksLinks.Contain(theirs))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_shipped_guide_reads_and_says_where_more_is_to_be_read()
    {
        await using var desk = await TestDesk.StartAsync();
        var guides = desk.App.Services.GetRequiredService<ContainmentGuides>().All;
        guides.Select(g => g.Id).ShouldBe(["password", "attachment", "device", "money"]);
        guides.ShouldAllBe(g => g.Steps.Count >= 6 && g.Source.StartsWith("https://") && g.Steps.All(s => s.Title.Length > 5 && s.Who.Length > 5 && s.Text.Length > 20));
    }

    private static Task<HttpResponseMessage> SendAsync(TestBrowser browser, AngleSharp.Html.Dom.IHtmlDocument page, string address, string handler, long step, params (string Name, string Value)[] fields)
    {
        var token = page.QuerySelector("#steps input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        List<KeyValuePair<string, string>> all = [new("__RequestVerificationToken", token), new("step", $"{step}"), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))];
        return browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{address}?handler={handler}") { Content = new FormUrlEncodedContent(all) });
    }
}
