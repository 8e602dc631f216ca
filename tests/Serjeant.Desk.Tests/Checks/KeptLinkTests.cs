using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Links;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>A link that was checked is kept, found, shown and let go of as a message is.</summary>
public sealed class KeptLinkTests
{
    private const string False = "https://login.parliarnent.uk/members?for=8f3Kq92LmX7pQz41";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_its_askers_for_an_hour_and_once_kept_colleagues_find_it_by_its_site()
    {
        await using var desk = await TestDesk.StartAsync();
        var (author, manager) = (await desk.SignedInAsync(Role.Author), await desk.SignedInAsync(Role.Manager));
        var id = await CheckAsync(desk, False);
        (await manager.GetAsync(ChecksLinks.Check(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Rows(await manager.PageAsync(ChecksLinks.History())).ShouldBe(0);

        await author.SubmitAsync(await author.PageAsync(ChecksLinks.Check(id)), "#keeping", buttonSelector: "#keep");
        Rows(await manager.PageAsync(ChecksLinks.History() + "?words=parliarnent")).ShouldBe(1);
        Rows(await manager.PageAsync(ChecksLinks.History() + "?words=paypal")).ShouldBe(0);
        (await manager.PageAsync(ChecksLinks.History())).QuerySelector("tbody")!.TextContent.ShouldContain("Link to login.parliarnent.uk");
        (await desk.LedgerAsync("check.kept")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Opening_it_again_says_the_same_and_the_whole_link_is_for_its_asker_and_who_may_uncover_text()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckAsync(desk, False);
        await desk.WithDbAsync(db => db.MessageChecks.ExecuteUpdateAsync(set => set.SetProperty(c => c.KeptAt, DateTimeOffset.UtcNow), Cancel));
        foreach (var (role, sees) in new[] { (Role.Author, true), (Role.Manager, true), (Role.Viewer, false) })
        {
            var page = await (await desk.SignedInAsync(role)).PageAsync(ChecksLinks.Check(id));
            page.QuerySelector("h1")!.TextContent.ShouldBe("Very likely not genuine");
            page.QuerySelector("#first-answer").ShouldBeNull();
            var answer = page.QuerySelector("#answer")!;
            answer.TextContent.ShouldContain("imitates parliament.uk");
            answer.TextContent.ShouldContain("Only the address was looked at");
            answer.QuerySelectorAll("strong").Select(s => s.TextContent).Contains("parliarnent.uk").ShouldBe(sees, role.ToString());
            (page.QuerySelector("#words")?.TextContent.Contains(False, StringComparison.Ordinal) ?? false).ShouldBe(sees, role.ToString());
            (page.QuerySelector("#links form.desk-look") is not null).ShouldBe(sees, role.ToString());
            page.QuerySelector("#report")!.TextContent.ShouldContain("has false sites taken down");
        }
    }

    [Fact]
    public async Task What_the_office_keeps_of_messages_holds_for_links()
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.WithDbAsync(async db =>
        {
            db.CheckSettings.Add(new CheckSettings { OfficeId = desk.OfficeId, KeepAll = true });
            return await db.SaveChangesAsync(Cancel);
        });
        await CheckAsync(desk, False);
        (await desk.WithDbAsync(db => db.MessageChecks.SingleAsync(Cancel))).ShouldSatisfyAllConditions(c => c.KeptAt.ShouldNotBeNull(), c => c.Form.ShouldBe(CheckedForm.Link), c => c.SenderAddress.ShouldBeNull());
    }

    [Fact]
    public async Task One_that_nobody_keeps_goes_after_an_hour_and_a_kept_one_stays()
    {
        await using var desk = await TestDesk.StartAsync();
        var passing = await CheckAsync(desk, False);
        var kept = await CheckAsync(desk, "https://www.parliament.uk/");
        await desk.WithDbAsync(db => db.MessageChecks.Where(c => c.Id == kept).ExecuteUpdateAsync(set => set.SetProperty(c => c.KeptAt, DateTimeOffset.UtcNow), Cancel));
        await desk.WithDbAsync(db => db.MessageChecks.ExecuteUpdateAsync(set => set.SetProperty(c => c.AskedAt, DateTimeOffset.UtcNow - CheckKeeper.Passing - TimeSpan.FromMinutes(1)), Cancel));
        using var worker = ActivatorUtilities.CreateInstance<MailboxCheckWorker>(desk.App.Services);
        await worker.SweepAsync(Cancel);
        (await desk.WithDbAsync(db => db.MessageChecks.Select(c => c.Id).ToListAsync(Cancel))).ShouldBe([kept]);
        (await (await desk.SignedInAsync(Role.Author)).GetAsync(ChecksLinks.Check(passing))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_office_finds_nothing_of_it_and_can_do_nothing_to_it()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckAsync(desk, False);
        await desk.WithDbAsync(db => db.MessageChecks.ExecuteUpdateAsync(set => set.SetProperty(c => c.KeptAt, DateTimeOffset.UtcNow), Cancel));
        var stranger = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        Rows(await stranger.PageAsync(ChecksLinks.History())).ShouldBe(0);
        (await stranger.GetAsync(ChecksLinks.Check(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var token = (await stranger.PageAsync(ChecksLinks.Link)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var handler in new[] { "keep", "reported", "look" })
            (await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{ChecksLinks.Check(id)}?handler={handler}") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("link", "0")]) }))
                .StatusCode.ShouldBe(HttpStatusCode.NotFound, handler);
    }

    [Fact]
    public async Task A_link_that_leads_to_no_site_is_kept_too()
    {
        await using var desk = await TestDesk.StartAsync();
        var id = await CheckAsync(desk, "javascript:alert(1)");
        var page = await (await desk.SignedInAsync(Role.Author)).PageAsync(ChecksLinks.Check(id));
        page.QuerySelector("#words")!.TextContent.ShouldContain("javascript:alert(1)");
        page.QuerySelector("#links").ShouldBeNull();
        (await desk.WithDbAsync(db => db.MessageChecks.SingleAsync(Cancel))).Subject.ShouldBe("Link that leads to no site");
    }

    private static Task<long> CheckAsync(TestDesk desk, string link) => CheckDesk.InScopeAsync(desk, null, async services =>
        (await services.GetRequiredService<LinkChecks>().CheckAsync([link], await CheckDesk.PersonAsync(services, Role.Author), Cancel))[0].CheckId!.Value);

    private static int Rows(IHtmlDocument page) => page.QuerySelectorAll("tbody tr").Length;
}
