using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Today;

public sealed class TodayPageTests
{
    [Theory]
    [InlineData(Role.Manager, true, true)]
    [InlineData(Role.Moderator, true, false)]
    [InlineData(Role.Author, false, false)]
    [InlineData(Role.Viewer, false, false)]
    [InlineData(Role.Principal, false, false)]
    public async Task An_empty_desk_says_what_to_do_first_to_who_may_do_it(Role role, bool mayBringIn, bool mayInvite)
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.WithDbAsync(db => db.Users.Where(p => p.Role != role).ExecuteUpdateAsync(s => s.SetProperty(p => p.LeftAt, DateTimeOffset.UtcNow)));
        var page = await (await desk.SignedInAsync(role)).PageAsync("/");
        (page.QuerySelector("main a[href='/inbox/import']") is not null).ShouldBe(mayBringIn);
        (page.QuerySelector("main a[href='/team']") is not null).ShouldBe(mayInvite);
        page.Body!.TextContent.ShouldContain("The desk is ready");
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Moderator)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Principal)]
    public async Task What_cannot_wait_comes_first_with_999_and_without_its_words(Role role)
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Threat);
        await TestMessages.AddAsync(desk, TestMessages.Praise);

        var page = await (await desk.SignedInAsync(role)).PageAsync("/");

        page.QuerySelector("main .desk-urgent")!.TextContent.ShouldContain("1 message can’t wait");
        page.QuerySelector("main .desk-urgent a[href='tel:999']").ShouldNotBeNull();
        page.Source.Text.ShouldNotContain("kill you");
    }

    [Fact]
    public async Task An_author_is_told_nothing_of_abuse()
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Threat);
        await TestMessages.AddAsync(desk, TestMessages.Praise);

        var page = await (await desk.SignedInAsync(Role.Author)).PageAsync("/");

        page.QuerySelector("main .desk-urgent").ShouldBeNull();
        page.QuerySelector(".desk-figure strong")!.TextContent.ShouldBe("1");
    }

    [Fact]
    public async Task What_is_under_way_is_listed_for_who_works_on_it()
    {
        await using var desk = await InboxDesk.StartAsync();
        var hidden = await TestMessages.AddAsync(desk, TestMessages.Threat, address: "https://social.example/1");
        await desk.DecideAsync(DecisionKind.Hide, [hidden]);
        var chosen = await TestMessages.AddAsync(desk, "I know where you live and I am coming with a knife.", "another");
        var batch = (await desk.DecideAsync(DecisionKind.MakeCase, [chosen])).Batch!.Value;
        var number = await desk.CaseAsync("Threats");
        await ChaseAndAskAsync(desk, number);

        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync("/");
        var links = page.QuerySelectorAll("main .desk-tasks a").Select(a => a.GetAttribute("href")).ToList();
        links.ShouldBe([$"/cases/{number}", $"/cases/new?batch={batch:D}", $"/cases/{number}", "/inbox/steps", "/cases"], ignoreOrder: true);
        var text = page.QuerySelector("main .desk-tasks")!.TextContent;
        text.ShouldContain("Manager person asks you to look at case C-1");
        text.ShouldContain("Chase Kent <b>Police</b> about case C-1");
        foreach (var link in links)
            (await (await desk.SignedInAsync(Role.Moderator)).GetAsync(link!)).StatusCode.ShouldBe(HttpStatusCode.OK, link);

        var viewer = await (await desk.SignedInAsync(Role.Viewer)).PageAsync("/");
        viewer.QuerySelector("main a[href='/inbox/steps']").ShouldBeNull();
        viewer.QuerySelector("main a[href^='/cases/new']").ShouldBeNull();
        (await (await desk.SignedInAsync(Role.Author)).PageAsync("/")).QuerySelector("main a[href^='/cases']").ShouldBeNull();
    }

    [Fact]
    public async Task Another_offices_messages_and_cases_are_not_counted()
    {
        await using var desk = await InboxDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Threat, officeId: desk.OtherOfficeId);
        await desk.CaseAsync("Theirs", officeId: desk.OtherOfficeId);

        var page = await (await desk.SignedInAsync(Role.Manager)).PageAsync("/");

        page.Body!.TextContent.ShouldContain("The desk is ready");
        page.QuerySelector("main .desk-tasks").ShouldBeNull();
    }

    private static Task<int> ChaseAndAskAsync(TestDesk desk, int number) => desk.WithDbAsync(async db =>
    {
        var found = await db.Cases.SingleAsync(c => c.Number == number);
        var (from, to) = (await db.Users.SingleAsync(p => p.Role == Role.Manager), await db.Users.SingleAsync(p => p.Role == Role.Moderator));
        db.CaseReports.Add(new CaseReport
        {
            OfficeId = desk.OfficeId,
            CaseId = found.Id,
            To = ReportTo.Police101,
            Recipient = "Kent <b>Police</b>",
            MadeAt = found.OpenedAt,
            MadeById = from.Id,
            ChaseOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1)),
        });
        db.CaseAlerts.Add(new CaseAlert { OfficeId = desk.OfficeId, CaseId = found.Id, FromId = from.Id, ToId = to.Id, At = DateTimeOffset.UtcNow });
        return await db.SaveChangesAsync();
    });
}
